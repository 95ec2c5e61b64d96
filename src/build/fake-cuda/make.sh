#!/bin/bash
# make.sh JAR DIR: makes libraries in DIR that stand for CUDA 13, cuDNN 9 and NCCL 2 where there are none.
# JAR is LibTorch's for CUDA: ~/.m2/repository/org/bytedeco/pytorch/VERSION/pytorch-VERSION-linux-x86_64-gpu.jar
# What they do: cudart.c. Needs gcc, unzip and binutils.
set -euo pipefail
jar=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

unzip -qoj "$jar" '*/libc10_cuda.so' '*/libtorch*.so' '*/libjnitorch*.so' -d "$work"
for library in "$work"/*.so; do
  nm -D --undefined-only "$library" | awk '{print $2}'
done | sort -u > "$work/wanted"

# cc SONAME SOURCE FLAG...: with its symbols under a version of its name, as NVIDIA's have them
cc() {
  local soname=$1 source=$2
  shift 2
  printf '%s { global: *; };\n' "$soname" > "$work/version"
  gcc -std=gnu11 -O1 -w -fPIC -shared -Wl,-soname,"$soname" -Wl,--version-script="$work/version" \
    "$source" "$@" -o "$out/$soname" -Wl,-rpath,'$ORIGIN'
}

cc libcudart.so.13 "$here/cudart.c"
cc libcuda.so.1 "$here/driver.c"

# library SONAME FLAG PATTERN: a library whose functions have names of that pattern
library() {
  local soname=$1 flag=$2 pattern=$3
  sed 's/@.*//' "$work/wanted" | { grep -xE "$pattern" || true; } | sort -u | while read -r name; do
    grep -qE "[ )(*]$name\(|\($name\)" "$here/libraries.c" && continue
    case $name in
      *ErrorString | *LastError | *ResultString) echo "RETURNS_TEXT($name)" ;;
      *Create* | ncclCommInit* | ncclMemAlloc) echo "CREATES($name)" ;;
      *) echo "SUCCEEDS($name)" ;;
    esac
  done > "$work/calls.h"
  cc "$soname" "$here/libraries.c" -D"$flag" -DLIBRARY_CALLS="\"$work/calls.h\"" -L"$out" -l:libcudart.so.13
}

library libcublas.so.13 CUBLAS 'cublas([^L].*|L[^t].*)'
library libcublasLt.so.13 CUBLASLT 'cublasLt.*'
library libcudnn.so.9 CUDNN 'cudnn.*'
for part in graph engines_precompiled engines_runtime_compiled heuristic ops adv cnn; do library libcudnn_$part.so.9 CUDNN 'cudnn.*'; done
library libcufft.so.12 CUFFT 'cufft.*'
library libcurand.so.10 CURAND 'curand.*'
library libcusparse.so.12 CUSPARSE 'cusparse.*'
library libcusolver.so.12 CUSOLVER 'cusolver.*'
library libcusolverMg.so.12 CUSOLVERMG 'cusolverMg.*'
library libcupti.so.13 CUPTI 'cupti.*'
library libnccl.so.2 NCCL 'nccl.*'
library libnvJitLink.so.13 NVJITLINK 'nvJitLink.*'
library libcufile.so.0 CUFILE 'cuFile.*'
ls "$out"
