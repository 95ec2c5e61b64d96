#!/bin/sh
# ablations.sh HEAD TESTSET OUT [FACES [EPOCHS]]: which ingredient of rendered faces brings what. Trains face68/fast from scratch on rendered
# faces of all ingredients and of all but one, with the same seed, faces and steps, on fewer and more faces with the same steps, and on as many
# painted ones, and measures each on photographs. For example:
#   benchmarks/ablations.sh ict-face-light.safetensors pts:helen/testset ablations
# OUT/table.csv has a line for each; a training that is there already is not repeated. One thread, one after another. KP is the command,
# by default kp.
set -e
head=$1
test=$2
out=$3
faces=${4:-2000}
epochs=${5:-8}
kp=${KP:-kp}
mkdir -p "$out"
table=$out/table.csv
echo "trained on,faces,epochs,nme,fr8,jaw,brows,nose,eyes,mouth,jittered" > "$table"

# one NAME DATA FACES EPOCHS
one() {
  run=$out/$1
  if [ ! -f "$run.json" ]; then
    rm -rf "$run"
    $kp train --recipe face68/fast --data "$2:$3" --set train.epochs=$4 --set data.cache_mb=1500 --set data.split.validation=0.02 \
      --threads 1 --seed 5 --quiet --no-report --out "$run"
    $kp evaluate --weights "$run/weights/last.safetensors" --data "$test" --threads 1 --json > "$run.part"
    $kp evaluate --weights "$run/weights/last.safetensors" --data "$test" --boxes jittered --threads 1 --json > "$run.jittered.json"
    mv "$run.part" "$run.json"
  fi
  own=$(cat "$run.json")
  jittered=$(cat "$run.jittered.json")
  echo "$1,$3,$4,$(value nme_interocular "$own"),$(value fr08 "$own"),$(value jaw "$own"),$(value brows "$own"),$(value nose "$own"),$(value eyes "$own"),$(value mouth "$own"),$(value nme_interocular "$jittered")" |
    tee -a "$table"
}

# value KEY JSON: the first number of this name
value() {
  printf '%s' "$2" | sed 's/"'"$1"'":\([0-9.eE+-]*\).*/\n\1/; s/.*\n//'
}

one all "rendered:$head" "$faces" "$epochs"
one labels "rendered-geometry:$head" "$faces" "$epochs"
for left in light hair worn skin expression pose camera background; do
  one "$left" "rendered-without-$left:$head" "$faces" "$epochs"
done
one quarter "rendered:$head" $((faces / 4)) $((epochs * 4))
one half "rendered:$head" $((faces / 2)) $((epochs * 2))
one double "rendered:$head" $((faces * 2)) $((epochs / 2))
one painted synthetic "$faces" "$epochs"
