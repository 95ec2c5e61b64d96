package kpnative.data.load;

import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.pytorch.Tensor;

/**
 * A batch where it is computed on, lent by {@link DeviceBatches}: valid until the next is taken.
 */
public final class DeviceBatch {
  private final Batch source;
  private final Owned<Tensor> input;
  private final Owned<Tensor> target;
  private final Runnable awaitCopy;

  /**
   * A batch whose numbers are on the device, or will be when the device comes to use them.
   *
   * @param pixels {@code [B, H, W, C]} as they were transferred; borrowed
   * @param target {@code [B, floats]}; borrowed
   * @param awaitCopy returns when the source is not read any more
   */
  DeviceBatch(Batch source, Tensor pixels, Tensor target, Runnable awaitCopy) {
    this.source = source;
    this.awaitCopy = awaitCopy;
    try (NativeScope scope = NativeScope.open()) {
      this.input = Owned.retain(source.transfer().input(pixels, source.format()));
      this.target = Owned.retain(target);
    }
  }

  /** {@return the pictures, {@code [B, C, H, W]} float32, channels last in memory; borrowed} */
  public Tensor input() {
    return input.get();
  }

  /** {@return the targets, {@code [B, floats]} float32; borrowed} */
  public Tensor target() {
    return target.get();
  }

  /** {@return B, the number of samples} */
  public int size() {
    return source.size();
  }

  /** {@return which batch of its epoch this is, counted from 0} */
  public int number() {
    return source.number();
  }

  /** Gives everything back. */
  void release() {
    input.close();
    target.close();
    awaitCopy.run();
    source.close();
  }
}
