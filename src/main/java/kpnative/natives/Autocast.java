package kpnative.natives;

import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A scope in which LibTorch computes the calling thread's convolutions and matrix products in 16
 * bits; tensors in memory, weights among them, stay as they are. Close it on the same thread;
 * scopes do not nest.
 *
 * <p>A backward pass belongs outside: autograd computes each gradient in the type of what it is of.
 */
public final class Autocast implements AutoCloseable {
  private final DeviceType device;
  private final boolean casts;

  private Autocast(DeviceType device, boolean casts) {
    this.device = device;
    this.casts = casts;
  }

  /**
   * {@return an open scope}
   *
   * @param type Half or BFloat16; a no-op for Float
   */
  public static Autocast to(Device device, ScalarType type) {
    DeviceType kind = device.kind() == Device.Kind.CUDA ? DeviceType.CUDA : DeviceType.CPU;
    boolean casts = type != ScalarType.Float;
    if (casts) {
      torch.set_autocast_enabled(kind, true);
      torch.set_autocast_dtype(kind, type);
      torch.increment_nesting();
    }
    return new Autocast(kind, casts);
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
