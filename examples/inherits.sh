#!/bin/sh
# What an application inherits that depends on kp-native: a Markdown table of what Maven puts on the class
# path of the project classpath/. By this checkout's pom, or another: examples/inherits.sh [POM]
set -eu
pom=$(readlink -f "${1:-$(dirname "$0")/../pom.xml}")
cd "$(dirname "$0")"
work=$PWD/../target/examples/inherits
kept=${LOCAL_REPOSITORY:-$HOME/.m2/repository}
mine=0-inherits-$$

rm -rf "$work"
folder=$work/org/kpnative/kp-native/$mine
mkdir -p "$folder"
sed "/<artifactId>kp-native</{n;s/<version>.*</<version>$mine</;}" "$pom" > "$folder/kp-native-$mine.pom"
cp "$(ls ../target/kp-native-*-SNAPSHOT.jar ../target/kp-native-[0-9]*[0-9].jar 2> /dev/null | head -n 1)" \
  "$folder/kp-native-$mine.jar"
trap 'rm -rf "$kept/org/kpnative/kp-native/$mine"; rmdir "$kept/org/kpnative/kp-native" 2> /dev/null || true' EXIT

"${MVN:-mvn}" -B -q -ntp -Daether.offline.protocols=file -Dmaven.repo.local="$kept" ${MVN_ARGS:-} \
  -f classpath/pom.xml -Dkp-native.version="$mine" -Dkp-native.repository="file://$work" \
  dependency:build-classpath -Dmdep.outputFile="$work/path.txt" > "$work/maven.log" || {
  cat "$work/maven.log"
  exit 1
}
echo "| artifact | version | MB |"
echo "|---|---|---|"
{ tr ':' '\n' < "$work/path.txt"; echo; } | while read -r jar; do
  version=$(basename "$(dirname "$jar")")
  artifact=$(basename "$(dirname "$(dirname "$jar")")")
  classifier=$(basename "$jar" .jar | sed "s/^$artifact-$version-*//")
  echo "$artifact${classifier:+, $classifier}|$version|$(wc -c < "$jar")"
done | sed "s/$mine/this/" | sort | awk -F'|' '
  { printf "| %s | %s | %.2f |\n", $1, $2, $3 / 1e6; n++; sum += $3 }
  END { printf "| **%d jars** | | **%.1f** |\n", n, sum / 1e6 }'
