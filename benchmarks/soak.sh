#!/usr/bin/env bash
# An hour of training with validation and an hour of detection from eight threads, side by side: memory, handles
# and throughput every ten seconds, as CSV and as pictures. See docs/reliability.md.
# From a built repository (mvn -B package -DskipTests):
#
#     benchmarks/soak.sh PHOTOGRAPHS [DATA]     PHOTOGRAPHS: a folder; DATA as --data takes it, by default painted faces
#
# MINUTES=60, THREADS=8, OUT=target/soak and CLASSES (a class path) may be set.
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# -ge 1 ] && [ -d "$1" ] || { echo "usage: $0 PHOTOGRAPHS [DATA]" >&2; exit 2; }
out=${OUT:-target/soak} minutes=${MINUTES:-60}
mkdir -p "$out"
run() { java -Xms512m -Xmx512m -XX:+UseSerialGC -cp "${CLASSES:-target/kp-native-jmh.jar}" "kpnative.soak.$@"; }

run TrainSoak docs/guide/small.yaml "${2:-synthetic:400}" "$minutes" "$out/run" "$out/train.csv" > "$out/train.log" 2>&1 &
train=$!
run DetectSoak "$1" "$minutes" "${THREADS:-8}" "$out/detect.csv" > "$out/detect.log" 2>&1 &
detect=$!
trap 'kill $train $detect 2> /dev/null || true' INT TERM
wait $train || { tail -3 "$out/train.log"; failed=1; }
wait $detect || { tail -3 "$out/detect.log"; failed=1; }
[ -z "${failed:-}" ] || exit 1
run SoakPicture "$out/train.csv" steps "$out/detect.csv" photographs "$out"
