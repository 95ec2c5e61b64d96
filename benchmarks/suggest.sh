#!/bin/sh
# suggest.sh IMM58 OUT [DRAWS] [OPTION...]: does it pay to label what kp-native suggests? After mvn package. Of persons 1-32 of the IMM
# faces, 20 are drawn at random and labelled; then 20 more, once drawn at random and once as suggested. Each set trains the recipe finetune
# on the free built-in model, whose inter-ocular NME is measured on persons 33-40. For example:
#   benchmarks/suggest.sh ../shared/data/imm58 /tmp/suggest 5 --set train.epochs=8
# OUT/errors.csv has a row a training; what is there already isn't trained again. KP is the command, by default the jar's.
# suggest.sh quick IMM58 DRAWS compares more rules by a regression from what the built-in model finds, in seconds: the table of docs/guide/suggest.md.
set -e
if [ "$1" = quick ]; then
  cd "$(dirname "$0")/.."
  exec java -cp target/kp-native-jmh.jar:target/kp-native.jar kpnative.suggest.SuggestionGain "asf:$2" "${3:-100}"
fi
data=$(cd "$1" && pwd); out=$2; draws=${3:-5}; shift 3 || shift $#
KP=${KP:-java -jar $(cd "$(dirname "$0")/.." && pwd)/target/kp-native.jar}
mkdir -p "$out"; cd "$out"

take() { # take FOLDER: links the faces named on standard input, one a line, into it
  mkdir -p "$1"
  while read -r face; do ln -sf "$data/$face.asf" "$data/$face.jpg" "$1/"; done
}

measure() { # measure NAME: trains on the faces in the folder NAME and adds its error to errors.csv
  grep -q "^$1," errors.csv 2>/dev/null && return
  rm -rf "run-$1"
  $KP train --recipe finetune --data "asf:$1" --set train.pretrained=builtin:free --seed 1 --threads 1 --out "run-$1" $options >"$1.log" 2>&1
  nme=$($KP evaluate --weights "run-$1/weights/best.safetensors" --data asf:test --threads 1 --json --quiet |
    tr ',' '\n' | sed -n 's/^"nme_interocular"://p' | head -1)
  echo "$1,$nme" >>errors.csv
}

options=$*
faces=$(ls "$data" | sed -n 's/\.asf$//p')
[ -d test ] || echo "$faces" | awk '$0 >= "33"' | take test
[ -d pool ] || echo "$faces" | awk '$0 < "33"' | take pool
draw=1
while [ "$draw" -le "$draws" ]; do
  ls pool | sed -n 's/\.asf$//p' |
    awk -v seed="$draw" 'BEGIN { srand(seed) } { print rand(), $0 }' | sort -n | cut -d' ' -f2 >"order-$draw"
  [ -d "first20-$draw" ] || head -20 "order-$draw" | take "first20-$draw"
  if [ ! -d "random40-$draw" ]; then head -40 "order-$draw" | take "random40-$draw"; fi
  if [ ! -d "suggested40-$draw" ]; then
    $KP suggest --data asf:pool --labelled "asf:first20-$draw" -n 20 --out "suggested-$draw.jsonl" --threads 1 --quiet --force \
      --weights builtin:free >/dev/null
    head -20 "order-$draw" | take "suggested40-$draw"
    sed 's/.*"file":"\([^"]*\)".*/\1/; s/.*\///; s/\.jpg$//' "suggested-$draw.jsonl" | take "suggested40-$draw"
  fi
  for set in random40 suggested40 first20; do measure "$set-$draw"; done
  draw=$((draw + 1))
done
awk -F'[-,]' '{ n[$1]++; s[$1] += $3; q[$1] += $3 * $3 }
  END { for (k in n) { m = s[k] / n[k]; v = n[k] > 1 ? (q[k] - n[k] * m * m) / (n[k] - 1) : 0
    printf "%s: NME %.4f, standard deviation %.4f of %d draws\n", k, m, sqrt(v > 0 ? v : 0), n[k] } }' errors.csv | sort
