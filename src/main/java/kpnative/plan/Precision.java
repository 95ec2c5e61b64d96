package kpnative.plan;

import java.util.Locale;
import org.bytedeco.dnnl.global.dnnl;

/** The arithmetic with which a network is computed. */
public enum Precision {
  /** Float32, as the network was trained. */
  FLOAT32,
  /**
   * Bfloat16 factors (8 bits of significand), float32 sums. CPUs without AMX compute convolutions
   * as with {@link #FLOAT32}, also with AVX-512 BF16.
   */
  BFLOAT16,
  /** Half-precision factors (11 bits of significand), for GPUs. */
  FLOAT16,
  /** 8-bit integer factors with scales calibrated on sample images, for CPUs. */
  INT8,
  /**
   * The one of the above that is fastest on this machine among those that were measured to keep the
   * weights' errors: a detector chooses it when it is created. A plan is never of it.
   */
  AUTO;

  /** {@return the name in options and files, as {@code bfloat16}} */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  int mathMode() {
    return this == BFLOAT16 ? dnnl.dnnl_fpmath_mode_bf16 : dnnl.dnnl_fpmath_mode_strict;
  }
}
