package kpnative.data;

import kpnative.geometry.Size;
import kpnative.image.InputFormat;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The native memory of one batch, with a handle on each sample's part of it, all made once. Owns
 * them. Several threads may write different samples at once.
 */
final class BatchMemory implements AutoCloseable {
  private final int floats;
  private final long sampleBytes;
  private final Owned<Tensor> pixels; // [capacity, H, W, C], float32 or uint8
  private final Owned<Tensor> targets; // [capacity, floats]
  private final Owned<FloatPointer> targetNumbers;
  private final Owned<BytePointer> pixelBytes;
  private final Owned<Mat>[] samples;

  /**
   * Memory for {@code capacity} samples; called in a scope.
   *
   * @param floats of one target
   * @param pinned whether a CUDA device reads it: locked in memory, so that copies need not wait.
   *     Not run on a GPU.
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  BatchMemory(int capacity, InputFormat in, int floats, LoaderOptions options) {
    this.floats = floats;
    Size size = in.size();
    int channels = in.channels().count();
    long[] shape = {capacity, size.height(), size.width(), channels};
    pixels = Owned.retain(made(shape, options.transfer().scalar(), options.pinned()));
    targets =
        Owned.retain(made(new long[] {capacity, floats}, ScalarType.Float, options.pinned()));
    targetNumbers = Owned.retain(targets.get().data_ptr_float());
    BytePointer base = new BytePointer(pixels.get().data_ptr());
    pixelBytes = Owned.retain(base);
    sampleBytes = size.area() * channels * pixels.get().element_size();
    int type = opencv_core.CV_MAKETYPE(options.transfer().depth(), channels);
    samples = new Owned[capacity];
    for (int i = 0; i < capacity; i++) {
      Pointer at = base.getPointer(BytePointer.class, i * sampleBytes);
      samples[i] = Owned.retain(new Mat(size.height(), size.width(), type, at));
    }
  }

  private static Tensor made(long[] shape, ScalarType type, boolean pinned) {
    Tensor plain = torch.zeros(shape, new TensorOptions(type));
    return pinned ? plain.pin_memory() : plain;
  }

  /** {@return the place of sample {@code i}: {@code [H, W, C]}; borrowed} */
  Mat sample(int i) {
    return samples[i].get();
  }

  /** Writes the targets of the first {@code n} samples. */
  void putTargets(float[] numbers, int n) {
    targetNumbers.get().put(numbers, 0, n * floats);
  }

  /** Copies the pixels of one sample over those of another. */
  void copySample(int from, int to) {
    Pointer.memcpy(samples[to].get().data(), samples[from].get().data(), sampleBytes);
  }

  /** {@return the first {@code n} samples, {@code [n, H, W, C]}; a scratch view} */
  Tensor pixels(int n) {
    return pixels.get().narrow(0, 0, n);
  }

  /** {@return the first {@code n} targets, {@code [n, floats]}; a scratch view} */
  Tensor targets(int n) {
    return targets.get().narrow(0, 0, n);
  }

  /** Frees the memory. Idempotent. */
  @Override
  public void close() {
    for (Owned<Mat> sample : samples) {
      sample.close();
    }
    pixelBytes.close();
    targetNumbers.close();
    targets.close();
    pixels.close();
  }
}
