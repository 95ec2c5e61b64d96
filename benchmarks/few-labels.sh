#!/usr/bin/env bash
# few-labels.sh FACES OUT [DRAWS]: trains 58 and 73 points from 10, 20, 50, 100 and all labelled photographs of the folders FACES/imm58
# and FACES/imm-frontal73, from the free model's encoder and from scratch, and measures each on persons that no training saw: 33 to 40,
# and 11 and 12. Five draws of the photographs by default (and of the seed, where all are taken). The draws are functions of the names.
# Writes OUT/results.csv, a line a finished run, with the minutes of one core that its training took; begun again, it goes on where it was. One thread. KP is the command, RUNS the lines to do
# (set labels start draw).
set -euo pipefail
cd "$(dirname "$0")/.."
faces=$(realpath "$1") out=$2 draws=${3:-5}
kp=${KP:-java -Xmx2g -XX:+UseSerialGC -jar target/kp-native.jar}
mkdir -p "$out/data"

pick() { # SET FOLDER PERSON-SEPARATOR TRAINING-PERSONS: folders of links, one for each number and draw
  local all="$out/data/$1.names" n d to
  (cd "$faces/$2" && ls -- *.asf) | sed 's/\.asf$//' | awk -F"$3" -v last="$4" '$1 <= last' > "$all"
  link() { mkdir -p "$to"; sed "s|.*|$faces/$2/&.asf\n$faces/$2/&.jpg|" | xargs ln -sf -t "$to"; }
  to="$out/data/$1-all"; link "$@" < "$all"
  to="$out/data/$1-test"; (cd "$faces/$2" && ls -- *.asf) | sed 's/\.asf$//' | awk -F"$3" -v last="$4" '$1 > last' | link "$@"
  for n in 10 20 50 100; do
    if [ "$n" -lt "$(wc -l < "$all")" ]; then
      for d in $(seq "$draws"); do
        to="$out/data/$1-$n-$d"
        sort -R --random-source=<(yes "$d") "$all" | head -n "$n" | link "$@"
      done
    fi
  done
}
[ -e "$out/data/imm73-test" ] || { pick imm58 imm58 - 32; pick imm73 imm-frontal73 _ 10; }
[ -e "$out/results.csv" ] || echo "set,labels,start,draw,minutes,nme" > "$out/results.csv"

measure() { # SET LABELS START DRAW
  local run="$out/$1-$2-$3-$4" data="$out/data/$1-$2-$4" from seconds nme
  if [ "$2" = all ]; then data="$out/data/$1-all"; fi
  if [ ! -e "$data" ] || grep -q "^$1,$2,$3,$4," "$out/results.csv"; then return; fi
  if [ "$3" = free ]; then
    from=(--recipe finetune --from builtin:free)
  else # the same network with random weights, for twice as many steps; nothing of it is frozen
    from=(--recipe face68/fast --set train.batch=16 --set train.samples_per_epoch=256 --set train.epochs=16 --set train.ema=0.99
      --set train.schedule.warmup_steps=20 --set data.split.by=person)
  fi
  TIMEFORMAT='%U %S'
  if [ -e "$run/run.yaml" ]; then
    { time $kp train --resume "$run" --no-report --quiet > /dev/null 2>&1; } 2>> "$run.cpu"
  else
    { time $kp train "${from[@]}" --data "asf:$data" --seed "$4" --threads 1 --no-report --quiet --out "$run" \
      > /dev/null 2>&1; } 2>> "$run.cpu"
  fi
  nme=$($kp evaluate --weights "$run/weights/best.safetensors" --data "asf:$out/data/$1-test" --threads 1 --json 2> /dev/null \
    | grep -o '"nme_interocular":[0-9.eE-]*' | head -1 | cut -d: -f2)
  seconds=$(awk '{s += $1 + $2} END {print s}' "$run.cpu")
  awk -v l="$1,$2,$3,$4" -v s="$seconds" -v n="$nme" 'BEGIN {printf "%s,%.2f,%.5f\n", l, s / 60, n}' >> "$out/results.csv"
}

if [ -n "${RUNS:-}" ]; then
  while read -r line; do measure $line; done < "$RUNS"
else
  for draw in $(seq "$draws"); do
    for labels in 20 all 10 50 100; do
      for set in imm58 imm73; do
        for start in free scratch; do
          measure $set $labels $start "$draw"
        done
      done
    done
  done
fi
