#!/bin/sh
# films.sh [FRAMES] [YUNET]: how fast films are followed, and how long a camera's frame waits, after mvn package; it needs nothing else.
# 640 x 480, one face. Prints frames a second of decoding, of decoding and encoding on one thread, of the whole command (its start left out:
# the difference of two lengths), of YuNet in every frame where its file is given, and a camera's latency beside the detection's. The
# processor's time a frame is more to be trusted than the wall's where other work runs beside.
set -eu
cd "$(dirname "$0")/.."
frames=${1:-1500}
java=${JAVA:-java}
classpath=${CLASSPATH_OF_FILMS:-target/kp-native-jmh.jar:target/kp-native.jar}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
films() { "$java" -Xmx1g -cp "$classpath" kpnative.FilmSpeed "$@"; }
films make "$out/short.mp4" 300
films make "$out/long.mp4" "$((300 + frames))"
films decode "$out/long.mp4"
films copy "$out/long.mp4" "$out/copy.mp4"
predict() {
  began=$(date +%s%N)
  "$java" -Xmx1g -cp "$classpath" kpnative.cli.Main predict "$out/$1.mp4" --threads 1 --quiet --out "$out/drawn-$1.mp4" --json "$out/$1.jsonl" 2> /dev/null
  echo $((($(date +%s%N) - began) / 1000000))
}
short=$(predict short)
long=$(predict long)
echo "whole command: $((frames * 1000 / (long - short))) frames/s, without its start and first 300 frames ($short ms)"
films copy "$out/long.mp4" "$out/copy.mp4"
if [ -n "${2:-}" ]; then films yunet "$out/short.mp4" "$2"; fi
films latency 900 "$java" -Xmx1g -cp "$classpath" kpnative.cli.Main predict --camera - --json - --threads 1
