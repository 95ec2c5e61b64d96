package kpnative.image;

import java.util.List;
import kpnative.geometry.Warp;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Takes pictures through one warp and one tone pass into a network's input.
 *
 * <p>Not thread-safe: one per worker thread. It owns its intermediate pictures and reuses them;
 * nothing that it allocates for one picture outlives the call.
 */
public final class Resampler implements AutoCloseable {
  private final InputFormat format;
  private final Owned<Mat> reduced;
  private final Owned<Mat> warped;
  private final Owned<Mat> redFirst;
  private final Owned<Mat> matrix2x3;
  private final Owned<Mat> matrix3x3;
  private final EffectPass effects;

  /** Makes a resampler for one form of input; the caller closes it. */
  public Resampler(InputFormat format) {
    this.format = format;
    try (NativeScope scope = NativeScope.open()) {
      reduced = Owned.retain(new Mat());
      warped = Owned.retain(new Mat());
      redFirst = Owned.retain(new Mat());
      matrix2x3 = Owned.retain(new Mat(2, 3, opencv_core.CV_64FC1));
      matrix3x3 = Owned.retain(new Mat(3, 3, opencv_core.CV_64FC1));
      effects = new EffectPass();
    }
  }

  /** {@return the form of what {@link #sample} writes} */
  public InputFormat format() {
    return format;
  }

  /**
   * Samples a picture: bilinear, and averaged over pixel areas where the warp shrinks to less than
   * 0.6.
   *
   * @param source borrowed; with the channels of the format
   * @param sourceToInput from the picture's frame to the input's
   * @param border what lies outside the picture
   * @param changes applied to the sampled picture, in this order, before mean and deviation
   * @param destination borrowed; of this format
   * @param slot the picture of it that is written
   * @throws IllegalArgumentException if the channels or formats differ, or there is no such slot
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
    try (NativeScope scope = NativeScope.open()) {
      warp(source, sourceToInput, border);
      write(effects.apply(warped.get(), changes), destination.mat(slot));
    }
  }

  private void warp(Image source, Warp sourceToInput, Border border) {
    Warp inverse = sourceToInput.inverse();
    Reduction reduction =
        Reduction.of(source.size(), sourceToInput, inverse, format.size(), border);
    Mat from =
        new Mat(
            source.mat(),
            new Rect(reduction.x(), reduction.y(), reduction.width(), reduction.height()));
    if (reduction.shrinks()) {
      opencv_imgproc.resize(
          from,
          reduced.get(),
          cvSize(reduction.reduced().width(), reduction.reduced().height()),
          0,
          0,
          opencv_imgproc.INTER_AREA);
      from = reduced.get();
    }
    Warp toRegion = inverse.then(reduction.toSource().inverse());
    int flags = opencv_imgproc.INTER_LINEAR | opencv_imgproc.WARP_INVERSE_MAP;
    if (sourceToInput.isAffine()) {
      opencv_imgproc.warpAffine(
          from,
          warped.get(),
          fill(matrix2x3.get(), toRegion.toArray(), 6),
          cvSize(format.width(), format.height()),
          flags,
          code(border),
          new Scalar(0));
    } else {
      opencv_imgproc.warpPerspective(
          from,
          warped.get(),
          fill(matrix3x3.get(), toRegion.toArray(), 9),
          cvSize(format.width(), format.height()),
          flags,
          code(border),
          new Scalar(0));
    }
  }

  private void write(Mat picture, Mat destination) {
    Mat from = picture;
    boolean bytes = destination.depth() == opencv_core.CV_8U;
    if (format.channels() == Channels.COLOR) {
      Mat red = bytes ? destination : redFirst.get();
      opencv_imgproc.cvtColor(picture, red, opencv_imgproc.COLOR_BGR2RGB);
      from = red;
    }
    // A destination of just this size and type stays where it is; any other, OpenCV would move.
    if (!bytes) {
      double scale = 1 / (255 * format.deviation());
      double shift = -format.mean() / format.deviation();
      from.convertTo(destination, opencv_core.CV_32F, scale, shift);
    } else if (from != destination) {
      from.copyTo(destination);
    }
  }

  private static Mat fill(Mat matrix, double[] values, int count) {
    new DoublePointer(matrix.data()).put(values, 0, count);
    return matrix;
  }

  private static org.bytedeco.opencv.opencv_core.Size cvSize(int width, int height) {
    return new org.bytedeco.opencv.opencv_core.Size(width, height);
  }

  private static int code(Border border) {
    return switch (border) {
      case CONSTANT -> opencv_core.BORDER_CONSTANT;
      case REPLICATE -> opencv_core.BORDER_REPLICATE;
      case REFLECT -> opencv_core.BORDER_REFLECT_101;
    };
  }

  /** Frees the intermediate pictures. Idempotent. */
  @Override
  public void close() {
    reduced.close();
    warped.close();
    effects.close();
    redFirst.close();
    matrix2x3.close();
    matrix3x3.close();
  }
}
