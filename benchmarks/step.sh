#!/bin/sh
# Training steps on one thread: ours, our plain version, and PyTorch's, in turn. See step.md.
# From a built repository (mvn -B package -DskipTests): benchmarks/step.sh [RECIPE...]
# PYTHON=- leaves PyTorch out; PYTHON names an interpreter with torch and numpy. ROUNDS, STEPS.
set -e
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- face58/baseline-5 face58/deep6
exec java -cp "${CLASSES:-target/kp-native-jmh.jar}" kpnative.StepBenchmark \
  "${PYTHON:-/usr/bin/python3}" benchmarks/peers/step.py "${ROUNDS:-15}" "${STEPS:-3}" "$@"
