package kpnative.infer;

import kpnative.natives.Device;
import kpnative.plan.Precision;

/**
 * How a detector computes.
 *
 * @param device where the network runs
 * @param precision with how many bits
 * @param reference whether LibTorch computes it layer by layer, as in training, also on the
 *     processor, where it is compiled otherwise; to compare the two
 */
public record DetectorOptions(Device device, Precision precision, boolean reference) {
  /** On the processor, compiled, with 32 bits. */
  public static final DetectorOptions DEFAULT = new DetectorOptions(Device.CPU, Precision.FLOAT32);

  /** Compiled where that is possible. */
  public DetectorOptions(Device device, Precision precision) {
    this(device, precision, false);
  }

  /** Rejects what a device doesn't compute. */
  public DetectorOptions {
    boolean onCpu = device.kind() == Device.Kind.CPU;
    if (onCpu && precision == Precision.FLOAT16) {
      throw new IllegalArgumentException("float16 is for GPUs: on the processor use bfloat16");
    }
    if (!onCpu && precision == Precision.INT8) {
      throw new IllegalArgumentException("int8 is for the processor: on a GPU use float16");
    }
    if (reference && precision == Precision.INT8) {
      throw new IllegalArgumentException("int8 is computed by the compiled network only");
    }
  }

  /** {@return the same on another device} */
  public DetectorOptions on(Device other) {
    return new DetectorOptions(other, precision, reference);
  }

  /** {@return the same, computed by LibTorch layer by layer} */
  public DetectorOptions asReference() {
    return new DetectorOptions(device, precision, true);
  }

  /** {@return whether the network is compiled} */
  boolean isCompiled() {
    return device.kind() == Device.Kind.CPU && !reference;
  }
}
