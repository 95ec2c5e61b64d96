package kpnative.data;

import org.bytedeco.pytorch.Tensor;

/** A batch where it is computed on, lent by {@link DeviceBatches}: valid until the next is taken. */
public final class DeviceBatch {
  private final Tensor input;
  private final Tensor target;
  private final int size;
  private final int number;

  DeviceBatch(Tensor input, Tensor target, Batch source) {
    this.input = input;
    this.target = target;
    this.size = source.size();
    this.number = source.number();
  }

  /** {@return the pictures, {@code [B, C, H, W]} float32, channels last in memory; borrowed} */
  public Tensor input() {
    return input;
  }

  /** {@return the targets, {@code [B, floats]} float32; borrowed} */
  public Tensor target() {
    return target;
  }

  /** {@return B, the number of samples} */
  public int size() {
    return size;
  }

  /** {@return which batch of its epoch this is, counted from 0} */
  public int number() {
    return number;
  }
}
