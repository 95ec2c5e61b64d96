#!/usr/bin/env bash
# A GPU: training face68/resnet18 beside PyTorch, and its network beside ONNX Runtime's CUDA provider.
#
#     mvn -B -Pcuda package -DskipTests
#     benchmarks/cuda.sh DIR        DIR: pictures *.jpg, each with a .pts of 68 points beside it
#
# PYTHON names an interpreter with torch, torchvision, opencv-python-headless, onnx and onnxruntime-gpu; "-"
# leaves both peers out. DEVICE=cuda, BATCH=256, EPOCHS=4, WORKERS (one less than the cores), SECONDS_EACH=5,
# SIZES="1 8 256" and CLASSES (the class path) may be set. Where there is no GPU, DEVICE=cpu BATCH=4
# EPOCHS=2 SIZES="1 2" tries the script. Results: Markdown, on stdout.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
classes=${CLASSES:-$here/../target/kp-native-jmh.jar}
python=${PYTHON:-python3}
device=${DEVICE:-cuda} batch=${BATCH:-256} epochs=${EPOCHS:-4} seconds=${SECONDS_EACH:-5}
workers=${WORKERS:-$(($(nproc) > 1 ? $(nproc) - 1 : 1))}
read -ra sizes <<< "${SIZES:-1 8 256}"

if [ $# -ne 1 ] || [ ! -d "$1" ]; then
  echo "usage: $0 DIR, a folder of *.jpg with .pts beside them" >&2
  exit 2
fi
dir=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
kp() { java -Xmx4g -cp "$classes" kpnative.cli.Main "$@"; }
speed() { java -Xmx4g -cp "$classes" kpnative.infer.EngineSpeed "$@"; }

if ! kp doctor --device "$device" > "$work/doctor" 2>&1; then
  echo "$0: no device $device here: $(tail -n 1 "$work/doctor" | sed 's/^PROBLEM: //')" >&2
  exit 1
fi
case $device in
  cuda*) precisions="float32 bfloat16" inference="float32 bfloat16 float16"
    name=$(nvidia-smi --query-gpu=name,driver_version --format=csv,noheader 2> /dev/null | head -n 1 || true) ;;
  *) precisions="float32 bfloat16" inference="float32" name= ;;
esac
echo "${name:-$device}, $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs), $(nproc) logical cores;" \
  "$(date +%F), commit $(git -C "$here" rev-parse --short HEAD 2> /dev/null || echo unknown)"

echo
echo "## Training, face68/resnet18, batches of $batch, $workers threads or processes that prepare them"
echo
echo "| | images/s | waiting for data | peak memory |"
echo "|---|---|---|---|"
for precision in $precisions; do
  kp train --recipe face68/resnet18 --device "$device" --data "pts:$dir" --out "$work/$precision" --no-report \
    --set train.batch="$batch" --set train.epochs="$epochs" --set train.max_minutes=0 \
    --set train.precision="$precision" --set data.workers="$workers" --set data.transfer=uint8 \
    > "$work/train.log" 2>&1 || { cat "$work/train.log" >&2; exit 1; }
  awk -F, -v memory="$(sed -n 's/^peak memory of [^:]*: //p' "$work/$precision/log.txt" | tail -n 1)" \
    -v precision="$precision" '
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    NR > 2 { rate[++n] = $at["images_per_s"]; wait[n] = $at["wait_share"] }
    function median(of,   i, j, t) {
      for (i = 2; i <= n; i++) for (j = i; j > 1 && of[j - 1] > of[j]; j--) { t = of[j]; of[j] = of[j - 1]; of[j - 1] = t }
      return (of[int((n + 1) / 2)] + of[int(n / 2) + 1]) / 2
    }
    END { printf "| kp-native, %s | %.1f | %.1f %% | %s |\n", precision, median(rate), 100 * median(wait), memory }
  ' "$work/$precision/metrics.csv"
  if [ "$python" != - ]; then
    "$python" "$here/peers/cuda_step.py" "$dir" "$device" "$precision" "$batch" "$epochs" "$workers" |
      awk -v precision="$precision" '{ printf "| PyTorch, %s | %.1f | %.1f %% | %s MiB in tensors |\n", precision, $1, 100 * $2, $3 }'
  fi
done
echo
echo "Median of the epochs but the first."

echo
echo "## The network, from inputs in the processor's memory to points there"
echo
printf '| milliseconds, by batch |'
printf ' %s |' "${sizes[@]}"
printf '\n|---|'
printf -- '---|%.0s' "${sizes[@]}"
echo
row() { awk -v name="$1" 'BEGIN { printf "| %s |", name } NF == 2 && $1 ~ /^[0-9]+$/ { printf " %.2f |", $2 } END { print "" }'; }
weights=$work/float32/weights/best.safetensors
for precision in $inference; do
  speed "$weights" "$device" "$precision" "$seconds" "$work/answers.$precision" "${sizes[@]}" > "$work/ours"
  row "kp-native, $precision" < "$work/ours"
done
if [ "$python" != - ]; then
  kp export --weights "$weights" --format onnx --out "$work/model.onnx" > "$work/export.log" 2>&1
  "$python" "$here/peers/onnx_speed.py" "$work/model.onnx" "$device" "$seconds" "$work/answers.float32" "${sizes[@]}" > "$work/theirs"
  row "ONNX Runtime, float32" < "$work/theirs"
  echo
  echo "The largest $(tail -n 1 "$work/theirs") of the two answers in float32, in the input's sides."
fi
