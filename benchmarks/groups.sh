#!/bin/sh
# groups.sh FOLDER [N [WEIGHTS WEIGHTS]]: how the answers of two detectors differ between people, without annotated points, after mvn package.
# The pictures' names begin with AGE_SEX_GROUP_, as UTKFace's do; every Nth face is taken, by default all; WEIGHTS are builtin:free and
# builtin:research, or files. CLASSES replaces the jars of ours. Tables of accuracy.md and of the models' cards, in Markdown. For example:
#   benchmarks/groups.sh faces-unlabelled > groups.txt
set -e
cd "$(dirname "$0")/.."
exec java -XX:+UseSerialGC -Xmx1g -cp "${CLASSES:-target/kp-native-jmh.jar:target/kp-native.jar}" kpnative.groups.GroupMeasurement \
  "$1" "${2:-1}" "${3:-builtin:free}" "${4:-builtin:research}"
