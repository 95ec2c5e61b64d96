#!/bin/sh
# A cluster of Spark on this machine: a master, two workers of one core each, and spark-submit, as real
# processes; each worker in a network namespace with an address of its own where "ip netns" is allowed,
# else at 127.0.0.2 and 127.0.0.3. Shows that
#   - two executors that begin at once with an empty cache of natives unpack them once,
#   - the faces are the library's, bit for bit, and broken files are rows with errors,
#   - with a worker killed in the middle, too, and no row is there twice,
#   - a barrier stage trains the weights of "kp train --nproc 2".
# After "mvn package" here and above; run.sh calls it.
#
#   cluster.sh [PHOTOGRAPHS]  a folder; by default painted ones, with five broken files
#   JAVA        by default java
#   KP_NATIVE   the runnable jar, by default ../target/kp-native.jar
#   STEPS       by default "predict train killed"
set -eu
cd "$(dirname "$0")"
top=$(cd .. && pwd)
work=$top/target/spark
java=${JAVA:-java}
kp=${KP_NATIVE:-$top/target/kp-native.jar}
jar=$(ls target/kpnative-spark-*.jar)
steps=${STEPS:-predict train killed}

say() { echo "spark: $*"; }
fail() {
  say "FAILED: $*" >&2
  exit 1
}
if [ "$(uname)" != Linux ]; then
  say "cluster skipped: it needs Linux's addresses"
  exit 0
fi

rm -rf "$work"
mkdir -p "$work/home/jars" "$work/home/conf"
tr ':' '\n' < target/spark-jars.txt | while read -r each; do ln -s "$each" "$work/home/jars/"; done
cat > "$work/home/conf/log4j2.properties" <<'LOG'
status = error
appender.err.type = Console
appender.err.name = err
appender.err.target = SYSTEM_ERR
appender.err.layout.type = PatternLayout
appender.err.layout.pattern = %d{HH:mm:ss} %p %c{1}: %m%n
rootLogger.level = info
rootLogger.appenderRef.err.ref = err
LOG
export SPARK_HOME="$work/home" SPARK_CONF_DIR="$work/home/conf" SPARK_SCALA_VERSION=2.13
path="$work/home/conf:$work/home/jars/*"
opens=$(sed -n 's/.*<spark.java.options>\(.*\)<.*/\1/p' pom.xml)

# Namespaces: a bridge here, and a pair of interfaces to each.
one=kps1-$$
two=kps2-$$
bridge=kpb-$$
net=10.213.$(($$ % 250))
started=
end() {
  for pid in $started; do
    for child in $(pgrep -P "$pid" || true); do kill -9 "$child" 2> /dev/null || true; done
    kill -9 "$pid" 2> /dev/null || true
  done
  ip netns del "$one" 2> /dev/null || true
  ip netns del "$two" 2> /dev/null || true
  ip link del "$bridge" 2> /dev/null || true
}
trap end EXIT
trap 'exit 1' INT TERM

join() { # NAMESPACE NUMBER
  ip link add "kpv$2-$$" type veth peer name eth0 netns "$1" &&
    ip link set "kpv$2-$$" master "$bridge" up &&
    ip -n "$1" addr add "$net.$2/24" dev eth0 &&
    ip -n "$1" link set eth0 up && ip -n "$1" link set lo up
}
if ip netns add "$one" 2> /dev/null && ip netns add "$two" && ip link add "$bridge" type bridge &&
  ip addr add "$net.1/24" dev "$bridge" && ip link set "$bridge" up && join "$one" 2 && join "$two" 3; then
  in_one="ip netns exec $one"
  in_two="ip netns exec $two"
  say "two network namespaces, $net.2 and $net.3"
else
  net=127.0.0
  in_one=
  in_two=
  say "no network namespaces here: $net.2 and $net.3"
fi

# shellcheck disable=SC2086 # several options
spark() { "$java" $opens -cp "$path" "$@"; }
# shellcheck disable=SC2086
spark_and() { "$java" $opens -cp "$path:$kp:target/classes:target/test-classes" "$@"; }

SPARK_LOCAL_IP=$net.1 spark -Xmx512m org.apache.spark.deploy.master.Master \
  --host $net.1 --port 0 --webui-port 0 > "$work/master.log" 2>&1 &
started="$started $!"
master=
tries=0
while [ -z "$master" ]; do
  master=$(sed -n 's/.*Starting Spark master at \(spark:[^ ]*\).*/\1/p' "$work/master.log")
  tries=$((tries + 1))
  [ $tries -lt 1200 ] || fail "the master did not start: $(tail -n 3 "$work/master.log")"
  sleep 0.1
done

worker() { # NUMBER, sets pid
  eval "in=\$in_$1"
  number=$([ "$1" = one ] && echo 2 || echo 3)
  # shellcheck disable=SC2086
  SPARK_LOCAL_IP=$net.$number $in "$java" $opens -cp "$path" -Xmx256m org.apache.spark.deploy.worker.Worker \
    --host $net.$number --cores 1 --memory 2g --webui-port 0 --work-dir "$work/$1" "$master" > "$work/$1.log" 2>&1 &
  pid=$!
  started="$started $pid"
}
worker one
first=$pid
worker two
second=$pid
tries=0
while [ "$(grep -c 'Registering worker' "$work/master.log")" -lt 2 ]; do
  tries=$((tries + 1))
  [ $tries -lt 1200 ] || fail "the workers did not come"
  sleep 0.1
done

# What is resident of each executor, and what of that lies beside its heap, in kB: the heap of 1 GiB is where
# Java 17 puts it, below the address 4 GiB.
(while sleep 1; do
  for pid in $(pgrep -P "$first,$second" java || true); do
    awk '/^[0-9a-f]+-/ { split($1, at, "-"); heap = length(at[1]) == 8 && at[1] >= "c0000000" }
      /^Rss:/ { all += $2; if (!heap) beside += $2 }
      END { print all, beside }' "/proc/$pid/smaps" 2> /dev/null || true
  done
done) > "$work/resident.txt" &
started="$started $!"

natives="$work/natives"
submit() { # CLASS ARGUMENT...
  SPARK_LOCAL_IP=$net.1 spark -Xmx1g org.apache.spark.deploy.SparkSubmit --master "$master" \
    --executor-memory 1g --jars "$kp" --conf "spark.executor.extraJavaOptions=-Dkpnative.cachedir=$natives" \
    --conf spark.ui.enabled=false --conf spark.network.timeout=20min ${CONF:-} --class "$@"
}
check() { spark_and -Xmx1g -Dkpnative.cachedir="$work/natives-check" "$@"; }
compare() { # FACES
  check kpnative.spark.ClusterCheck "$photographs" "$1" > "$work/check.txt" 2> "$work/check.log" ||
    fail "$(grep -m 1 'the library finds' "$work/check.log" | cut -c1-500 || tail -n 3 "$work/check.log")"
  tail -n 1 "$work/check.txt"
}

photographs=${1:-}
if [ -z "$photographs" ]; then
  photographs=$work/photographs
  mkdir "$photographs"
  check kpnative.spark.PaintedPhotographs "$photographs" 40 2> /dev/null
fi
photographs=$(cd "$photographs" && pwd)

has() { case " $steps " in *" $1 "*) true ;; *) false ;; esac; }

if has predict; then
  submit kpnative.spark.PredictFaces "$jar" "$photographs" "$work/faces" > "$work/predict.log" 2>&1 ||
    fail "predict: $(grep -m 3 Exception "$work/predict.log")"
  for each in one two; do
    grep -q 'Running task' "$work/$each"/app-*/*/stderr || fail "executor $each had no task"
  done
  # Files after the list would be another process's that unpacked once more.
  [ "$(find "$natives" -name complete.txt | wc -l)" -gt 0 ] || fail "no natives were unpacked"
  for list in $(find "$natives" -name complete.txt); do
    again=$(find "$(dirname "$list")" -type f ! -name .lock -newer "$list")
    [ -z "$again" ] || fail "unpacked twice: $again"
  done
  [ -z "$(find "$natives" -name '*.part')" ] || fail "the cache of natives was left incomplete"
  say "two executors, natives unpacked once; $(awk '{ if ($1 > a) a = $1; if ($2 > b) b = $2 }
    END { printf "%d MB resident at most, %d MB beside the heap", a / 1024, b / 1024 }' "$work/resident.txt")"
  line=$(compare "$work/faces")
  say "$line"
fi

if has train; then
  check kpnative.spark.PaintedFaces "$work/table" 12 2> "$work/table.log" || fail "$(tail -n 3 "$work/table.log")"
  set -- --recipe=nose/cnn-12-24-32 --device=cpu --no-report --set=schema=ibug68 '--set=keypoints=[all]' \
    --set=box.from=points --set=input.height=24 --set=input.width=24 --set=network.padding=same \
    '--set=network.channels=[4, 6, 8]' --set=network.batch_norm=true '--set=network.hidden=[64]' \
    --set=data.split.by=fraction --set=train.batch=4 --set=train.epochs=3
  submit kpnative.spark.TrainFaces "$jar" "$work/table" "$work/training" "$work/trained.safetensors" 2 "$@" \
    > "$work/train.log" 2>&1 || fail "train: $(grep -m 3 'ended with\|Exception' "$work/train.log")"
  "$java" -Xmx1g -jar "$kp" train --nproc 2 --threads 1 --data "csv:$work/training/data/faces.csv" --out "$work/nproc" "$@" \
    > "$work/nproc.log" 2>&1 || fail "nproc: $(tail -n 3 "$work/nproc.log")"
  cmp "$work/trained.safetensors" "$work/nproc/weights/best.safetensors" || fail "the weights differ from --nproc 2"
  say "a barrier stage of two workers: the weights of --nproc 2, bit for bit"
fi

if has killed; then
  CONF="--conf spark.kpnative.partitionBytes=${PARTITION_BYTES:-100000}" \
    submit kpnative.spark.PredictFaces "$jar" "$photographs" "$work/again" > "$work/again.log" 2>&1 &
  submitted=$!
  started="$started $submitted"
  # until one task's rows are committed
  while [ -z "$(find "$work/again/_temporary" -maxdepth 2 -name 'task_*' 2> /dev/null | head -n 1)" ]; do
    kill -0 "$submitted" 2> /dev/null || fail "ended before a worker could be killed: $(tail -n 3 "$work/again.log")"
    sleep 0.05
  done
  executors=$(pgrep -P "$second" || true)
  # shellcheck disable=SC2086 # several numbers
  kill -9 "$second" $executors
  wait "$submitted" || fail "with a worker killed: $(grep -m 3 Exception "$work/again.log")"
  grep -q 'Lost executor' "$work/again.log" || fail "nothing was lost: it ended too early"
  line=$(compare "$work/again")
  say "with a worker killed in the middle: $line"
fi
