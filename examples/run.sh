#!/bin/sh
# Builds six applications that use kp-native as strangers do, runs each on a painted face, and checks that
# all print the same points, but for "free", which has a model of its own. After "mvn package"; "mvn verify" calls it.
#
#   MVN  Maven's command, by default mvn; MVN_ARGS for example --offline
#   LOCAL_REPOSITORY  Maven's, by default ~/.m2/repository
#   JAVA  by default java
#   JDK25_HOME  a JDK 24 or later, by default one in /usr/lib/jvm; without one that example is skipped
set -eu
cd "$(dirname "$0")"
top=$(cd .. && pwd)
work=$top/target/examples
photo=$PWD/painted-face.jpg

say() { echo "examples: $*"; }
fail() {
  say "FAILED: $*" >&2
  exit 1
}

version=$(sed -n '/<artifactId>kp-native</{n;s/ *<version>\(.*\)<.*/\1/p;q;}' "$top/pom.xml")
jar=$top/target/kp-native-$version.jar
[ -f "$jar" ] || fail "no $jar: mvn package makes it"
holds() { grep -q "$2" "$1"; }                         # JAR NAME: the names in a jar are plain
if ! holds "$jar" 'kpnative/model/[a-z]*\.safetensors'; then
  say "skipped: this build has no model"
  exit 0
fi

# A repository for this run alone. Its version is one that no other build has, since Maven keeps what it
# takes from any repository in the user's own; it is removed there at the end.
mine=0-examples-$(cksum < "$jar" | cut -d' ' -f1)-$$
repository=$work/repository
rm -rf "$work"
mkdir -p "$repository/org/kpnative/kp-native/$mine"
cp "$jar" "$repository/org/kpnative/kp-native/$mine/kp-native-$mine.jar"
sed "/<artifactId>kp-native</{n;s/<version>.*</<version>$mine</;}" "$top/pom.xml" \
  > "$repository/org/kpnative/kp-native/$mine/kp-native-$mine.pom"

kept=${LOCAL_REPOSITORY:-$HOME/.m2/repository}

maven() {
  # file: the repository above is there without a network, too.
  [ "${OFFLINE:-false}" = false ] || set -- --offline "$@"
  # shellcheck disable=SC2086 # several arguments
  "${MVN:-mvn}" -B -q -ntp -Daether.offline.protocols=file -Dmaven.repo.local="$kept" \
    -Dkp-native.version="$mine" -Dkp-native.repository="file://$repository" ${MVN_ARGS:-} "$@"
}
trap 'rm -rf "$kept/org/kpnative/kp-native/$mine"; rmdir "$kept/org/kpnative/kp-native" 2> /dev/null || true' EXIT

log=$work/maven.log
rm -rf ./*/target
maven -f all.xml --fail-at-end package > "$log" 2>&1 || true

# What the machine can't give is no failure of ours; one line says it.
unreachable='in offline mode|has not been downloaded from it before|Could not transfer|Unknown host|timed out|Connection refused'

java=${JAVA:-java}
ran=
run() { # NAME COMMAND...
  name=$1
  shift
  if [ ! -f "$name/target/$name-1.jar" ] || [ -n "${needs:-}" -a ! -e "${needs:-/}" ]; then
    reason=$(grep -E "$unreachable" "$log" | head -n 1 | cut -c1-300)
    [ -n "$reason" ] || fail "$name was not built: $(grep -m 3 ERROR "$log")"
    say "$name skipped: $reason"
    return
  fi
  if ! "$@" "$photo" > "$work/$name.txt" 2> "$work/$name.err"; then
    cat "$work/$name.err" >&2
    fail "$name: $*"
  fi
  [ ! -s "$work/$name.err" ] || fail "$name wrote to the error stream: $(head -n 3 "$work/$name.err")"
  grep -v '^#' "$work/$name.txt" > "$work/$name.points" || true
  [ "$(wc -l < "$work/$name.points")" -eq 68 ] || fail "$name: 68 points expected: $(head "$work/$name.txt")"
  if [ -n "$ran" ]; then
    cmp "$work/$ran.points" "$work/$name.points" || fail "$name and $ran differ"
  fi
  ran=$name
  say "$name: $(wc -l < "$work/$name.points") points, the nose at $(sed -n 's/^30 //p' "$work/$name.points")"
}

# A cache of natives that is empty at first, so that they have to be found and unpacked: one for those that
# read them from jars on a path, and one for each of the others.
cache() { # NAME
  echo "-Dkpnative.cachedir=$work/natives/$1"
}
trim() { rm -rf "$work/natives/$1"; }

path() { cat "$1/target/path.txt" 2> /dev/null || true; }

run classpath "$java" "$(cache jars)" -cp "classpath/target/classes:$(path classpath)" com.example.classpath.PrintPoints
run modulepath "$java" "$(cache module)" -p "modulepath/target/classes:$(path modulepath)" \
  -m com.example.modulepath/com.example.modulepath.PrintPoints
trim module
run shaded "$java" "$(cache jars)" -jar shaded/target/shaded-1.jar

# Of the models its jar has the free one alone, with its notice; it says the terms, whatever the default is.
free() {
  if ! holds "$jar" kpnative/model/free.safetensors; then
    say "free skipped: this build has no free model"
    return
  fi
  others=$ran
  ran=
  run free "$java" "$(cache jars)" -jar free/target/free-1.jar
  if [ -z "$ran" ]; then # it was not built, for want of a network
    ran=$others
    return
  fi
  grep -q '^# .*MIT' "$work/free.txt" || fail "free: its terms are missing: $(head -n 3 "$work/free.txt")"
  ! grep -q 'research' "$work/free.txt" || fail "free prints the terms of the research model"
  ! holds free/target/free-1.jar 'kpnative/model/\(research\|best\)' || fail "free: its jar holds a model for research only"
  holds free/target/free-1.jar META-INF/licenses/ICT-FaceKit.txt || fail "free: its jar lacks the notice of the 3D model"
  mv "$work/free.points" "$work/free-by-default.points"
  ran=free-by-default
  run free "$java" "$(cache jars)" -Dkpnative.model=research -jar free/target/free-1.jar
  ran=$others
}
free

needs=nested/target/nested-1.jar.original
run nested "$java" "$(cache nested)" -jar nested/target/nested-1.jar
trim nested
needs=

warns() { # JAVA: whether it is of a JDK that warns of natives
  [ -x "$1" ] && [ "$("$1" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p')" -ge 24 ]
}
for newer in "${JDK25_HOME:-/nowhere}/bin/java" "$(command -v "$java")" /usr/lib/jvm/*/bin/java; do
  if warns "$newer"; then
    run jdk25 "$newer" "$(cache jars)" --enable-native-access=ALL-UNNAMED \
      -cp "jdk25/target/classes:$(path jdk25)" com.example.jdk25.PrintPoints
    trim jars
    exit 0
  fi
done
trim jars
say "jdk25 skipped: no JDK 24 or later in /usr/lib/jvm; JDK25_HOME names another"
