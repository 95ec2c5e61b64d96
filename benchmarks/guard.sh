#!/usr/bin/env bash
# guard.sh [RECIPE...]: does anybody write beyond a buffer in training? Trains each recipe, by default eighteen, for one epoch of fourteen
# painted faces with AVX-512 and with AVX2, with an allocator that has a forbidden page behind each buffer (guard.c; Linux, gcc). A line
# for each; exit code 1 if one was stopped. After mvn package; some ten minutes of a core. It needs many mappings, as root:
#   sysctl -w vm.max_map_count=2000000
set -euo pipefail
cd "$(dirname "$0")/.."
read -r -a kp <<< "${KP:-java -Xmx1g -jar $(ls "$PWD"/target/kp-native.jar)}"
[ $# -gt 0 ] || set -- face68/{quick,fast,best,tiny,grid,unet-heatmap,resnet18-gray,resnet50-gray,resnet-unet-kl} \
  face58/{deep6,bignet,conv6-strided,baseline-7} nose/{conv2,conv4,smallnet,cnn-12-24-32} small
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gcc -shared -fPIC -O1 -o "$work/guard.so" benchmarks/guard.c -lpthread
bad=0
for isa in AVX512_CORE_AMX AVX2; do
  for recipe in "$@"; do
    sets=(--set train.epochs=1 --set train.batch=11 --set train.max_minutes=0)
    name=$recipe
    if [ "$recipe" = small ]; then # fewer channels than a vector has lanes
      name=face68/quick
      sets+=(--set "network.channels=[4,4,4,4]" --set "network.head.channels=[4]")
    fi
    if (cd "$work" && LD_PRELOAD=$work/guard.so ONEDNN_MAX_CPU_ISA=$isa "${kp[@]}" train --recipe "$name" "${sets[@]}" --data synthetic:14 \
      --threads 1 --no-report --quiet --out run > log 2>&1); then
      echo "$isa $recipe: nobody"
    else
      bad=1
      echo "$isa $recipe: stopped"
      grep -A 1 'Problematic\|^kp-native:' "$work/log" || tail -n 3 "$work/log"
    fi
    rm -rf "$work/run"
  done
done
exit $bad
