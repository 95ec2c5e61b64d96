package kpnative.infer;

import kpnative.natives.Device;
import kpnative.plan.Precision;

/**
 * How a detector runs its network. Immutable.
 *
 * @param device where the network runs
 * @param precision the number format it computes in; {@link Precision#AUTO} for weights that {@code
 *     quantize} prepared
 * @param reference true to run LibTorch's layers one by one, as training does, also on the CPU,
 *     where the network is otherwise compiled; the reference for comparing the two
 */
public record DetectorOptions(Device device, Precision precision, boolean reference) {
  /** Compiled, on the CPU, in 32 bits. */
  public static final DetectorOptions DEFAULT = new DetectorOptions(Device.CPU, Precision.FLOAT32);

  /** Compiled if the device allows it. */
  public DetectorOptions(Device device, Precision precision) {
    this(device, precision, false);
  }

  /** Rejects precisions that the device or the engine does not support. */
  public DetectorOptions {
    boolean onCpu = device.kind() == Device.Kind.CPU;
    if (onCpu && precision == Precision.FLOAT16) {
      throw new IllegalArgumentException("float16 needs a GPU: on the CPU use bfloat16");
    }
    boolean compiledOnly = precision == Precision.INT8 || precision == Precision.AUTO;
    if (!onCpu && compiledOnly) {
      throw new IllegalArgumentException(
          precision.label() + " needs the CPU: on a GPU use float16");
    }
    if (reference && compiledOnly) {
      throw new IllegalArgumentException(
          precision.label() + " needs the compiled network: it has no reference");
    }
  }

  /** {@return these options on another device} */
  public DetectorOptions on(Device other) {
    return new DetectorOptions(other, precision, reference);
  }

  /** {@return these options with LibTorch's layers as the engine} */
  public DetectorOptions asReference() {
    return new DetectorOptions(device, precision, true);
  }

  /** {@return whether the network is compiled} */
  boolean isCompiled() {
    return device.kind() == Device.Kind.CPU && !reference;
  }
}
