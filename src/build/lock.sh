#!/bin/sh
# Rewrites .mvn/checksums/checksums.sha256, the checksums of all that this build resolves, after a change of
# dependencies or plugins: fills an empty Maven repository by everything that resolves (the build with one test, the
# examples and Spark's project, all platforms, CUDA, the release), and takes the checksums of what came. It needs a network, 3 GB
# below target/lock and some minutes. A file that was locked with another checksum is an error. Look at the
# difference before you commit it.
#
#   MVN  Maven's command, by default mvn; several, with spaces between, if each is to resolve
#   LOCK_REPOSITORY  a repository of an earlier run, to download only what is new
set -eu
cd "$(dirname "$0")/../.."
repository=${LOCK_REPOSITORY:-$PWD/target/lock/repository}
[ -n "${LOCK_REPOSITORY:-}" ] || rm -rf "$repository"
mkdir -p "$repository"
log=${TMPDIR:-/tmp}/kp-native-lock.$$
trap 'rm -f "$log"' EXIT

maven() {
  echo "lock: mvn $*"
  # -C: a checksum that the server gives and that does not fit ends the build.
  "$mvn" -B -C -ntp -Dlock.skip=true -Daether.artifactResolver.postProcessor.trustedChecksums=false \
    -Dmaven.repo.local="$repository" "$@" > "$log" 2>&1 || {
    tail -n 30 "$log" >&2
    exit 1
  }
}

for mvn in ${MVN:-mvn}; do
  maven verify -Dtest=BoxTest -Dsurefire.failIfNoSpecifiedTests=false
  for platform in linux-arm64 macosx-arm64 macosx-x86_64 windows-x86_64; do
    case $platform in
    linux-arm64) maven dependency:resolve -P linux-arm64 ;; # its LibTorch is another platform's
    *) maven dependency:resolve -Djavacpp.platform="$platform" ;;
    esac
  done
  maven dependency:resolve -P cuda
done

java src/build/java/DependencyLock.java write .mvn/checksums/checksums.sha256 "$repository"
