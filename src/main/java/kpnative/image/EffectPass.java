package kpnative.image;

import java.util.List;
import kpnative.natives.Construction;
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
 * Applies effects in order to a sampled picture of 8 bits per channel. Each effect rounds and
 * clamps its result to bytes.
 *
 * <p>Not thread-safe; owns its intermediate buffers and reuses them.
 */
final class EffectPass implements AutoCloseable {
  private static final double WHITE = 255;

  private final Owned<Mat> bufferA;
  private final Owned<Mat> bufferB;
  private final Owned<Mat> luma;
  private final Owned<Mat> table;
  private final Owned<BytePointer> tableEntries;
  private final Owned<Mat> matrix;
  private final Owned<DoublePointer> matrixEntries;
  private final Owned<Size> kernel;
  private final Owned<Rect> patchArea;
  private final Owned<Scalar> gray;
  private final Owned<IntPointer> jpegQuality;
  private final NoisePass noise;
  private final byte[] tones = new byte[256];
  private final double[] entries = new double[12];
  private boolean useA;

  EffectPass() {
    try (Construction making = new Construction()) {
      bufferA = making.retain(new Mat());
      bufferB = making.retain(new Mat());
      luma = making.retain(new Mat());
      table = making.retain(new Mat(1, tones.length, opencv_core.CV_8UC1));
      tableEntries = making.retain(new BytePointer(table.get().data()));
      matrix = making.retain(new Mat(3, 4, opencv_core.CV_64FC1));
      matrixEntries = making.retain(new DoublePointer(matrix.get().data()));
      kernel = making.retain(new Size(0, 0)); // as large as sigma needs
      patchArea = making.retain(new Rect(0, 0, 0, 0));
      gray = making.retain(new Scalar(0));
      jpegQuality = making.retain(new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, 0));
      noise = making.own(new NoisePass(), NoisePass::close);
      making.done();
    }
  }

  /**
   * {@return the changed picture: {@code picture} itself or a buffer of this pass, valid until the
   * next call; color has the channel order red, green, blue}
   *
   * @param picture of type 8UC1 or 8UC3 (blue, green, red); may be modified in place
   */
  Mat apply(Mat picture, List<Effect> effects) {
    Mat changed = picture;
    boolean color = picture.channels() == 3;
    for (int i = 0; i < effects.size(); i++) { // an iterator would be an allocation per picture
      Effect effect = effects.get(i);
      if (color && i == effects.size() - 1 && effect instanceof Effect.Tone last) {
        return colorTone(changed, last, true); // the matrix swaps the channel order at no cost
      }
      changed = apply(changed, effect);
    }
    return color ? toRgb(changed) : changed;
  }

  private Mat toRgb(Mat picture) {
    Mat out = nextBuffer();
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
      Mat out = nextBuffer();
      noise.apply(picture, out, WHITE * drawn.deviation(), drawn.seed());
      return out;
    } else if (effect instanceof Effect.Jpeg jpeg) {
      return jpeg(picture, jpeg.quality());
    } else if (effect instanceof Effect.Patch patch) {
      return fillPatch(picture, patch);
    } else if (effect instanceof Effect.Copy copy) {
      return copy(picture, copy);
    }
    throw new AssertionError("unknown kind of effect: " + effect);
  }

  private Mat tone(Mat picture, Effect.Tone tone) {
    if (tone.equals(Effect.Tone.NONE)) {
      return picture;
    }
    if (picture.channels() == 3) {
      return colorTone(picture, tone, false);
    }
    Mat out = nextBuffer();
    picture.convertTo(
        out,
        opencv_core.CV_8U,
        ToneMatrix.gain(tone),
        ToneMatrix.offset(tone, mean(picture, tone)));
    return out;
  }

  private Mat colorTone(Mat picture, Effect.Tone tone, boolean redFirst) {
    Mat out = nextBuffer();
    ToneMatrix.write(tone, mean(picture, tone), redFirst, entries);
    matrixEntries.get().put(entries, 0, entries.length);
    opencv_core.transform(picture, out, matrix.get());
    return out;
  }

  /* The mean luma, from a gray picture and its L1 norm: twice as fast as cv::mean of three channels, and it
   * returns a double without allocating an object. */
  private double mean(Mat picture, Effect.Tone tone) {
    if (tone.contrast() == 1) {
      return 0; // the mean has no influence
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
    Mat out = nextBuffer();
    opencv_core.LUT(picture, table.get(), out);
    return out;
  }

  private Mat gray(Mat picture) {
    if (picture.channels() == 1) {
      return picture;
    }
    opencv_imgproc.cvtColor(picture, luma.get(), opencv_imgproc.COLOR_BGR2GRAY);
    Mat out = nextBuffer();
    opencv_imgproc.cvtColor(luma.get(), out, opencv_imgproc.COLOR_GRAY2BGR);
    return out;
  }

  private Mat blur(Mat picture, double sigma) {
    Mat out = nextBuffer();
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
      boolean isGray = picture.channels() == 1;
      Mat out = nextBuffer();
      opencv_imgcodecs.imdecode(
          bytes, isGray ? opencv_imgcodecs.IMREAD_GRAYSCALE : opencv_imgcodecs.IMREAD_COLOR, out);
      return out;
    }
  }

  /** Covers the pixels whose centres lie in a rectangle by others of the same picture. */
  private Mat copy(Mat picture, Effect.Copy copy) {
    int left = (int) Math.round(copy.left() * picture.cols());
    int top = (int) Math.round(copy.top() * picture.rows());
    int width = (int) Math.round(copy.right() * picture.cols()) - left;
    int height = (int) Math.round(copy.bottom() * picture.rows()) - top;
    if (width > 0 && height > 0) {
      int fromLeft =
          Math.min((int) Math.round(copy.fromLeft() * picture.cols()), picture.cols() - width);
      int fromTop =
          Math.min((int) Math.round(copy.fromTop() * picture.rows()), picture.rows() - height);
      try (NativeScope scope = NativeScope.open()) {
        Mat shown = picture.apply(new Rect(fromLeft, fromTop, width, height)).clone();
        shown.copyTo(picture.apply(new Rect(left, top, width, height)));
      }
    }
    return picture;
  }

  /** Fills the pixels whose centres lie in the patch. */
  private Mat fillPatch(Mat picture, Effect.Patch patch) {
    int left = (int) Math.round(patch.left() * picture.cols());
    int top = (int) Math.round(patch.top() * picture.rows());
    int right = (int) Math.round(patch.right() * picture.cols());
    int bottom = (int) Math.round(patch.bottom() * picture.rows());
    if (right > left && bottom > top) { // OpenCV would draw an empty rectangle as a line
      patchArea.get().x(left);
      patchArea.get().y(top);
      patchArea.get().width(right - left);
      patchArea.get().height(bottom - top);
      for (int c = 0; c < picture.channels(); c++) {
        gray.get().put(c, (double) Math.round(WHITE * patch.value()));
      }
      opencv_imgproc.rectangle(
          picture, patchArea.get(), gray.get(), opencv_imgproc.FILLED, opencv_imgproc.LINE_8, 0);
    }
    return picture;
  }

  /** {@return the buffer that the last effect did not write} */
  private Mat nextBuffer() {
    useA = !useA;
    return useA ? bufferA.get() : bufferB.get();
  }

  /** Frees the intermediate buffers. Idempotent. */
  @Override
  public void close() {
    for (Owned<?> owned :
        List.of(
            bufferA,
            bufferB,
            luma,
            tableEntries,
            table,
            matrixEntries,
            matrix,
            kernel,
            patchArea,
            gray,
            jpegQuality)) {
      owned.close();
    }
    noise.close();
  }
}
