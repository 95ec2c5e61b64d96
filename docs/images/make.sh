#!/usr/bin/env bash
# Makes the pictures of the README and the guides anew, from painted faces alone: docs/images/make.sh, after
# mvn -B package -DskipTests. Chromium, where there is one, photographs the report. Takes three minutes on two cores.
set -euo pipefail
cd "$(dirname "$0")/../.."

jar=${JAR:-target/kp-native.jar}
tests=${TESTS:-target/test-classes}
images=docs/images
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

kp() { java -jar "$jar" "$@"; }
draw() { java -cp "$tests:$jar" "kpnative.docs.$@"; }

draw FacesPicture $images/faces.png
draw GroupPicture $images/group.png
draw LatencyPicture benchmarks/latency.md $images

kp predict $images/group.png --out "$work/predicted"
cp "$work/predicted/group.png" $images/group-found.png

kp heatmaps --data synthetic:8 --out "$work/maps"
cp "$work"/maps/synthetic-face-5-*-sum.png $images/heatmaps.png

kp preview --recipe face68/fast --data synthetic:8 --set augment.occlusion.p=1 --set augment.blur.p=1 \
  --seed 3 --steps --count 1 --out "$work/steps.png"
cp "$work/steps.png" $images/augmentation.png

kp train --recipe docs/guide/small.yaml --data synthetic:400 --out "$work/small"
cp "$work/small/curves.png" $images/curves.png
cp "$work/small/validation.png" $images/validation.png

browser=$(command -v chromium || command -v google-chrome || true)
if [ -n "$browser" ]; then
  sed 's#</head>#<style>section:not(\#distribution, \#keypoints) {display: none}</style></head>#' \
    "$work/small/report.html" > "$work/part.html"
  "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1100,1640 \
    --virtual-time-budget=20000 --screenshot="$work/report.png" "file://$work/part.html"
  cp "$work/report.png" $images/report.png
else
  echo "no chromium: $images/report.png stays as it was"
fi

draw SmallPng 440 $images/heatmaps.png
draw SmallPng 480 $images/validation.png
draw SmallPng 1200 $images/augmentation.png
draw SmallPng 1640 $images/{group-found,curves,report}.png
