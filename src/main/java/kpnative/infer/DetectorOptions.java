package kpnative.infer;

import kpnative.natives.Device;
import kpnative.plan.Precision;

/**
 * How a detector computes.
 *
 * @param device where the network runs
 * @param precision with how many bits
 */
public record DetectorOptions(Device device, Precision precision) {
  /** On the processor, with 32 bits. */
  public static final DetectorOptions DEFAULT = new DetectorOptions(Device.CPU, Precision.FLOAT32);

  /** Rejects what a device doesn't compute. */
  public DetectorOptions {
    boolean onCpu = device.kind() == Device.Kind.CPU;
    if (onCpu && precision == Precision.FLOAT16) {
      throw new IllegalArgumentException("float16 is for GPUs: on the processor use bfloat16");
    }
    if (!onCpu && precision == Precision.INT8) {
      throw new IllegalArgumentException("int8 is for the processor: on a GPU use float16");
    }
  }

  /** {@return the same on another device} */
  public DetectorOptions on(Device other) {
    return new DetectorOptions(other, precision);
  }
}
