package kpnative.image;

import java.util.List;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * Takes pictures through one warp, and then effects, into a network's input.
 *
 * <p>Not thread-safe: one per worker thread. It owns its intermediate pictures and reuses them:
 * after the first pictures it allocates nothing of its own, except for the JPEG effect.
 */
public final class Resampler implements AutoCloseable {
  private final InputFormat format;
  private final WarpPass warp;
  private final EffectPass effects;
  private final @Nullable Owned<Mat> byChannel; // null where one mean and deviation serve all

  /** Makes a resampler for one form of input; the caller closes it. */
  public Resampler(InputFormat format) {
    this.format = format;
    try (NativeScope scope = NativeScope.open()) {
      warp = new WarpPass(format.width(), format.height());
      effects = new EffectPass();
      byChannel = format.isUniform() ? null : Owned.retain(matrix(format));
    }
  }

  /** {@return the scales on the diagonal and the shifts behind it, {@code C x (C + 1)}; scratch} */
  private static Mat matrix(InputFormat format) {
    int n = format.channels().count();
    double[] entries = new double[n * (n + 1)];
    for (int c = 0; c < n; c++) {
      entries[c * (n + 1) + c] = format.scale(c);
      entries[c * (n + 1) + n] = format.shift(c);
    }
    Mat matrix = new Mat(n, n + 1, opencv_core.CV_64FC1);
    new DoublePointer(matrix.data()).put(entries, 0, entries.length);
    return matrix;
  }

  /**
   * {@return which pixels of a picture {@link #sample} reads} An image that holds these gives the
   * same bits as one that holds all.
   *
   * @param picture its whole size
   * @param sourceToInput from the picture's frame to the input's
   * @param input the input's size
   * @param border what lies outside the picture
   * @throws ArithmeticException if the warp has no inverse
   */
  public static PixelRegion reach(Size picture, Warp sourceToInput, Size input, Border border) {
    double[] back = new double[9];
    sourceToInput.inverse(back);
    Reduction reduction = new Reduction();
    reduction.fit(
        picture.width(),
        picture.height(),
        sourceToInput,
        back,
        input.width(),
        input.height(),
        border);
    return reduction.region(picture);
  }

  /** {@return the form of what {@link #sample} writes} */
  public InputFormat format() {
    return format;
  }

  /**
   * Samples a picture: bilinear, and averaged over pixel areas where the warp shrinks to less than
   * 0.6.
   *
   * @param source borrowed; with the channels of the format; of a part, what {@link #reach} says is
   *     needed
   * @param sourceToInput from the picture's frame to the input's
   * @param border what lies outside the picture
   * @param changes applied to the sampled picture, in this order, before mean and deviation
   * @param destination borrowed; of this format
   * @param slot the picture of it that is written
   * @throws IllegalArgumentException if the channels or formats differ, there is no such slot, or
   *     the source is a part that does not hold enough
   * @throws ArithmeticException if the warp has no inverse
   */
  public void sample(
      Image source,
      Warp sourceToInput,
      Border border,
      List<Effect> changes,
      InputSlots destination,
      int slot) {
    if (source.channels() != format.channels()) {
      throw new IllegalArgumentException(
          "the input takes a "
              + format.channels()
              + " picture, got one that is "
              + source.channels());
    }
    if (!destination.format().equals(format)) {
      throw new IllegalArgumentException(
          "the destination must be for " + format + ", is for " + destination.format());
    }
    Mat out = destination.mat(slot);
    write(effects.apply(warp.apply(source, sourceToInput, border), changes), out);
  }

  /* A destination of just the picture's size and type stays where it is; any other, OpenCV would
   * move out of the caller's memory, without a word. InputSlots makes them. */
  private void write(Mat picture, Mat destination) {
    if (destination.depth() == opencv_core.CV_8U) {
      picture.copyTo(destination);
    } else {
      Owned<Mat> numbers = byChannel;
      if (numbers == null) {
        picture.convertTo(destination, opencv_core.CV_32F, format.scale(0), format.shift(0));
      } else {
        picture.convertTo(destination, opencv_core.CV_32F);
        opencv_core.transform(destination, destination, numbers.get());
      }
    }
  }

  /** Frees the intermediate pictures. Idempotent. */
  @Override
  public void close() {
    warp.close();
    effects.close();
    if (byChannel != null) {
      byChannel.close();
    }
  }
}
