package kpnative.data.load;

import java.util.ArrayList;
import java.util.List;
import kpnative.image.InputFormat;
import kpnative.natives.Construction;
import kpnative.natives.NativeRuntime;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The native memory of one batch and the handles to it, all allocated once. Owns them. Threads may
 * write different samples concurrently.
 */
final class BatchMemory implements AutoCloseable {
  private final int floats;
  private final int points;
  private final PixelMemory pixels;
  private final List<PixelMemory> views = new ArrayList<>();
  private final Owned<Tensor> targets; // [capacity, floats]
  private final Owned<Tensor> labels; // [capacity, K], or [capacity, 1], unused
  private final Owned<FloatPointer> targetNumbers;
  private final Owned<FloatPointer> labelNumbers;

  /**
   * Allocates memory for {@code capacity} samples. Called in a native scope.
   *
   * @param floats the number of floats in one target
   * @param points the number of visibility labels of one sample; 0 for none
   * @param options of which the transfer, the memory's kind (pinned is page-locked, for
   *     asynchronous copies to a CUDA device; not tested on a GPU) and the views are used
   */
  BatchMemory(int capacity, InputFormat in, int floats, int points, LoaderOptions options) {
    NativeRuntime.load();
    this.floats = floats;
    this.points = points;
    boolean pinned = options.pinned();
    Transfer transfer = options.transfer();
    try (Construction making = new Construction()) {
      pixels = making.own(new PixelMemory(capacity, in, transfer, pinned), PixelMemory::close);
      for (View view : options.views()) {
        PixelMemory further = new PixelMemory(capacity, view.input(), transfer, pinned);
        views.add(making.own(further, PixelMemory::close));
      }
      long[] shape = {capacity, floats};
      targets = making.retain(PixelMemory.zeros(shape, ScalarType.Float, pinned));
      long[] labelled = {capacity, Math.max(1, points)}; // an empty tensor has no address
      labels = making.retain(PixelMemory.zeros(labelled, ScalarType.Float, pinned));
      targetNumbers = making.retain(targets.get().data_ptr_float());
      labelNumbers = making.retain(labels.get().data_ptr_float());
      making.done();
    }
  }

  /** {@return the samples' own pictures; borrowed} */
  PixelMemory pixels() {
    return pixels;
  }

  /** {@return their further pictures, one of each view; borrowed} */
  List<PixelMemory> views() {
    return views;
  }

  /** Writes the targets of the first {@code n} samples. */
  void putTargets(float[] numbers, int n) {
    targetNumbers.get().put(numbers, 0, n * floats);
  }

  /** Writes the visibility labels of the first samples, all of them. */
  void putLabels(float[] numbers, int count) {
    labelNumbers.get().put(numbers, 0, count);
  }

  /** Copies the pictures of one sample over those of another. */
  void copySample(int from, int to) {
    pixels.copy(from, to);
    views.forEach(view -> view.copy(from, to));
  }

  /** {@return the first {@code n} targets, {@code [n, floats]}; a scratch view} */
  Tensor targets(int n) {
    return targets.get().narrow(0, 0, n);
  }

  /** {@return the labels of the first {@code n} samples, {@code [n, K]}; a scratch view} */
  Tensor labels(int n) {
    return labels.get().narrow(0, 0, n).narrow(1, 0, points);
  }

  /** Frees the memory. Idempotent. */
  @Override
  public void close() {
    labelNumbers.close();
    targetNumbers.close();
    labels.close();
    targets.close();
    views.forEach(PixelMemory::close);
    pixels.close();
  }
}
