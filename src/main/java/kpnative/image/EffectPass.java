package kpnative.image;

import java.util.List;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Applies effects to a sampled picture of 8 bits a channel, in their order. Each rounds its result
 * to bytes and clamps it.
 *
 * <p>Not thread-safe; owns its intermediate pictures and reuses them.
 */
final class EffectPass implements AutoCloseable {
  private static final double WHITE = 255;

  private final Owned<Mat> one = owned(new Mat());
  private final Owned<Mat> other = owned(new Mat());
  private final Owned<Mat> luma = owned(new Mat());
  private final Owned<Mat> noise = owned(new Mat());
  private final Owned<Mat> table = owned(new Mat(1, 256, opencv_core.CV_8UC1));
  private final Owned<Mat> matrix = owned(new Mat(3, 4, opencv_core.CV_64FC1));
  private final Owned<Size> anySize = owned(new Size(0, 0));
  private final Owned<Rect> hidden = owned(new Rect());
  private final Owned<Scalar> color = owned(new Scalar(0));
  private final Owned<Mat> zero = owned(new Mat(1, 1, opencv_core.CV_64FC1));
  private final Owned<Mat> deviation = owned(new Mat(1, 1, opencv_core.CV_64FC1));
  private final byte[] tones = new byte[256];

  private static <T extends org.bytedeco.javacpp.Pointer> Owned<T> owned(T pointer) {
    return Owned.retain(pointer);
  }

  /**
   * {@return the changed picture: {@code picture} itself or one of this pass's own, valid until the
   * next call}
   *
   * @param picture of type 8UC1 or 8UC3 (blue, green, red); may be changed in place
   */
  Mat apply(Mat picture, List<Effect> effects) {
    Mat changed = picture;
    for (int i = 0; i < effects.size(); i++) {
      changed = apply(changed, effects.get(i));
    }
    return changed;
  }

  private Mat apply(Mat picture, Effect effect) {
    if (effect instanceof Tone tone) {
      return tone(picture, tone);
    } else if (effect instanceof Effect.Gamma gamma) {
      return gamma(picture, gamma.exponent());
    } else if (effect instanceof Effect.Gray) {
      return gray(picture);
    } else if (effect instanceof Effect.Blur blur) {
      Mat out = next(picture);
      opencv_imgproc.GaussianBlur(
          picture, out, anySize.get(), blur.sigma(), blur.sigma(), opencv_core.BORDER_REFLECT_101, 0);
      return out;
    } else if (effect instanceof Effect.Noise drawn) {
      return noise(picture, drawn);
    } else if (effect instanceof Effect.Jpeg jpeg) {
      return jpeg(picture, jpeg.quality());
    } else if (effect instanceof Effect.Patch patch) {
      return hide(picture, patch);
    }
    throw new AssertionError("no effect: " + effect);
  }

  private Mat tone(Mat picture, Tone tone) {
    if (tone.equals(Tone.NONE)) {
      return picture;
    }
    Mat out = next(picture);
    if (picture.channels() == 1) {
      double mean = tone.contrast() == 1 ? 0 : mean(picture);
      double gain = tone.brightness() * tone.contrast();
      double offset = (1 - tone.contrast()) * tone.brightness() * mean;
      picture.convertTo(out, opencv_core.CV_8U, gain, offset);
    } else {
      try (NativeScope scope = NativeScope.open()) {
        Scalar m = opencv_core.mean(picture);
        new DoublePointer(matrix.get().data()).put(tone.matrix(m.get(2), m.get(1), m.get(0)));
      }
      opencv_core.transform(picture, out, matrix.get());
    }
    return out;
  }

  /** {@return the mean of a gray picture} */
  private static double mean(Mat gray) {
    return opencv_core.norm(gray, opencv_core.NORM_L1, null) / gray.total();
  }

  private Mat gamma(Mat picture, double exponent) {
    for (int i = 0; i < tones.length; i++) {
      tones[i] = (byte) Math.round(WHITE * Math.pow(i / WHITE, exponent));
    }
    table.get().data().put(tones, 0, tones.length);
    Mat out = next(picture);
    opencv_core.LUT(picture, table.get(), out);
    return out;
  }

  private Mat gray(Mat picture) {
    if (picture.channels() == 1) {
      return picture;
    }
    opencv_imgproc.cvtColor(picture, luma.get(), opencv_imgproc.COLOR_BGR2GRAY);
    Mat out = next(picture);
    opencv_imgproc.cvtColor(luma.get(), out, opencv_imgproc.COLOR_GRAY2BGR);
    return out;
  }

  /* OpenCV's generator belongs to the calling thread and is seeded for every picture, so the same
   * seed gives the same noise on every thread. */
  private Mat noise(Mat picture, Effect.Noise drawn) {
    Mat values = noise.get();
    values.create(picture.rows(), picture.cols(), opencv_core.CV_MAKETYPE(opencv_core.CV_16S, picture.channels()));
    opencv_core.setRNGSeed(Long.hashCode(drawn.seed()));
    try (NativeScope scope = NativeScope.open()) {
      new DoublePointer(zero.get().data()).put(0);
      new DoublePointer(deviation.get().data()).put(WHITE * drawn.deviation());
    }
    opencv_core.randn(values, zero.get(), deviation.get());
    Mat out = next(picture);
    opencv_core.add(picture, values, out, null, opencv_core.CV_8U);
    return out;
  }

  private Mat jpeg(Mat picture, int quality) {
    try (NativeScope scope = NativeScope.open()) {
      BytePointer file = new BytePointer();
      IntPointer how = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality);
      if (!opencv_imgcodecs.imencode(".jpg", picture, file, how)) {
        throw new IllegalStateException("OpenCV could not write a JPEG picture");
      }
      Mat bytes = new Mat(1, Math.toIntExact(file.limit()), opencv_core.CV_8UC1, file);
      Mat out = next(picture);
      opencv_imgcodecs.imdecode(
          bytes,
          picture.channels() == 1
              ? opencv_imgcodecs.IMREAD_GRAYSCALE
              : opencv_imgcodecs.IMREAD_COLOR,
          out);
      return out;
    }
  }

  private Mat hide(Mat picture, Effect.Patch patch) {
    int left = (int) Math.round(patch.left() * picture.cols());
    int top = (int) Math.round(patch.top() * picture.rows());
    int right = (int) Math.round(patch.right() * picture.cols());
    int bottom = (int) Math.round(patch.bottom() * picture.rows());
    if (right > left && bottom > top) { // a rectangle of no area would still be drawn as a line
      hidden.get().x(left).y(top).width(right - left).height(bottom - top);
      double value = Math.round(WHITE * patch.value());
      for (int c = 0; c < 3; c++) {
        color.get().put(c, value);
      }
      opencv_imgproc.rectangle(
          picture, hidden.get(), color.get(), opencv_imgproc.FILLED, opencv_imgproc.LINE_8, 0);
    }
    return picture;
  }

  /** {@return the one of the two own pictures that {@code picture} is not} */
  private Mat next(Mat picture) {
    return picture == one.get() ? other.get() : one.get();
  }

  /** Frees the intermediate pictures. Idempotent. */
  @Override
  public void close() {
    for (Owned<?> owned :
        List.of(one, other, luma, noise, table, matrix, anySize, hidden, color, zero, deviation)) {
      owned.close();
    }
  }
}
