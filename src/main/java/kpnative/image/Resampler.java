package kpnative.image;

import java.util.List;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.natives.Construction;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * Resamples pictures through a warp into a network's input tensor and applies effects.
 *
 * <p>Not thread-safe: use one per worker thread. It owns its intermediate buffers and reuses them:
 * after the first pictures it allocates nothing, except for the JPEG effect.
 */
public final class Resampler implements AutoCloseable {
  private final InputFormat format;
  private final WarpPass warp;
  private final EffectPass effects;
  private final @Nullable Owned<Mat> byChannel; // null if all channels share one mean and deviation

  /** Makes a resampler for one input format; the caller closes it. */
  public Resampler(InputFormat format) {
    this.format = format;
    try (Construction making = new Construction()) {
      warp = making.own(new WarpPass(format.width(), format.height()), WarpPass::close);
      effects = making.own(new EffectPass(), EffectPass::close);
      byChannel = format.isUniform() ? null : making.retain(matrix(format));
      making.done();
    }
  }

  /**
   * {@return the matrix {@code [C, C + 1]} with the scales on the diagonal and the shifts in the
   * last column; scratch}
   */
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
   * {@return the region of a picture that {@link #sample} reads} An image that holds this region
   * gives the same bits as one that holds all pixels.
   *
   * @param picture its whole size
   * @param sourceToInput the warp from the picture's frame to the input's
   * @param input the input's size
   * @param border the values outside the picture
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

  /** {@return the format of the input that {@link #sample} writes} */
  public InputFormat format() {
    return format;
  }

  /**
   * Samples a picture with bilinear interpolation, after averaging pixel areas (antialiasing) if
   * the warp scales by less than 0.6.
   *
   * @param source borrowed; has the format's channels and holds at least the region that {@link
   *     #reach} returns
   * @param sourceToInput the warp from the picture's frame to the input's
   * @param border the values outside the picture
   * @param changes effects on the sampled picture, applied in this order before normalisation
   * @param destination borrowed; has this format
   * @param slot the index of the slot to write
   * @throws IllegalArgumentException if the channels or formats differ, there is no such slot, or
   *     the source does not hold the region that is read
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
          "the input needs a " + format.channels() + " picture, got " + source.channels());
    }
    if (!destination.format().equals(format)) {
      throw new IllegalArgumentException(
          "the destination must have the format " + format + ", got " + destination.format());
    }
    Mat out = destination.mat(slot);
    write(effects.apply(warp.apply(source, sourceToInput, border), changes), out);
  }

  /* OpenCV writes in place only if the destination has the picture's size and type; otherwise it silently
   * reallocates, outside the caller's memory. InputSlots guarantees size and type. */
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

  /** Frees the intermediate buffers. Idempotent. */
  @Override
  public void close() {
    warp.close();
    effects.close();
    if (byChannel != null) {
      byChannel.close();
    }
  }
}
