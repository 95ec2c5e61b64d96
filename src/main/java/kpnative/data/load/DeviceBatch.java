package kpnative.data.load;

import java.util.ArrayList;
import java.util.List;
import kpnative.natives.Construction;
import kpnative.natives.Owned;
import org.bytedeco.pytorch.Tensor;

/**
 * A batch on the device that computes, borrowed from {@link DeviceBatches}: valid until the next
 * one is taken.
 */
public final class DeviceBatch {
  private final Batch source;
  private final Owned<Tensor> input;
  private final Owned<Tensor> target;
  private final Owned<Tensor> labels;
  private final List<Owned<Tensor>> views = new ArrayList<>();
  private final Runnable awaitCopy;

  /**
   * Wraps tensors that are on the device, or will be by the time the device uses them.
   *
   * @param pixels {@code [B, H, W, C]} as they were transferred; borrowed
   * @param target {@code [B, floats]}; borrowed
   * @param labels {@code [B, K]} or {@code [B, 0]}; borrowed
   * @param views the pixels of each view, as {@code pixels}; borrowed
   * @param awaitCopy waits until the copy no longer reads the source
   */
  DeviceBatch(
      Batch source,
      Tensor pixels,
      Tensor target,
      Tensor labels,
      List<Tensor> views,
      Runnable awaitCopy) {
    this.source = source;
    this.awaitCopy = awaitCopy;
    try (Construction making = new Construction()) {
      this.input = making.retain(source.transfer().input(pixels, source.format()));
      this.target = making.retain(target);
      this.labels = making.retain(labels);
      for (int i = 0; i < views.size(); i++) {
        Tensor input = source.transfer().input(views.get(i), source.viewFormats().get(i));
        this.views.add(making.retain(input));
      }
      making.done();
    }
  }

  /** {@return the input tensor, {@code [B, C, H, W]} float32, channels last in memory; borrowed} */
  public Tensor input() {
    return input.get();
  }

  /** {@return the targets, {@code [B, floats]} float32; borrowed} */
  public Tensor target() {
    return target.get();
  }

  /** {@return what is known of the keypoints' visibility, as {@link Batch#visibilityLabels}} */
  public Tensor visibilityLabels() {
    return labels.get();
  }

  /** {@return the further pictures of the samples, one tensor a view, as {@link #input}} */
  public List<Tensor> views() {
    return views.stream().map(Owned::get).toList();
  }

  /** {@return B, the number of samples} */
  public int size() {
    return source.size();
  }

  /** {@return the number of samples over all shares, as {@link Batch#wholeSize}} */
  public int wholeSize() {
    return source.wholeSize();
  }

  /** {@return whether the share is empty, as {@link Batch#isSpare}} */
  public boolean isSpare() {
    return source.isSpare();
  }

  /** {@return the batch's index in its epoch, from 0} */
  public int number() {
    return source.number();
  }

  /** Frees the tensors and returns the source to its loader. */
  void release() {
    input.close();
    target.close();
    labels.close();
    views.forEach(Owned::close);
    awaitCopy.run();
    source.close();
  }
}
