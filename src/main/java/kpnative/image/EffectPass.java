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

  private final Owned<Mat> one;
  private final Owned<Mat> other;
  private final Owned<Mat> luma;
  private final Owned<Mat> table;
  private final Owned<BytePointer> tableEntries;
  private final Owned<Mat> matrix;
  private final Owned<DoublePointer> matrixEntries;
  private final Owned<Size> kernel;
  private final Owned<Rect> hidden;
  private final Owned<Scalar> gray;
  private final Owned<IntPointer> jpegQuality;
  private final NoisePass noise;
  private final byte[] tones = new byte[256];
  private final double[] entries = new double[12];
  private boolean odd;

  EffectPass() {
    try (NativeScope scope = NativeScope.open()) {
      one = Owned.retain(new Mat());
      other = Owned.retain(new Mat());
      luma = Owned.retain(new Mat());
      table = Owned.retain(new Mat(1, tones.length, opencv_core.CV_8UC1));
      tableEntries = Owned.retain(new BytePointer(table.get().data()));
      matrix = Owned.retain(new Mat(3, 4, opencv_core.CV_64FC1));
      matrixEntries = Owned.retain(new DoublePointer(matrix.get().data()));
      kernel = Owned.retain(new Size(0, 0)); // as large as sigma needs
      hidden = Owned.retain(new Rect(0, 0, 0, 0));
      gray = Owned.retain(new Scalar(0));
      jpegQuality = Owned.retain(new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, 0));
      noise = new NoisePass();
    }
  }

  /**
   * {@return the changed picture: {@code picture} itself or one of this pass's own, valid until the
   * next call; color comes in the order red, green, blue}
   *
   * @param picture of type 8UC1 or 8UC3 (blue, green, red); may be changed in place
   */
  Mat apply(Mat picture, List<Effect> effects) {
    Mat changed = picture;
    boolean color = picture.channels() == 3;
    for (int i = 0; i < effects.size(); i++) { // an iterator would be an object a picture
      Effect effect = effects.get(i);
      if (color && i == effects.size() - 1 && effect instanceof Effect.Tone last) {
        return colorTone(changed, last, true); // turns the order for nothing
      }
      changed = apply(changed, effect);
    }
    return color ? redFirst(changed) : changed;
  }

  private Mat redFirst(Mat picture) {
    Mat out = next();
    opencv_imgproc.cvtColor(picture, out, opencv_imgproc.COLOR_BGR2RGB);
    return out;
  }

  private Mat apply(Mat picture, Effect effect) {
    if (effect instanceof Effect.Tone tone) {
      return tone(picture, tone);
    } else if (effect instanceof Effect.Gamma gamma) {
      return gamma(picture, gamma.exponent());
    } else if (effect instanceof Effect.Gray) {
      return gray(picture);
    } else if (effect instanceof Effect.Blur blur) {
      return blur(picture, blur.sigma());
    } else if (effect instanceof Effect.Noise drawn) {
      Mat out = next();
      noise.apply(picture, out, WHITE * drawn.deviation(), drawn.seed());
      return out;
    } else if (effect instanceof Effect.Jpeg jpeg) {
      return jpeg(picture, jpeg.quality());
    } else if (effect instanceof Effect.Patch patch) {
      return hide(picture, patch);
    }
    throw new AssertionError("an effect of unknown kind: " + effect);
  }

  private Mat tone(Mat picture, Effect.Tone tone) {
    if (tone.equals(Effect.Tone.NONE)) {
      return picture;
    }
    if (picture.channels() == 3) {
      return colorTone(picture, tone, false);
    }
    Mat out = next();
    picture.convertTo(
        out,
        opencv_core.CV_8U,
        ToneMatrix.gain(tone),
        ToneMatrix.offset(tone, mean(picture, tone)));
    return out;
  }

  private Mat colorTone(Mat picture, Effect.Tone tone, boolean redFirst) {
    Mat out = next();
    ToneMatrix.write(tone, mean(picture, tone), redFirst, entries);
    matrixEntries.get().put(entries, 0, entries.length);
    opencv_core.transform(picture, out, matrix.get());
    return out;
  }

  /* The mean luma, through a gray picture and its L1 norm: twice as fast as cv::mean of three channels, and a
   * double comes without an object. */
  private double mean(Mat picture, Effect.Tone tone) {
    if (tone.contrast() == 1) {
      return 0; // it adds nothing
    }
    Mat from = picture;
    if (picture.channels() == 3) {
      opencv_imgproc.cvtColor(picture, luma.get(), opencv_imgproc.COLOR_BGR2GRAY);
      from = luma.get();
    }
    return opencv_core.norm(from, opencv_core.NORM_L1, null) * (1.0 / from.total());
  }

  private Mat gamma(Mat picture, double exponent) {
    for (int i = 0; i < tones.length; i++) {
      tones[i] = (byte) Math.round(WHITE * Math.pow(i / WHITE, exponent));
    }
    tableEntries.get().put(tones, 0, tones.length);
    Mat out = next();
    opencv_core.LUT(picture, table.get(), out);
    return out;
  }

  private Mat gray(Mat picture) {
    if (picture.channels() == 1) {
      return picture;
    }
    opencv_imgproc.cvtColor(picture, luma.get(), opencv_imgproc.COLOR_BGR2GRAY);
    Mat out = next();
    opencv_imgproc.cvtColor(luma.get(), out, opencv_imgproc.COLOR_GRAY2BGR);
    return out;
  }

  private Mat blur(Mat picture, double sigma) {
    Mat out = next();
    opencv_imgproc.GaussianBlur(
        picture, out, kernel.get(), sigma, sigma, opencv_core.BORDER_REFLECT_101, 0);
    return out;
  }

  private Mat jpeg(Mat picture, int quality) {
    try (NativeScope scope = NativeScope.open()) {
      BytePointer file = new BytePointer();
      jpegQuality.get().put(1, quality);
      if (!opencv_imgcodecs.imencode(".jpg", picture, file, jpegQuality.get())) {
        throw new IllegalStateException("OpenCV could not write a JPEG picture");
      }
      Mat bytes = new Mat(1, Math.toIntExact(file.limit()), opencv_core.CV_8UC1, file);
      boolean one = picture.channels() == 1;
      Mat out = next();
      opencv_imgcodecs.imdecode(
          bytes, one ? opencv_imgcodecs.IMREAD_GRAYSCALE : opencv_imgcodecs.IMREAD_COLOR, out);
      return out;
    }
  }

  /** A pixel is hidden if its centre lies in the patch. */
  private Mat hide(Mat picture, Effect.Patch patch) {
    int left = (int) Math.round(patch.left() * picture.cols());
    int top = (int) Math.round(patch.top() * picture.rows());
    int right = (int) Math.round(patch.right() * picture.cols());
    int bottom = (int) Math.round(patch.bottom() * picture.rows());
    if (right > left && bottom > top) { // OpenCV would draw an empty rectangle as a line
      hidden.get().x(left);
      hidden.get().y(top);
      hidden.get().width(right - left);
      hidden.get().height(bottom - top);
      for (int c = 0; c < picture.channels(); c++) {
        gray.get().put(c, (double) Math.round(WHITE * patch.value()));
      }
      opencv_imgproc.rectangle(
          picture, hidden.get(), gray.get(), opencv_imgproc.FILLED, opencv_imgproc.LINE_8, 0);
    }
    return picture;
  }

  /** {@return the own picture that the last effect did not write} */
  private Mat next() {
    odd = !odd;
    return odd ? one.get() : other.get();
  }

  /** Frees the intermediate pictures. Idempotent. */
  @Override
  public void close() {
    for (Owned<?> owned :
        List.of(
            one,
            other,
            luma,
            tableEntries,
            table,
            matrixEntries,
            matrix,
            kernel,
            hidden,
            gray,
            jpegQuality)) {
      owned.close();
    }
    noise.close();
  }
}
