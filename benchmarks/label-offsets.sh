#!/bin/sh
# label-offsets.sh WEIGHTS DATA...: by how much people's labels differ from what a network predicts that has learned from geometry alone,
# after mvn package. For example:
#   benchmarks/label-offsets.sh runs/geometry/weights/best.safetensors pts:helen/trainset pts:lfpw/trainset
# Its output is src/main/resources/kpnative/data/rendered/label-offsets-300w.csv.
set -e
cd "$(dirname "$0")/.."
exec java -cp target/kp-native-jmh.jar:target/kp-native.jar kpnative.data.rendered.LabelOffsets "$@"
