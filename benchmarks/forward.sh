#!/bin/sh
# Forward passes beside ONNX Runtime and DJL, in turn. See latency.md.
# From a built repository (mvn -B package -DskipTests): benchmarks/forward.sh [RECIPE...]
# PEERS, BATCHES and THREADS are lists with commas; ROUNDS; SECONDS_EACH of six iterations; FILES, a folder.
# CLASSES replaces the jars of ours. DJL's natives (111 MB) are fetched at the first run.
set -e
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- face68/resnet18-gray face68/fast nose/cnn-12-24-32
folder=${FILES:-target/peers/files}
jars=target/peers/jars

if [ ! -d "$jars" ]; then
  mkdir -p "$jars.part"
  mvn -B -q dependency:copy-dependencies -DincludeScope=test -DoutputDirectory="$jars.part" \
    -DincludeGroupIds=ai.djl,ai.djl.pytorch,com.microsoft.onnxruntime,com.google.code.gson,net.java.dev.jna,org.apache.commons,commons-codec,commons-io,org.slf4j
  # versions that pytorch-engine 0.35.1 goes with
  for part in pytorch-native-cpu:2.7.1:jar:linux-x86_64 pytorch-jni:2.7.1-0.35.1; do
    mvn -B -q dependency:copy -Dartifact="ai.djl.pytorch:$part" -DoutputDirectory="$jars.part"
  done
  mv "$jars.part" "$jars"
fi

ours=${CLASSES:-target/kp-native-jmh.jar}
for recipe in "$@"; do
  [ -e "$folder/$recipe/answers.safetensors" ] || java -cp "$ours" kpnative.forward.ForwardFiles "$folder" "$recipe"
  for format in onnx:model.onnx torchscript:model.pt; do
    file=$folder/$recipe/${format#*:}
    [ -e "$file" ] || java -cp "$ours" kpnative.cli.Main export --weights "$folder/$recipe/weights.safetensors" \
      --format "${format%%:*}" --out "$file"
  done
done
for threads in $(echo "${THREADS:-1,2}" | tr , ' '); do
  OMP_NUM_THREADS=$threads OPENBLAS_NUM_THREADS=$threads java -cp "$ours:$jars/*" kpnative.forward.PeerForward "$folder" \
    "${PEERS:-eager,compiled,onnxruntime,djl}" "${BATCHES:-1,8,32}" "$threads" "${ROUNDS:-5}" "${SECONDS_EACH:-1}" "$@"
done
java -cp "$ours" kpnative.forward.ForwardTable "$folder"
