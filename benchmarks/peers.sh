#!/bin/sh
# Other landmark networks on the same faces, in the same boxes, by the same measure: benchmarks/peers.sh FACES [OUT]. See peers.md.
# FACES is what --data takes, for example pts:300w/helen/testset; the tables go to OUT, or are printed. From a built repository (mvn -B package
# -DskipTests). OTHERS='DATA ...' are other sets, on which it is learned how each peer wants its box and where it puts points by convention;
# without it, 300-W's training sets beside FACES. CLASSES replaces the jar of ours; PEERS names some. STEP=answers begins behind the pictures,
# STEP=times takes the times anew, STEP=table prints what is there. Peers are fetched once, into target/peers, from Debian (Debian or Ubuntu, g++), npm (node) and Maven; one that can't be is one line.
set -e
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || { sed -n '2,7s/^# //p' "$0"; exit 2; }
faces=$1
out=${2:-/dev/stdout}
sets=$(dirname "$(dirname "$faces")")
others=${OTHERS:-$sets/helen/trainset $sets/lfpw/trainset $sets/afw}
ours=${CLASSES:-target/kp-native-jmh.jar}
peers=${PEERS:-own-free own-research dlib face-api face-api-tiny mediapipe mediapipe-twice}
step=${STEP:-all}
root=target/peers
work=$root/work
mkdir -p "$work"

java_of_ours() { java -XX:+UseSerialGC -Xmx2g -cp "$ours" "$@"; }

# fetch_X puts the peer into $root/X; a second call finds it there.
fetch_dlib() {
  [ ! -x $root/dlib/predict ] || return 0
  rm -rf $root/dlib && mkdir -p $root/dlib
  (cd $root/dlib && apt-get download -q libdlib-data libdlib-dev && for each in *.deb; do dpkg -x "$each" .; done && rm ./*.deb) &&
    sed -i '/define DLIB_USE_\(BLAS\|LAPACK\)/d' $root/dlib/usr/include/dlib/config.h && # not linked; nothing large is multiplied
    g++ -O3 -DNDEBUG -I$root/dlib/usr/include benchmarks/peers/dlib.cpp -o $root/dlib/predict
}
fetch_npm() {
  [ ! -e $root/npm/fetched ] || return 0
  mkdir -p $root/npm
  (cd $root/npm && npm install --ignore-scripts --no-audit --no-fund --silent @vladmandic/face-api@1.7.15 @tensorflow/tfjs@4.22.0 \
    @tensorflow/tfjs-backend-wasm@4.22.0 @mediapipe/face_mesh@0.4.1657299874 && touch fetched)
}
fetch_mediapipe() {
  fetch_npm || return 1
  [ ! -e $root/mediapipe/MediaPipe.class ] || return 0
  rm -rf $root/mediapipe && mkdir -p $root/mediapipe
  for part in tensorflow-lite:2.20.0-1.5.13 tensorflow-lite:2.20.0-1.5.13:jar:linux-x86_64; do
    mvn -B -q dependency:copy -Dartifact="org.bytedeco:$part" -DoutputDirectory=$root/mediapipe || return 1
  done
  # where a model begins and ends in the packed data says the loader beside it
  package=$root/npm/node_modules/@mediapipe/face_mesh/face_mesh_solution_packed_assets
  for model in face_detection_short_range face_landmark; do
    places=$(sed -n "s|.*/$model.tflite\", \"start\": \([0-9]*\), \"end\": \([0-9]*\).*|\1 \2|p" ${package}_loader.js)
    [ -n "$places" ] || return 1
    tail -c +$((${places% *} + 1)) $package.data | head -c $((${places#* } - ${places% *})) >$root/mediapipe/$model.tflite
  done
  javac -d $root/mediapipe -cp "$ours:$root/mediapipe/*" benchmarks/peers/*.java
}
fetch() {
  case $1 in
  own-*) ;;
  dlib) fetch_dlib ;;
  face-api*) fetch_npm ;;
  mediapipe*) fetch_mediapipe ;;
  esac
}

# answer PEER JOBS ANSWERS
answer() {
  case $1 in
  own-*) java_of_ours kpnative.peers.OwnPeer "${1#own-}" "$2" "$3" ;;
  dlib) $root/dlib/predict $root/dlib/usr/share/dlib/shape_predictor_68_face_landmarks.dat "$2" "$3" ;;
  face-api) node benchmarks/peers/face_api.js $root/npm/node_modules faceLandmark68Net "$2" "$3" >&2 ;;
  face-api-tiny) node benchmarks/peers/face_api.js $root/npm/node_modules faceLandmark68TinyNet "$2" "$3" >&2 ;;
  mediapipe*)
    looks=1
    [ "$1" = mediapipe ] || looks=2
    java -XX:+UseSerialGC -cp "$root/mediapipe:$ours:$root/mediapipe/*" MediaPipe $root/mediapipe/face_landmark.tflite $looks "$2" "$3"
    ;;
  esac
}

# about PEER: its name, its model's bytes, and its terms
about() {
  models=$root/npm/node_modules/@vladmandic/face-api/model
  case $1 in
  own-free) printf 'kp-native, `free`\t%s\tApache-2.0, with an MIT notice' "$(wc -c <src/main/resources/kpnative/model/free.safetensors)" ;;
  own-research) printf 'kp-native, `research`\t%s\tresearch only: 300-W' "$(wc -c <src/main/resources/kpnative/model/research.safetensors)" ;;
  dlib)
    printf 'dlib %s, 68 points\t%s\t%s' "$(sed -n 's/.*VERSION_MISMATCH_CHECK__EXPECTED_VERSION_\([0-9_]*\)/\1/p' $root/dlib/usr/include/dlib/config.h | tr _ .)" \
      "$(wc -c <$root/dlib/usr/share/dlib/shape_predictor_68_face_landmarks.dat)" "CC0 in Debian; its author: not in commercial products, since trained on 300-W"
    ;;
  face-api) printf 'face-api 1.7.15, 68 points\t%s\tMIT' "$(wc -c <$models/face_landmark_68_model.bin)" ;;
  face-api-tiny) printf 'face-api 1.7.15, 68 points, tiny\t%s\tMIT' "$(wc -c <$models/face_landmark_68_tiny_model.bin)" ;;
  mediapipe) printf 'MediaPipe face mesh, one look\t%s\tApache-2.0' "$(wc -c <$root/mediapipe/face_landmark.tflite)" ;;
  mediapipe-twice) printf 'MediaPipe face mesh, two looks\t%s\tApache-2.0' "$(wc -c <$root/mediapipe/face_landmark.tflite)" ;;
  esac
}

[ "$step" != all ] || java_of_ours kpnative.peers.PeerFaces $work "$faces" $others
for peer in $peers; do
  own=$work/$peer
  mkdir -p "$own"
  rm -f "$own/failed.txt"
  if ! fetch "$peer" >&2; then
    echo "could not be fetched" >"$own/failed.txt"
    continue
  fi
  about "$peer" >"$own/about.txt"
  if [ "$step" = all ] || [ "$step" = answers ]; then
    case $peer in
    own-*) ;;
    mediapipe-twice) # its first look is the other's
      cp $work/mediapipe/placing.* "$own" || { echo "ended with an error" >"$own/failed.txt" && continue; }
      ;;
    *)
      java_of_ours kpnative.peers.PeerJobs $work "$peer" placing
      answer "$peer" "$own/placing.jobs" "$own/placing.answers" || { echo "ended with an error" >"$own/failed.txt" && continue; }
      ;;
    esac
    java_of_ours kpnative.peers.PeerJobs $work "$peer" faces
    answer "$peer" "$own/faces.jobs" "$own/faces.answers" || { echo "ended with an error" >"$own/failed.txt" && continue; }
    java_of_ours kpnative.peers.PeerJobs $work "$peer" time
  fi
  if [ "$step" != table ]; then
    answer "$peer" "$own/time.jobs" "$own/time.answers" || echo "ended with an error" >"$own/failed.txt"
  fi
done
java_of_ours kpnative.peers.PeerTable $work $peers >"$out"
