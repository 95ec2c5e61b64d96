package kpnative.plan;

import org.bytedeco.dnnl.global.dnnl;

/** With how many bits a network is computed. */
public enum Precision {
  /** 32 bits: as the network was trained. */
  FLOAT32,
  /**
   * Factors rounded to bfloat16, 8 bits of fraction, and summed with 32. On a processor where it
   * has instructions for it (AMX, AVX-512 BF16); elsewhere there as {@link #FLOAT32}.
   */
  BFLOAT16,
  /** Factors rounded to half precision, 11 bits of fraction: for GPUs. */
  FLOAT16,
  /** Factors of 8 bits, scaled by what calibration pictures showed: for processors. */
  INT8;

  int mathMode() {
    return this == BFLOAT16 ? dnnl.dnnl_fpmath_mode_bf16 : dnnl.dnnl_fpmath_mode_strict;
  }
}
