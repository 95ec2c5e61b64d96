#!/usr/bin/env bash
# Kills (SIGKILL) that fall into training, saving, caching and predicting at random moments, and what is left behind: a row
# each of the table in docs/reliability.md. From a built repository (mvn -B package -DskipTests); an hour on two idle cores.
#
#     benchmarks/faults.sh [KILLS]      200 by default
#
# OUT=target/faults, SEED=1 and CLASSES (a class path) may be set. WHAT="Saving Caching Predicting training" chooses.
set -euo pipefail
cd "$(dirname "$0")/.."

kills=${1:-200} out=${OUT:-target/faults}
mkdir -p "$out"
echo "| killed | kills | of these | lost | half files taken for whole |"
echo "|---|---|---|---|---|"
for what in ${WHAT:-Saving Caching Predicting training}; do
  if [ "$what" = training ]; then # resumed each time; in the end bit-identical to a run left alone
    mvn -o -q -B test -Dtest=KillTest -Dkpnative.kills="$kills" -Dkpnative.kills.seed="${SEED:-1}" \
      -Djunit.jupiter.execution.timeout.mode=disabled > "$out/training.log" 2>&1 || { tail -20 "$out/training.log"; exit 1; }
    echo "| training | $kills | resumed each time, at the end bit-identical | none | none |"
  else
    java -XX:TieredStopAtLevel=1 -Xmx256m -cp "${CLASSES:-target/kp-native-jmh.jar}" "kpnative.faults.Kill$what" \
      "$out/$what" "$kills" "${SEED:-1}" | tail -1
  fi
done
