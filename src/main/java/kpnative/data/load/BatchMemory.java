package kpnative.data.load;

import kpnative.image.InputFormat;
import kpnative.image.InputSlots;
import kpnative.natives.Construction;
import kpnative.natives.NativeRuntime;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The native memory of one batch and the handles to it, all allocated once. Owns them. Threads may
 * write different samples concurrently.
 */
final class BatchMemory implements AutoCloseable {
  private final int floats;
  private final int points;
  private final long sampleBytes;
  private final Owned<Tensor> pixels; // [capacity, H, W, C], float32 or uint8
  private final Owned<Tensor> targets; // [capacity, floats]
  private final Owned<Tensor> labels; // [capacity, K], or [capacity, 1], unused
  private final Owned<BytePointer> pixelBytes;
  private final Owned<FloatPointer> targetNumbers;
  private final Owned<FloatPointer> labelNumbers;
  private final InputSlots slots;

  /**
   * Allocates memory for {@code capacity} samples. Called in a native scope.
   *
   * @param floats the number of floats in one target
   * @param points the number of visibility labels of one sample; 0 for none
   * @param pinned whether to use page-locked memory, for asynchronous copies to a CUDA device. Not
   *     tested on a GPU.
   */
  BatchMemory(
      int capacity, InputFormat in, int floats, int points, Transfer transfer, boolean pinned) {
    NativeRuntime.load();
    this.floats = floats;
    this.points = points;
    long[] shape = {capacity, in.height(), in.width(), in.channels().count()};
    try (Construction making = new Construction()) {
      pixels = making.retain(zeros(shape, transfer.scalar(), pinned));
      targets = making.retain(zeros(new long[] {capacity, floats}, ScalarType.Float, pinned));
      long[] labelled = {capacity, Math.max(1, points)}; // an empty tensor has no address
      labels = making.retain(zeros(labelled, ScalarType.Float, pinned));
      Pointer address = pixels.get().data_ptr();
      pixelBytes = making.retain(new BytePointer(address));
      targetNumbers = making.retain(targets.get().data_ptr_float());
      labelNumbers = making.retain(labels.get().data_ptr_float());
      sampleBytes = in.values() * pixels.get().element_size();
      slots =
          transfer == Transfer.UINT8
              ? InputSlots.bytes(in, new BytePointer(address), capacity)
              : InputSlots.floats(in, new FloatPointer(address), capacity);
      making.done();
    }
  }

  private static Tensor zeros(long[] shape, ScalarType type, boolean pinned) {
    Tensor plain = torch.zeros(shape, new TensorOptions(type));
    return pinned ? plain.pin_memory() : plain;
  }

  /** {@return the slots that pictures are written to; borrowed} */
  InputSlots slots() {
    return slots;
  }

  /** Writes the targets of the first {@code n} samples. */
  void putTargets(float[] numbers, int n) {
    targetNumbers.get().put(numbers, 0, n * floats);
  }

  /** Writes the visibility labels of the first samples, all of them. */
  void putLabels(float[] numbers, int count) {
    labelNumbers.get().put(numbers, 0, count);
  }

  /** Copies the pixels of one sample over those of another. */
  void copySample(int from, int to) {
    BytePointer base = pixelBytes.get();
    Pointer.memcpy(
        base.getPointer(to * sampleBytes), base.getPointer(from * sampleBytes), sampleBytes);
  }

  /** {@return the first {@code n} samples, {@code [n, H, W, C]}; a scratch view} */
  Tensor pixels(int n) {
    return pixels.get().narrow(0, 0, n);
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
    slots.close();
    labelNumbers.close();
    targetNumbers.close();
    pixelBytes.close();
    labels.close();
    targets.close();
    pixels.close();
  }
}
