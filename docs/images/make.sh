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
draw FewLabelsPicture benchmarks/few-labels.csv $images

kp predict $images/group.png --out "$work/predicted"
cp "$work/predicted/group.png" $images/group-found.png

kp heatmaps --data synthetic:8 --out "$work/maps"
cp "$work"/maps/synthetic-face-5-*-sum.png $images/heatmaps.png

kp preview --recipe face68/fast --data synthetic:8 --set augment.occlusion.p=1 --set augment.blur.p=1 \
  --seed 3 --steps --count 1 --out "$work/steps.png"
cp "$work/steps.png" $images/augmentation.png

kp train --recipe docs/guide/small.yaml --data synthetic:400 --out "$work/small"
cp "$work/small/validation.png" $images/validation.png

if [ -n "${HEAD3D:-}" ]; then # the head of docs/guide/rendered.md
  draw RenderedPictures "$HEAD3D" $images/rendered.png 8 3 150
  draw RenderedPictures "$HEAD3D" $images/ingredients.png 7 0 92
fi

browser=$(command -v chromium || command -v google-chrome || true)
shot() { # PAGE WIDTH HEIGHT PNG
  "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size="$2,$3" \
    --virtual-time-budget=20000 --screenshot="$4" "file://$1"
}
if [ -n "$browser" ]; then
  shot "$work/small/report.html" 1280 730 "$work/report.png"
  cp "$work/report.png" $images/report.png
  hidden='header, nav, footer, section:not(#curves), .tools, details, h2 {display: none !important}'
  sed "s/<\/head>/<style>$hidden<\/style><\/head>/" "$work/small/report.html" > "$work/part.html"
  shot "$work/part.html" 1280 390 "$work/curves.png"
  cp "$work/curves.png" $images/curves.png
else
  echo "no chromium: $images/report.png and curves.png stay as they were"
fi

draw SmallPng 440 $images/heatmaps.png
draw SmallPng 480 $images/validation.png
draw SmallPng 1200 $images/augmentation.png
draw SmallPng 1640 $images/{group-found,curves,report}.png
