#!/usr/bin/env bash
# Images a second of kp-native's loader, of the floor and of the peers, in turn on one core, then on
# all; prints the tables of data.md. About a quarter of an hour.
#
#     benchmarks/data.sh DIR        DIR: pictures *.jpg, each with a .pts of 68 points beside it
#
# ROUNDS=5, SLICE=3 (seconds a line), CORE=0, PYTHON=/usr/bin/python3 and JMH (the jar) may be set.
# PEERS=only leaves kp-native out, PEERS=none the peers.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
jar=${JMH:-$here/../target/kp-native-jmh.jar}
python=${PYTHON:-/usr/bin/python3}
rounds=${ROUNDS:-5} slice=${SLICE:-3} core=${CORE:-0} which=${PEERS:-all}

if [ $# -ne 1 ] || [ ! -d "$1" ]; then
  echo "usage: $0 DIR, a folder of *.jpg with .pts beside them" >&2
  exit 2
fi
dir=$(cd "$1" && pwd)
if [ "$which" != only ] && [ ! -f "$jar" ]; then
  echo "no $jar: build it with mvn -B package -DskipTests, or set PEERS=only" >&2
  exit 2
fi
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

ours() { # FILE COMMAND: JMH with its arguments, to which are added
  [ "$which" = only ] && return
  local file=$1
  shift
  "$@" -p data="pts:$dir" -f 1 -wi 3 -w 1 -i "$slice" -r 1 -foe true -v SILENT \
    -rf json -rff "$file" >"$results/log" 2>&1 || { cat "$results/log" >&2; exit 1; }
}
chain() { "$python" "$here/peers/opencv_chain.py" "$dir" --seconds "$slice" "$@"; }
torchvision() { "$python" "$here/peers/torchvision_loader.py" "$dir" --seconds "$slice" "$@"; }

one() { # all lines on one core; every other round in reverse
  local order=(ours color gray torchvision)
  [ $(($1 % 2)) -eq 0 ] && order=(torchvision gray color ours)
  for line in "${order[@]}"; do
    [ "$which" = none ] && [ "$line" != ours ] && continue
    case $line in
      ours) ours "$results/one-$1.json" java -jar "$jar" LoaderBenchmark -p workers=1 ;;
      color) chain floor chain composed ;;
      gray) chain --gray floor composed chain ;;
      torchvision) torchvision; torchvision --workers 1; torchvision --gray ;;
    esac
  done >>"$results/one-$1.tsv"
}

two() { # one worker and two, on all cores
  ours "$results/two-$1.json" java -jar "$jar" 'LoaderBenchmark.(files|cache)$' \
    -p workers=1,2 -p channels=color
  [ "$which" = none ] && return
  {
    chain floor; chain floor --processes 2
    torchvision --workers 1; torchvision --workers 2
  } >>"$results/two-$1.tsv"
}

echo "load before: $(cut -d ' ' -f 1-3 /proc/loadavg); log of the rounds:" >&2
for ((r = 1; r <= rounds; r++)); do
  echo "round $r of $rounds" >&2
  (taskset -cp "$core" "$BASHPID" >/dev/null; one "$r")
  two "$r"
done
ours "$results/passes-1.json" taskset -c "$core" java -jar "$jar" \
  'ResamplerBenchmark.samplePerspective' -p size=224
"$python" "$here/peers/table.py" "$results" "$here/../pom.xml"
[ "$which" = none ] && exit
echo "### One core, where \`composed\` spends its time"
echo
taskset -c "$core" "$python" "$here/peers/opencv_chain.py" "$dir" --passes
taskset -c "$core" "$python" "$here/peers/opencv_chain.py" "$dir" --passes --gray
