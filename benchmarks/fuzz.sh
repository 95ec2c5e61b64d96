#!/bin/sh
# Lets Jazzer look for bytes that a reader neither reads nor refuses. See docs/reliability.md.
# From a built repository (mvn -B test-compile): benchmarks/fuzz.sh [NAME...], all targets without names.
# SECONDS_EACH of a target in one round (60), ROUNDS (1; 0 goes on until it is stopped), DATA, a folder
# with files of one's own as further seeds. Continues from target/fuzz/corpus and adds to target/fuzz/counts.txt,
# so days of running add up. A finding is kept in target/fuzz/findings, its stack in target/fuzz/logs.
set -e
cd "$(dirname "$0")/.."
home=$PWD/target/fuzz
version=0.30.0
mkdir -p "$home/findings" "$home/logs"

if [ ! -d "$home/jars" ]; then
  mkdir -p "$home/jars.part"
  for part in jazzer jazzer-api; do
    mvn -B -q dependency:copy -Dartifact="com.code-intelligence:$part:$version" -DoutputDirectory="$home/jars.part"
  done
  mv "$home/jars.part" "$home/jars"
fi
[ -e "$home/classpath" ] || mvn -B -q dependency:build-classpath -DincludeScope=test -Dmdep.outputFile="$home/classpath"
path="$home/jars/*:target/test-classes:target/classes:$(cat "$home/classpath")"

rm -rf "$home/seeds"
java -cp "$path" kpnative.fuzz.FuzzSeeds "$home/seeds" $DATA
[ $# -gt 0 ] || set -- $(ls "$home/seeds")
memory=/dev/shm # the readers' files
[ -w "$memory" ] || memory=$home
work=$(mktemp -d "$memory/kp-native-fuzz-XXXXXX")
trap 'rm -rf "$work"' EXIT

round=0
while [ "${ROUNDS:-1}" -eq 0 ] || [ "$round" -lt "${ROUNDS:-1}" ]; do
  round=$((round + 1))
  for name in "$@"; do
    mkdir -p "$home/corpus/$name" "$work/$name"
    log=$home/logs/$name.txt
    case $name in
      avi | decode | onnx | pth* | weights) longest=16384 ;;
      *) longest=4096 ;;
    esac
    code=0
    java -Xmx1g -XX:+UseSerialGC -XX:-OmitStackTraceInFastThrow -Djava.awt.headless=true \
      -Dfuzz.folder="$work/$name" -cp "$path" com.code_intelligence.jazzer.Jazzer \
      --target_class=kpnative.fuzz.JazzerTarget --target_args="$name" \
      --instrumentation_includes='kpnative.**' --custom_hook_includes='kpnative.**' --reproducer_path="$work" \
      -artifact_prefix="$home/findings/$name-" -max_total_time="${SECONDS_EACH:-60}" -max_len=$longest \
      -timeout=300 -rss_limit_mb=3000 -print_final_stats=1 -reload=0 \
      "$home/corpus/$name" "$home/seeds/$name" > "$log" 2>&1 || code=$?
    inputs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    reached=$(sed -n 's/.* cov: \([0-9]*\).*/\1/p' "$log" | tail -1)
    [ "$code" -eq 0 ] || echo "$name: ended with $code, see $log and $home/findings"
    # name, inputs, seconds, edges reached, inputs kept, findings
    touch "$home/counts.txt"
    { grep -v "^$name " "$home/counts.txt" || true
      echo "$name" "$(grep "^$name " "$home/counts.txt")" \
        | awk -v i="${inputs:-0}" -v s="${SECONDS_EACH:-60}" -v c="${reached:-0}" \
          -v k="$(ls "$home/corpus/$name" | wc -l)" -v f="$(ls "$home/findings" | grep -c "^$name-")" \
          '{ print $1, $3 + i, $4 + s, (c > $5 ? c : $5), k, f }'
    } | sort > "$home/counts.part"
    mv "$home/counts.part" "$home/counts.txt"
  done
done
