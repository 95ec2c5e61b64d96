#!/bin/bash
# check.sh: trainings and a prediction on a made CUDA runtime (cudart.c), and what they asked of it: how
# copies, streams, kernels and collectives follow each other. Needs a CUDA build on the class path:
#
#     mvn -B -Pcuda package -DskipTests && src/build/fake-cuda/check.sh
#
# CLASSES is the class path, JAR LibTorch's natives for CUDA; by default those that the build uses. About
# two minutes. Nothing is computed, so losses are 0 and weights stay what they were.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../../..
jar=${JAR:-$(find ~/.m2/repository/org/bytedeco/pytorch -name 'pytorch-*-linux-x86_64-gpu.jar' | sort | tail -n 1)}
classes=${CLASSES:-$(find "$root/target" -maxdepth 1 -name 'kp-native-*.jar' ! -name '*-jmh*' ! -name '*-sources*' | head -n 1)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

"$here/make.sh" "$jar" "$work/lib" > /dev/null
kp() { java -Xmx2g -Dkpnative.cachedir="$work/cache" -cp "$classes" kpnative.cli.Main "$@"; }
export LD_LIBRARY_PATH=$work/lib TORCH_CUDNN_V8_API_DISABLED=1 # cuDNN's older interface needs no engines

# says WHAT CONDITION: whether the condition, in words of test(1), holds
says() {
  local what=$1
  shift
  if test "$@"; then echo "ok: $what"; else echo "FAILED: $what: test $*"; failed=1; fi
}
count() { grep -cE "$1" "$2" || true; }

# every library that LibTorch's own need is one that natives.properties names, or is bundled
mkdir "$work/jar"
unzip -qoj "$jar" '*.so*' -d "$work/jar"
for library in "$work"/jar/*.so; do
  readelf -d "$library" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'
done | sort -u | grep -vE '^(lib(c|m|stdc\+\+|gcc_s|gomp|openblas)\.so|ld-linux)' | while read -r needed; do
  [ -e "$work/jar/$needed" ] || grep -qE "^host\.linux-x86_64-gpu.*[ =]$needed( |\$)" \
    "$root/native-config/natives.properties" || echo "$needed"
done > "$work/unnamed"
says "every library that is needed is named" ! -s "$work/unnamed"

says "doctor finds every library and the GPU" "$(kp doctor --device cuda | tail -n 1)" = "No problems found."

train() { # NAME ARGUMENT...: a training in $work/NAME, with its trace in $work/NAME.log
  local name=$1
  shift
  FAKE_CUDA_LOG=$work/$name.log kp train --recipe face68/resnet18 --device cuda --threads 1 --data synthetic:24 \
    --set train.epochs=2 --set train.batch=6 --set train.max_minutes=0 --set train.clip_norm=1 \
    --set network.width=8 --set input.height=64 --set input.width=64 \
    --set data.workers=1 --set data.transfer=uint8 --no-report --out "$work/$name" "$@" > "$work/$name.out" 2>&1 ||
    { cat "$work/$name.out"; exit 1; }
}

# A step: from the wait for its batch to Adam's kernel. Prints steps, copies of later batches in them, and
# the steps in which the processor waited twice at most (one may also prepare a library for a new shape).
steps() {
  awk '/^wait stream 0: event .* of stream [1-9]/ { inside = 1; waits = 0 }
       /^copy stream [1-9].*pinned/ && inside { ahead++ }
       /^synchronise/ && inside { waits++ }
       /FusedAdam/ && inside { inside = 0; n++; few += waits <= 2 }
       END { print n + 0, ahead + 0, few + 0 }' "$1"
}

for precision in float32 bfloat16; do
  train $precision --set train.precision=$precision
  log=$work/$precision.log
  read -r n ahead few < <(steps "$log")
  says "$precision: eight steps" "$n" = 8
  says "$precision: batches are copied on a stream of their own, during steps" "$ahead" -gt 0
  says "$precision: in most steps the processor waits for the loss and the gradient's norm alone" "$few" -ge 6
  says "$precision: no memory is reused before its copy is done" "$(count HAZARD "$log")" = 0
  says "$precision: Adam's fused kernel works in float32" "$(count 'FusedAdamMathFunctorIf' "$log")" -gt 0
  says "$precision: peak memory is said" "$(count '^peak memory of cuda:0: [1-9]' "$work/$precision/log.txt")" = 1
done
says "float32: no kernel of bfloat16" "$(count '^kernel.*BFloat16' "$work/float32.log")" = 0
says "bfloat16: kernels of bfloat16" "$(count '^kernel.*BFloat16' "$work/bfloat16.log")" -gt 0

FAKE_CUDA_DEVICES=2 train two --nproc 2 --set train.precision=bfloat16
says "two workers: gradients and statistics are summed by NCCL" "$(count '^ncclAllReduce' "$work/two.log")" -gt 0
says "two workers: on two GPUs" "$(count '^ncclAllReduce stream 10[1-9]' "$work/two.log")" -gt 0
says "two workers: no memory is reused before its copy is done" "$(count HAZARD "$work/two.log")" = 0

for precision in float32 bfloat16 float16; do
  FAKE_CUDA_LOG=$work/predict-$precision.log kp predict --weights "$work/float32/weights/best.safetensors" \
    --face-detector none --device cuda --precision $precision --out "$work/predict-$precision" \
    "$root/docs/images/faces.png" > "$work/predict.out" 2>&1 || { cat "$work/predict.out"; exit 1; }
  says "prediction, $precision: its input is copied from pinned memory" \
    "$(count '^copy.*to the device from pinned memory' "$work/predict-$precision.log")" -gt 0
  says "prediction, $precision: no memory is reused before its copy is done" \
    "$(count HAZARD "$work/predict-$precision.log")" = 0
done
says "another GPU is a line" "$(kp predict --device cuda:4 "$root/docs/images/faces.png" 2>&1)" = \
  "kp-native: device cuda:4 not found: CUDA finds 1 here, from cuda:0 to cuda:0"
exit $failed
