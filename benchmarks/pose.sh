#!/bin/sh
# pose.sh HEAD [N]: how exact poses are on rendered faces, from true points and from those found in the first N (by default 300), after mvn package.
# For example: benchmarks/pose.sh ict-face-light.safetensors
set -e
cd "$(dirname "$0")/.."
exec java -cp target/kp-native-jmh.jar:target/kp-native.jar kpnative.PoseAccuracy "$1" "${2:-300}"
