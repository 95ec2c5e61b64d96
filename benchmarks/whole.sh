#!/bin/sh
# whole.sh HEAD YUNET [ROUNDS]: how long all faces of a picture take, built-in finder and YuNet, after mvn package. See latency.md. For example:
#   benchmarks/whole.sh ict-face-light.safetensors face_detection_yunet_2023mar.onnx
# CLASSES replaces the jars of ours.
set -e
cd "$(dirname "$0")/.."
exec taskset -c 0 java -XX:+UseSerialGC -Xmx2g -cp "${CLASSES:-target/kp-native-jmh.jar:target/kp-native.jar}" kpnative.WholeFaces "$1" "$2" "${3:-5}"
