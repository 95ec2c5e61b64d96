#!/bin/sh
# From the start of a JVM to the first points and to its end, with and without class-data sharing. See latency.md.
# From a built repository (mvn -B package -DskipTests): benchmarks/start.sh [RECIPE]
# RUNS of each, which take turns, by default 9. CLASSES replaces the jars of ours, to which examples belong.
set -e
cd "$(dirname "$0")/.."
recipe=${1:-face68/fast}
ours=${CLASSES:-target/kp-native-jmh.jar}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

java -cp "$ours" kpnative.StartFiles "$folder" "$recipe" # also unpacks the natives
start="kpnative.StartMarks $folder"
java -XX:ArchiveClassesAtExit="$folder/classes.jsa" -cp "$ours" $start > /dev/null 2>&1
run() { # NAME JVM-OPTION...
  name=$1
  shift
  before=$(date +%s%N)
  java "$@" -cp "$ours" $start > "$folder/marks"
  after=$(date +%s%N)
  echo "$name whole $(((after - before) / 1000)) $(cat "$folder/marks")" >> "$folder/runs"
}
i=0
while [ $i -lt "${RUNS:-9}" ]; do
  run plain -Xshare:auto
  run sharing -XX:SharedArchiveFile="$folder/classes.jsa"
  i=$((i + 1))
done
java -cp "$ours" kpnative.StartTable "$folder/runs"
for name in plain sharing; do
  option=-Xshare:auto
  [ $name = plain ] || option=-XX:SharedArchiveFile="$folder/classes.jsa"
  java $option -Xlog:class+load:file="$folder/classes-$name.txt" -cp "$ours" $start > /dev/null
  echo "$name: $(grep -c 'source:' "$folder/classes-$name.txt") classes, of which $(grep -c 'shared objects file' "$folder/classes-$name.txt") from an archive"
done
echo "archive: $(du -k "$folder/classes.jsa" | cut -f1) KiB"
