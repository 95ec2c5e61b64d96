package kpnative.infer;

import kpnative.natives.Device;
import kpnative.plan.Precision;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A scope in which LibTorch computes the calling thread's convolutions and matrix products in 16
 * bits. Close it on the same thread; scopes do not nest.
 */
final class Autocast implements AutoCloseable {
  private final DeviceType device;
  private final boolean casts;

  private Autocast(DeviceType device, boolean casts) {
    this.device = device;
    this.casts = casts;
  }

  /** {@return an open scope; a no-op for 32-bit precision} */
  static Autocast to(Device device, Precision precision) {
    DeviceType type = device.kind() == Device.Kind.CUDA ? DeviceType.CUDA : DeviceType.CPU;
    boolean casts = precision == Precision.FLOAT16 || precision == Precision.BFLOAT16;
    if (casts) {
      torch.set_autocast_enabled(type, true);
      torch.set_autocast_dtype(
          type, precision == Precision.FLOAT16 ? ScalarType.Half : ScalarType.BFloat16);
      torch.increment_nesting();
    }
    return new Autocast(type, casts);
  }

  @Override
  public void close() {
    if (casts) {
      if (torch.decrement_nesting() == 0) {
        torch.clear_cache();
      }
      torch.set_autocast_enabled(device, false);
    }
  }
}
