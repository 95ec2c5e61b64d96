package kpnative.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import kpnative.checks.Require;
import kpnative.geometry.Size;
import kpnative.natives.NativeRuntime;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.jspecify.annotations.Nullable;

/**
 * One decoded picture with 8 bits per channel, in native memory that this object owns.
 *
 * <p>Several threads may read one image concurrently; none may change its pixels. Close it when no
 * thread reads it any more; any use after that throws {@link IllegalStateException}.
 */
public final class Image implements AutoCloseable {
  /** Scales 16-bit values to 8 bits so that white stays white: 65535 / 257 = 255. */
  private static final double SCALE_16_TO_8 = 1.0 / 257;

  private final Owned<Mat> pixels;
  private final @Nullable Part part; // null if all pixels of the picture are held
  private PhotographFrame frame;

  /** The region that is held of a larger picture. */
  private record Part(Size whole, PixelRegion held) {}

  private Image(Mat pixels) {
    this(Owned.retain(pixels), PhotographFrame.whole(new Size(pixels.cols(), pixels.rows())));
  }

  /** Takes ownership of {@code pixels}. */
  Image(Owned<Mat> pixels, PhotographFrame frame) {
    this(pixels, frame, null);
  }

  private Image(Owned<Mat> pixels, PhotographFrame frame, @Nullable Part part) {
    this.pixels = pixels;
    this.frame = frame;
    this.part = part;
  }

  private static Image of(Mat pixels, Size whole, PixelRegion held) {
    Part part = held.equals(PixelRegion.whole(whole)) ? null : new Part(whole, held);
    return new Image(Owned.retain(pixels), PhotographFrame.whole(whole), part);
  }

  /**
   * {@return an image that takes ownership of {@code mat}; no copy is made}
   *
   * @param mat not empty, of type CV_8UC1 (gray) or CV_8UC3 (blue, green, red)
   * @throws IllegalArgumentException if the Mat is of another type; the caller then still owns it
   */
  public static Image owning(Mat mat) {
    NativeRuntime.loadForDetection();
    checkOwnable(mat);
    return new Image(mat);
  }

  /**
   * {@return an image that takes ownership of {@code mat}; no copy is made}
   *
   * @param mat as {@link #owning(Mat)} takes it
   * @param frame its place in the photograph
   * @throws IllegalArgumentException if the Mat is of another type or size; the caller then still
   *     owns it
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
          "an image needs a Mat of type 8UC1 or 8UC3, got " + describe(mat));
    }
  }

  /**
   * {@return a copy of {@code mat} with the requested channels}
   *
   * @param mat borrowed; 1, 3 (blue, green, red) or 4 channels (alpha is dropped) of 8 or 16
   *     unsigned bits
   * @param channels the channels of the copy; gray is 0.299 R + 0.587 G + 0.114 B
   * @throws IllegalArgumentException if the Mat is empty or of another type
   */
  public static Image copyOf(Mat mat, Channels channels) {
    checkCopyable(mat);
    return copyOf(mat, channels, PixelRegion.whole(new Size(mat.cols(), mat.rows())));
  }

  /**
   * {@return an image with the size of the whole Mat that holds a copy of only a part of its
   * pixels}
   *
   * @param mat as {@link #copyOf(Mat, Channels)} takes it
   * @param channels the channels of the copy
   * @param part the region to copy; see {@link #held}
   * @throws IllegalArgumentException if the Mat is empty or of another type, or does not contain
   *     the region
   */
  public static Image copyOf(Mat mat, Channels channels, PixelRegion part) {
    checkCopyable(mat);
    Size whole = new Size(mat.cols(), mat.rows());
    part.requireWithin(whole);
    try (NativeScope scope = NativeScope.open()) {
      Mat some = mat.apply(new Rect(part.x(), part.y(), part.width(), part.height()));
      Mat bytes = some;
      if (mat.depth() == opencv_core.CV_16U) {
        bytes = new Mat();
        some.convertTo(bytes, opencv_core.CV_8U, SCALE_16_TO_8, 0);
      }
      Mat out = new Mat();
      if (mat.channels() == channels.count()) {
        bytes.copyTo(out);
      } else {
        opencv_imgproc.cvtColor(bytes, out, conversion(mat.channels(), channels));
      }
      return of(out, whole, part);
    }
  }

  /** Rejects a Mat that {@link #copyOf} cannot copy. */
  static void checkCopyable(Mat mat) {
    int c = mat.channels();
    int depth = mat.depth();
    boolean known =
        (c == 1 || c == 3 || c == 4) && (depth == opencv_core.CV_8U || depth == opencv_core.CV_16U);
    if (mat.empty() || mat.dims() != 2 || !known) {
      throw new IllegalArgumentException(
          "an image can be copied from a Mat with 1, 3 or 4 channels of 8 or 16 unsigned bits, got "
              + describe(mat));
    }
  }

  /**
   * {@return a copy of a Java picture with the requested channels; alpha is dropped}
   *
   * @param picture of any type; gray pictures are copied as raw values without color space
   *     conversion; 16 bits are scaled to 8
   * @param channels the channels of the copy
   */
  public static Image of(BufferedImage picture, Channels channels) {
    return of(
        picture, channels, PixelRegion.whole(new Size(picture.getWidth(), picture.getHeight())));
  }

  /**
   * {@return an image with the size of the whole Java picture that holds a copy of only a part of
   * its pixels}
   *
   * @param picture as {@link #of(BufferedImage, Channels)} takes it
   * @param channels the channels of the copy
   * @param part the region to copy; see {@link #held}
   * @throws IllegalArgumentException if the picture does not contain the region
   */
  public static Image of(BufferedImage picture, Channels channels, PixelRegion part) {
    Size whole = new Size(picture.getWidth(), picture.getHeight());
    part.requireWithin(whole);
    try (NativeScope scope = NativeScope.open()) {
      return of(JavaPicture.copy(picture, part, channels), whole, part);
    }
  }

  /** {@return width and height of the whole picture, even if only a part of it is held} */
  public Size size() {
    Mat m = pixels.get();
    return part == null ? new Size(m.cols(), m.rows()) : part.whole;
  }

  /**
   * {@return the region of the picture whose pixels are in memory: all of it, or a part if the
   * image was made from a part} A {@link Resampler} samples within a part at the same coordinates
   * and with the same bits as from the whole picture. Methods that need all pixels throw.
   */
  public PixelRegion held() {
    return part == null ? PixelRegion.whole(size()) : part.held;
  }

  /** {@return the place of this picture in its photograph, which may be larger} */
  public PhotographFrame frame() {
    return frame;
  }

  /** {@return the channels of a pixel} */
  public Channels channels() {
    return pixels.get().channels() == 1 ? Channels.GRAY : Channels.COLOR;
  }

  /**
   * {@return the pixels, borrowed: valid until this is closed; must not be changed}
   *
   * @throws IllegalStateException if this is closed or not all pixels are {@link #held}
   */
  public Mat mat() {
    if (part != null) {
      throw new IllegalStateException(
          "needs all pixels of a picture of " + part.whole + ", which holds " + part.held);
    }
    return pixels.get();
  }

  /** {@return the pixels that are held, borrowed} */
  Mat heldPixels() {
    return pixels.get();
  }

  /** {@return the first column that is held} */
  int heldX() {
    return part == null ? 0 : part.held.x();
  }

  /** {@return the first row that is held} */
  int heldY() {
    return part == null ? 0 : part.held.y();
  }

  /** {@return the picture's columns; like {@link #size}, without allocating} */
  int width() {
    return part == null ? pixels.get().cols() : part.whole.width();
  }

  /** {@return the picture's rows} */
  int height() {
    return part == null ? pixels.get().rows() : part.whole.height();
  }

  /** {@return the size of the pixels in native memory, bytes} */
  public long bytes() {
    Mat m = pixels.get();
    return (long) m.cols() * m.rows() * m.channels();
  }

  /** Sets the frame when the decoder that owns the memory has written another picture to it. */
  void setFrame(PhotographFrame other) {
    frame = other;
  }

  /** {@return a copy, owned by the caller} */
  public Image copy() {
    try (NativeScope scope = NativeScope.open()) {
      return new Image(Owned.retain(mat().clone()), frame);
    }
  }

  /** {@return a copy with these channels, owned by the caller} */
  public Image as(Channels wanted) {
    if (wanted == channels()) {
      return copy();
    }
    try (NativeScope scope = NativeScope.open()) {
      Mat out = new Mat();
      opencv_imgproc.cvtColor(mat(), out, conversion(channels().count(), wanted));
      return new Image(Owned.retain(out), frame);
    }
  }

  /**
   * {@return a copy turned clockwise, which is a photograph of its own; owned by the caller}
   *
   * @param quarters how many quarter turns, 1 to 3
   */
  public Image turned(int quarters) {
    int[] codes = {
      opencv_core.ROTATE_90_CLOCKWISE,
      opencv_core.ROTATE_180,
      opencv_core.ROTATE_90_COUNTERCLOCKWISE
    };
    Require.range("the number of quarter turns", quarters, 1, codes.length);
    try (NativeScope scope = NativeScope.open()) {
      Mat out = new Mat();
      opencv_core.rotate(mat(), out, codes[quarters - 1]);
      return new Image(out);
    }
  }

  /**
   * {@return the picture in a grid of cells: the mean grey of each, 0 to 255, rows from the top,
   * [rows, columns]}
   */
  public double[] greyCells(int columns, int rows) {
    Require.range("columns of cells", columns, 1, 1000);
    Require.range("rows of cells", rows, 1, 1000);
    try (NativeScope scope = NativeScope.open()) {
      Mat small = new Mat();
      opencv_imgproc.resize(
          mat(),
          small,
          new org.bytedeco.opencv.opencv_core.Size(columns, rows),
          0,
          0,
          opencv_imgproc.INTER_AREA);
      Mat grey = small;
      if (small.channels() != 1) {
        grey = new Mat();
        opencv_imgproc.cvtColor(small, grey, conversion(small.channels(), Channels.GRAY));
      }
      double[] cells = new double[columns * rows];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = grey.ptr(i / columns).get(i % columns) & 255;
      }
      return cells;
    }
  }

  /** {@return whether a Mat has the pixel type of an image with these channels} */
  static boolean isViewable(Mat mat, Channels channels) {
    return mat.type() == (channels == Channels.GRAY ? opencv_core.CV_8UC1 : opencv_core.CV_8UC3);
  }

  /** {@return a view of the Mat's pixels, valid while the Mat is; the caller closes it} */
  static Image viewOf(Mat mat) {
    try (NativeScope scope = NativeScope.open()) {
      return new Image(new Mat(mat));
    }
  }

  /** {@return a view of these pixels, valid while this is open; the caller closes it} */
  Image view() {
    try (NativeScope scope = NativeScope.open()) {
      return new Image(Owned.retain(new Mat(pixels.get())), frame, part);
    }
  }

  /** {@return a copy as TYPE_BYTE_GRAY or TYPE_3BYTE_BGR} */
  public BufferedImage toBufferedImage() {
    Mat m = mat();
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
      return "an empty Mat";
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
