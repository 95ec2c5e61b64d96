package kpnative.plan;

import org.bytedeco.dnnl.global.dnnl;

/** With how many bits a network is computed on the processor. */
public enum Precision {
  /** 32 bits: as the network was trained. */
  FLOAT32,
  /**
   * Factors rounded to bfloat16, 8 bits of fraction, and summed with 32, where the processor has
   * instructions for it (AMX, AVX-512 BF16); elsewhere as {@link #FLOAT32}.
   */
  BFLOAT16;

  int mathMode() {
    return this == BFLOAT16 ? dnnl.dnnl_fpmath_mode_bf16 : dnnl.dnnl_fpmath_mode_strict;
  }
}
