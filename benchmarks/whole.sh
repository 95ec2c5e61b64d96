#!/bin/sh
# whole.sh HEAD YUNET [ROUNDS]: how long all faces of a picture take: the built-in finder, YuNet and, once benchmarks/peers.sh has fetched it,
# MediaPipe; after mvn package. See latency.md. CLASSES replaces the jars of ours. For example:
#   benchmarks/whole.sh ict-face-light.safetensors face_detection_yunet_2023mar.onnx
set -e
cd "$(dirname "$0")/.."
ours=${CLASSES:-target/kp-native-jmh.jar:target/kp-native.jar}
pictures=target/peers/whole
mediapipe=target/peers/mediapipe
mkdir -p $pictures
taskset -c 0 java -XX:+UseSerialGC -Xmx2g -cp "$ours" kpnative.WholeFaces "$1" "$2" "${3:-5}" $pictures
if [ -e $mediapipe/MediaPipeScenes.class ]; then
  taskset -c 0 java -XX:+UseSerialGC -cp "$mediapipe:$ours:$mediapipe/*" MediaPipeScenes $mediapipe/face_detection_short_range.tflite \
    $mediapipe/face_landmark.tflite $pictures/*.png
fi
