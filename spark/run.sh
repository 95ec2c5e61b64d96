#!/bin/sh
# Builds and tests this project with the kp-native that was built above, then runs cluster.sh. After
# "mvn package" there; "mvn verify" there calls it. Where Maven cannot resolve Spark, one line says so.
#
#   MVN  Maven's command, by default mvn; MVN_ARGS for example --offline
#   LOCAL_REPOSITORY  Maven's, by default ~/.m2/repository
#   JAVA  by default java
set -eu
cd "$(dirname "$0")"
top=$(cd .. && pwd)
work=$top/target/spark-build

say() { echo "spark: $*"; }
fail() {
  say "FAILED: $*" >&2
  exit 1
}

version=$(sed -n '/<artifactId>kp-native</{n;s/ *<version>\(.*\)<.*/\1/p;q;}' "$top/pom.xml")
built=$top/target/kp-native-$version.jar
[ -f "$built" ] || fail "no $built: mvn package makes it"
if ! grep -q 'kpnative/model/free.safetensors' "$built"; then
  say "skipped: this build has no model"
  exit 0
fi

# A repository for this run alone, as examples/run.sh makes one.
mine=0-spark-$(cksum < "$built" | cut -d' ' -f1)-$$
repository=$work/repository
kept=${LOCAL_REPOSITORY:-$HOME/.m2/repository}
rm -rf "$work"
mkdir -p "$repository/org/kpnative/kp-native/$mine"
cp "$built" "$repository/org/kpnative/kp-native/$mine/kp-native-$mine.jar"
sed "/<artifactId>kp-native</{n;s/<version>.*</<version>$mine</;}" "$top/pom.xml" \
  > "$repository/org/kpnative/kp-native/$mine/kp-native-$mine.pom"
trap 'rm -rf "$kept/org/kpnative/kp-native/$mine"; rmdir "$kept/org/kpnative/kp-native" 2> /dev/null || true' EXIT

[ "${OFFLINE:-false}" = false ] || set -- --offline
unreachable='in offline mode|has not been downloaded from it before|Could not transfer|Unknown host|timed out|Connection refused'
rm -rf target
# file: the repository above is there without a network, too.
# shellcheck disable=SC2086 # several arguments
if ! "${MVN:-mvn}" -B -q -ntp -Daether.offline.protocols=file -Dmaven.repo.local="$kept" \
  -Dkp-native.version="$mine" -Dkp-native.repository="file://$repository" ${MVN_ARGS:-} "$@" package > "$work/maven.log" 2>&1; then
  reason=$(grep -E "$unreachable" "$work/maven.log" | head -n 1 | cut -c1-300)
  if [ -n "$reason" ]; then
    say "skipped: $reason"
    exit 0
  fi
  grep -v '^$' "$work/maven.log" | head -n 60 >&2
  fail "mvn package"
fi
say "$(ls target/kpnative-spark-*.jar | sed 's,.*/,,') built, its tests passed"
sh cluster.sh
