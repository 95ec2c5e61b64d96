package kpnative.plan;

import org.bytedeco.dnnl.global.dnnl;

/** The arithmetic with which a network is computed. */
public enum Precision {
  /** Float32, as the network was trained. */
  FLOAT32,
  /**
   * Bfloat16 factors (8 bits of significand), float32 sums. CPUs without instructions for it (AMX,
   * AVX-512 BF16) compute as with {@link #FLOAT32}.
   */
  BFLOAT16,
  /** Half-precision factors (11 bits of significand), for GPUs. */
  FLOAT16,
  /** 8-bit integer factors with scales calibrated on sample images, for CPUs. */
  INT8;

  int mathMode() {
    return this == BFLOAT16 ? dnnl.dnnl_fpmath_mode_bf16 : dnnl.dnnl_fpmath_mode_strict;
  }
}
