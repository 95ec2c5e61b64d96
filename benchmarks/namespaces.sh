#!/usr/bin/env bash
# Two workers in two network namespaces, which stand for two machines: each has its own address, its own loopback and no way to
# the other but a cable (veth). Shows that they train what one process trains; that one which is killed ends the other with a
# line in under 30 s; and that the run then goes on in one process, to the same losses. As root on Linux, from a built repository
# (mvn -B package -DskipTests); some 30 s on two idle cores. Ends with 77 and a line where namespaces cannot be made.
#
#     benchmarks/namespaces.sh
#
# KP (the command, by default java -jar of what was built) and OUT=target/namespaces may be set.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(realpath -m "${OUT:-target/namespaces}")
read -r -a kp <<< "${KP:-java -jar $(ls target/kp-native-*.jar 2> /dev/null | head -n 1)}"
a=kp-a-$$ b=kp-b-$$ net=10.$((77 + $$ % 100)).$(($$ / 100 % 250))
workers=()

clean() {
  for pid in "${workers[@]}"; do kill -KILL "$pid" 2> /dev/null || true; done
  ip netns del $a 2> /dev/null || true
  ip netns del $b 2> /dev/null || true
}
trap clean EXIT
fail() { echo "namespaces: $*" >&2; tail -n 20 "$out"/*.log >&2; exit 1; }

if ! { ip netns add $a && ip netns add $b \
  && ip link add va$$ netns $a type veth peer name vb$$ netns $b \
  && ip -n $a addr add "$net.1/24" dev va$$ && ip -n $b addr add "$net.2/24" dev vb$$ \
  && ip -n $a link set va$$ up && ip -n $b link set vb$$ up \
  && ip -n $a link set lo up && ip -n $b link set lo up; } 2> /dev/null; then
  echo "namespaces: skipped, this machine lets us make no network namespaces (ip netns; root)"
  exit 77
fi
rm -rf "$out" && mkdir -p "$out"

faces=(--recipe=face68/quick --data=synthetic:160 --device=cpu --threads=1 --no-report --quiet
  "--set=input={height: 48, width: 48}" "--set=network.channels=[8, 12]" "--set=network.blocks=[0, 1]"
  --set=train.batch=8 --set=train.epochs=3 --set=train.max_minutes=0 --set=train.save_seconds=0 --set=train.collective_timeout=20)

# worker RANK INTERFACE NAMESPACE PORT RUN: in the background; its process is workers[-1]
worker() {
  RANK=$1 WORLD_SIZE=2 LOCAL_RANK=0 MASTER_ADDR=$net.1 MASTER_PORT=$4 GLOO_SOCKET_IFNAME=$2 \
    ip netns exec "$3" "${kp[@]}" train "${faces[@]}" --out="$out/$5" > "$out/$5-$1.log" 2>&1 < /dev/null &
  workers+=($!)
}
both() { worker 0 va$$ $a "$1" "$2"; worker 1 vb$$ $b "$1" "$2"; }
step() { find "$out/$1/resume" -name 'state-*.safetensors' 2> /dev/null | sed 's/.*state-0*\([0-9]*\).*/\1/' | sort -n | tail -n 1; }
# apart RUN: the largest relative difference of its training losses from one process's, and how many epochs it has
apart() {
  paste -d, <(cut -d, -f1,2 "$out/one/metrics.csv") <(cut -d, -f2 "$out/$1/metrics.csv") \
    | awk -F, 'NR > 1 { d = ($3 - $2) / $2; if (d < 0) d = -d; if (d > most) most = d; n++ } END { printf "%.1e %d\n", most, n }'
}
same() { # WHAT RUN
  read -r most epochs < <(apart "$2")
  awk -v m="$most" -v n="$epochs" 'BEGIN { exit !(m <= 1e-4 && n == 3) }' || fail "$1: losses $most apart in $epochs epochs"
  echo "$1: training losses of $epochs epochs within $most of one process's"
}

"${kp[@]}" train "${faces[@]}" --out="$out/one" > "$out/one.log" 2>&1 || fail "one process"
both 29500 two
for pid in "${workers[@]}"; do wait "$pid" || fail "two workers"; done
workers=()
same "two workers at $net.1 and $net.2" two

both 29501 killed
until [ "$(step killed)" ] && [ "$(step killed)" -gt 20 ]; do # 18 steps an epoch
  kill -0 "${workers[0]}" 2> /dev/null || fail "ended before it was killed"
  sleep 0.02
done
kill -KILL "${workers[1]}"
began=$(date +%s%N)
code=0; wait "${workers[0]}" || code=$?
took=$((($(date +%s%N) - began) / 1000000))
wait "${workers[1]}" 2> /dev/null || true
workers=()
line=$(grep 'worker 0 of 2: ' "$out/killed-0.log") || fail "no line about the killed worker"
[ "$(grep -c 'worker 0 of 2: ' "$out/killed-0.log")" = 1 ] && [ $code = 1 ] && [ $took -lt 30000 ] || fail "exit code $code after $took ms: $line"
echo "one killed after step $(step killed): the other ended after $took ms, saying: $line"
"${kp[@]}" train --resume="$out/killed" --no-report --quiet > "$out/resumed.log" 2>&1 || fail "resume"
same "resumed by one process" killed
