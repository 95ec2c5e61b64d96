#!/bin/sh
# tracking.sh HEAD FOLDER [ANNOTATED N]: how well faces are followed, after mvn test-compile; docs/guide/tracking.md has what it prints. For example:
#   benchmarks/tracking.sh ict-face-light.safetensors frames pts:300w-originals 12
# HEAD's people are filmed into FOLDER, once, and N of the annotated photographs are panned. One thread; filming takes some ten minutes.
set -e
cd "$(dirname "$0")/.."
test -f target/finder.cp || mvn -q dependency:build-classpath -Dmdep.outputFile=target/finder.cp -Dmdep.includeScope=test
exec java -Xmx2g -XX:+UseSerialGC -cp "target/test-classes:target/classes:$(cat target/finder.cp)" kpnative.track.TrackingMeasurement "$@"
