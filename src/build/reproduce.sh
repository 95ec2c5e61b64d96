#!/bin/sh
# Builds the last commit twice, in two folders, with another time zone and locale, and says whether all jars are the same,
# byte by byte: sha256sum of both. Changes that are not committed are not built.
#
#   MVN       Maven's command, by default mvn; MVN_ARGS for example --offline
#   JAVA_HOME_2  a JDK for the second build, by default the same: another patch of the same release
#   SECOND    a command before the second build, for example "runuser -u nobody --" or "faketime 2031-01-01"
set -eu
cd "$(dirname "$0")/../.."
umask 022 # what jars say of folders follows it
work=${WORK:-$PWD/target/reproduce}
rm -rf "$work"
mkdir -p "$work/first" "$work/the second one"

build() { # FOLDER COMMAND...
  folder=$1
  shift
  git clone -q --no-hardlinks . "$folder/kp-native"
  # shellcheck disable=SC2086 # several arguments
  (cd "$folder/kp-native" && "$@" ${MVN:-mvn} -B -ntp verify -DskipTests ${MVN_ARGS:-} > "$folder/log.txt" 2>&1) || {
    tail -n 30 "$folder/log.txt" >&2
    exit 1
  }
}

build "$work/first" env TZ=UTC LC_ALL=C.UTF-8
(
  [ -z "${SECOND:-}" ] || chmod -R a+rwX "$work"
  # shellcheck disable=SC2086 # a command and its arguments
  build "$work/the second one" env TZ=Asia/Tokyo LC_ALL=C JAVA_HOME="${JAVA_HOME_2:-${JAVA_HOME:-}}" \
    MAVEN_OPTS="-Duser.language=tr -Duser.country=TR" ${SECOND:-}
)

status=0
cd "$work/first/kp-native/target"
for jar in *.jar *.cdx.json; do
  [ "$jar" = kp-native-classes.jar ] && continue # a step on the way
  a=$(sha256sum < "$jar" | cut -d' ' -f1)
  b=$(sha256sum < "$work/the second one/kp-native/target/$jar" | cut -d' ' -f1)
  echo "$a  $jar"
  [ "$a" = "$b" ] || {
    echo "$b  $jar of the second build: DIFFERENT"
    status=1
  }
done
[ $status -ne 0 ] || echo "Both builds are the same, byte by byte."
exit $status
