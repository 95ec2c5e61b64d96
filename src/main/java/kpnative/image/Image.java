package kpnative.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import kpnative.geometry.Size;
import kpnative.natives.NativeRuntime;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * One decoded picture, 8 bits a channel, in native memory that this object owns.
 *
 * <p>Many threads may read one image at once, and none may change its pixels. Close it once, when
 * no thread reads it any more; every use after that throws {@link IllegalStateException}.
 */
public final class Image implements AutoCloseable {
  /** 16-bit values are scaled so that white stays white: 65535 / 255. */
  private static final double DEEP_TO_BYTE = 1.0 / 257;

  private final Owned<Mat> pixels;
  private PhotographFrame frame;

  private Image(Mat pixels) {
    this(Owned.retain(pixels), PhotographFrame.whole(new Size(pixels.cols(), pixels.rows())));
  }

  /** The image over pixels that it closes, if it is closed. */
  Image(Owned<Mat> pixels, PhotographFrame frame) {
    this.pixels = pixels;
    this.frame = frame;
  }

  /**
   * {@return the image that owns {@code mat} from now on; no copy is made}
   *
   * @param mat not empty, of type CV_8UC1 (gray) or CV_8UC3 (blue, green, red)
   * @throws IllegalArgumentException if it is of another type, which is then still the caller's
   */
  public static Image owning(Mat mat) {
    NativeRuntime.loadForDetection();
    checkOwnable(mat);
    return new Image(mat);
  }

  /**
   * {@return the image that owns {@code mat} from now on; no copy is made}
   *
   * @param mat as {@link #owning(Mat)} takes it
   * @param frame where it lies in its photograph
   * @throws IllegalArgumentException if it is of another type or size, and is then still the
   *     caller's
   */
  public static Image owning(Mat mat, PhotographFrame frame) {
    NativeRuntime.loadForDetection();
    checkOwnable(mat);
    Size size = new Size(mat.cols(), mat.rows());
    if (!size.equals(frame.size())) {
      throw new IllegalArgumentException(
          "a picture of " + frame + " has " + frame.size() + " pixels, got " + size);
    }
    return new Image(Owned.retain(mat), frame);
  }

  private static void checkOwnable(Mat mat) {
    if (mat.empty()
        || mat.dims() != 2
        || (mat.type() != opencv_core.CV_8UC1 && mat.type() != opencv_core.CV_8UC3)) {
      throw new IllegalArgumentException(
          "an image takes over a Mat of type 8UC1 or 8UC3, got " + describe(mat));
    }
  }

  /**
   * {@return a copy of {@code mat} with the asked channels}
   *
   * @param mat borrowed; 1, 3 (blue, green, red) or 4 channels (alpha is dropped) of 8 or 16
   *     unsigned bits
   * @param channels what the copy holds; gray is 0.299 R + 0.587 G + 0.114 B
   * @throws IllegalArgumentException if the Mat is empty or of another type
   */
  public static Image copyOf(Mat mat, Channels channels) {
    try (NativeScope scope = NativeScope.open()) {
      int c = mat.channels();
      int depth = mat.depth();
      boolean known =
          (c == 1 || c == 3 || c == 4)
              && (depth == opencv_core.CV_8U || depth == opencv_core.CV_16U);
      if (mat.empty() || mat.dims() != 2 || !known) {
        throw new IllegalArgumentException(
            "an image is copied from a Mat of 1, 3 or 4 channels of 8 or 16 unsigned bits, got "
                + describe(mat));
      }
      Mat bytes = mat;
      if (depth == opencv_core.CV_16U) {
        bytes = new Mat();
        mat.convertTo(bytes, opencv_core.CV_8U, DEEP_TO_BYTE, 0);
      }
      Mat out = new Mat();
      if (c == channels.count()) {
        bytes.copyTo(out);
      } else {
        opencv_imgproc.cvtColor(bytes, out, conversion(c, channels));
      }
      return new Image(out);
    }
  }

  /**
   * {@return a copy of a Java picture with the asked channels; alpha is dropped}
   *
   * @param picture of any type; gray ones are taken as their raw values, not through a colour space
   * @param channels what the copy holds
   */
  public static Image of(BufferedImage picture, Channels channels) {
    int w = picture.getWidth();
    int h = picture.getHeight();
    boolean gray = picture.getType() == BufferedImage.TYPE_BYTE_GRAY;
    try (NativeScope scope = NativeScope.open()) {
      Mat mat = new Mat(h, w, gray ? opencv_core.CV_8UC1 : opencv_core.CV_8UC3);
      int[] ints = new int[w];
      byte[] row = new byte[gray ? w : 3 * w];
      for (int y = 0; y < h; y++) {
        if (gray) {
          picture.getRaster().getDataElements(0, y, w, 1, row);
        } else {
          picture.getRGB(0, y, w, 1, ints, 0, w);
          for (int x = 0; x < w; x++) {
            row[3 * x] = (byte) ints[x];
            row[3 * x + 1] = (byte) (ints[x] >> 8);
            row[3 * x + 2] = (byte) (ints[x] >> 16);
          }
        }
        mat.ptr(y).put(row);
      }
      return gray == (channels == Channels.GRAY) ? new Image(mat) : copyOf(mat, channels);
    }
  }

  /** {@return width and height} */
  public Size size() {
    Mat m = pixels.get();
    return new Size(m.cols(), m.rows());
  }

  /** {@return where this lies in its photograph, which may be larger} */
  public PhotographFrame frame() {
    return frame;
  }

  /** {@return what a pixel holds} */
  public Channels channels() {
    return pixels.get().channels() == 1 ? Channels.GRAY : Channels.COLOR;
  }

  /** {@return the pixels, borrowed: valid until this is closed, and not to be changed} */
  public Mat mat() {
    return pixels.get();
  }

  /** {@return the native memory that the pixels take} */
  public long bytes() {
    return size().area() * channels().count();
  }

  /** Says that the same memory now holds another picture: for the decoder that owns it. */
  void hold(PhotographFrame other) {
    frame = other;
  }

  /** {@return a copy in memory of its own, owned by the caller} */
  public Image copy() {
    try (NativeScope scope = NativeScope.open()) {
      return new Image(Owned.retain(pixels.get().clone()), frame);
    }
  }

  /** {@return a copy as TYPE_BYTE_GRAY or TYPE_3BYTE_BGR} */
  public BufferedImage toBufferedImage() {
    Mat m = pixels.get();
    boolean gray = channels() == Channels.GRAY;
    BufferedImage out =
        new BufferedImage(
            m.cols(), m.rows(), gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
    byte[] data = ((DataBufferByte) out.getRaster().getDataBuffer()).getData();
    int rowBytes = m.cols() * channels().count();
    try (NativeScope scope = NativeScope.open()) {
      for (int y = 0; y < m.rows(); y++) {
        m.ptr(y).get(data, y * rowBytes, rowBytes);
      }
    }
    return out;
  }

  /** Frees the pixels. Idempotent. */
  @Override
  public void close() {
    pixels.close();
  }

  private static int conversion(int from, Channels to) {
    if (to == Channels.GRAY) {
      return from == 3 ? opencv_imgproc.COLOR_BGR2GRAY : opencv_imgproc.COLOR_BGRA2GRAY;
    }
    return from == 1 ? opencv_imgproc.COLOR_GRAY2BGR : opencv_imgproc.COLOR_BGRA2BGR;
  }

  private static String describe(Mat mat) {
    if (mat.empty()) {
      return "an empty one";
    }
    return mat.dims() == 2
        ? mat.cols()
            + "x"
            + mat.rows()
            + ", "
            + mat.channels()
            + " channels, OpenCV depth "
            + mat.depth()
        : mat.dims() + " dimensions";
  }
}
