#!/bin/sh
# large.sh HEAD WIDTH HEIGHT SCENES JPEG FROM: faces found in a large picture of rendered scenes, time and memory, after mvn test-compile. For example:
#   benchmarks/large.sh ict-face-light.safetensors 20000 15000 150 large.jpg 24
# JPEG is written if it is absent. FROM is --faces-from; 0 searches the picture whole, -1 each scene by itself instead. One thread.
set -e
cd "$(dirname "$0")/.."
test -f target/finder.cp || mvn -q dependency:build-classpath -Dmdep.outputFile=target/finder.cp -Dmdep.includeScope=test
exec java -Xmx1g -XX:+UseSerialGC -cp "target/test-classes:target/classes:$(cat target/finder.cp)" kpnative.face.LargePictureMeasurement "$@"
