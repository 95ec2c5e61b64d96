package kpnative.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/*
 * The pixels are copied through a strip of rows that stays in a core's cache. For 1250 x 1250 pixels of
 * three bytes, a native copy of the whole would take 4.7 MB, and faulting in its pages would take as long
 * as copying.
 */
/** Copies pixels of a {@link BufferedImage} to native memory. */
final class JavaPicture {
  private static final int STRIP_BYTES = 1 << 18; // fits into a second-level cache of 1 MB or more
  private static final double SCALE_16_TO_8 = 1.0 / 257; // white stays white: 65535 / 257 = 255

  private JavaPicture() {}

  /**
   * {@return a region of a picture, scratch, of type 8UC1 or 8UC3 (blue, green, red)} Alpha is
   * dropped. Gray pictures give their raw values, others the values of {@link
   * BufferedImage#getRGB}.
   *
   * @param part within the picture
   */
  static Mat copy(BufferedImage picture, PixelRegion part, Channels channels) {
    boolean toGray = channels == Channels.GRAY;
    JavaRows from = rows(picture);
    Mat out =
        new Mat(part.height(), part.width(), toGray ? opencv_core.CV_8UC1 : opencv_core.CV_8UC3);
    int rowBytes = Math.multiplyExact(part.width(), from.layout().bytes());
    int most = Math.max(1, Math.min(part.height(), STRIP_BYTES / rowBytes));
    boolean direct = from.layout() == (toGray ? PixelLayout.GRAY : PixelLayout.BGR);
    Mat strip = direct ? out : new Mat(most, part.width(), from.layout().type());
    for (int y = 0; y < part.height(); y += most) {
      int rows = Math.min(most, part.height() - y);
      from.read(part.x(), part.y() + y, part.width(), rows, bytes(strip, direct ? y : 0, rows));
      if (!direct) {
        convert(strip.rowRange(0, rows), from.layout(), out.rowRange(y, y + rows), toGray);
      }
    }
    return out;
  }

  /*
   * If the picture's type defines its memory layout, raw values are copied and OpenCV converts them. The
   * type does not include the color space, which may be another if ImageIO read a picture with a profile.
   */
  private static JavaRows rows(BufferedImage picture) {
    int type = picture.getType();
    if (type == BufferedImage.TYPE_BYTE_GRAY || type == BufferedImage.TYPE_USHORT_GRAY) {
      return new GrayRows(picture);
    }
    if (!picture.getColorModel().getColorSpace().isCS_sRGB()) {
      return new IntRows.Any(picture);
    }
    return switch (type) {
      case BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_INT_BGR ->
          new IntRows.Plain(picture);
      case BufferedImage.TYPE_INT_ARGB_PRE -> new IntRows.Premultiplied(picture);
      case BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_4BYTE_ABGR ->
          ByteRows.canRead(picture) ? new ByteRows(picture) : new IntRows.Any(picture);
      case BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_BYTE_BINARY ->
          new IntRows.Indexed(picture, (IndexColorModel) picture.getColorModel());
      case BufferedImage.TYPE_USHORT_565_RGB, BufferedImage.TYPE_USHORT_555_RGB ->
          new IntRows.Shorts(picture);
      default -> new IntRows.Any(picture);
    };
  }

  private static ByteBuffer bytes(Mat mat, int row, int rows) {
    try (BytePointer at = new BytePointer(mat.ptr(row))) {
      long length = rows * mat.step();
      return at.capacity(length).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private static void convert(Mat from, PixelLayout layout, Mat to, boolean toGray) {
    switch (layout) {
      case GRAY -> opencv_imgproc.cvtColor(from, to, opencv_imgproc.COLOR_GRAY2BGR);
      case GRAY16 -> {
        if (toGray) {
          from.convertTo(to, opencv_core.CV_8U, SCALE_16_TO_8, 0);
        } else {
          Mat bytes = new Mat();
          from.convertTo(bytes, opencv_core.CV_8U, SCALE_16_TO_8, 0);
          opencv_imgproc.cvtColor(bytes, to, opencv_imgproc.COLOR_GRAY2BGR);
        }
      }
      case BGR -> opencv_imgproc.cvtColor(from, to, opencv_imgproc.COLOR_BGR2GRAY);
      case BGRA ->
          opencv_imgproc.cvtColor(
              from, to, toGray ? opencv_imgproc.COLOR_BGRA2GRAY : opencv_imgproc.COLOR_BGRA2BGR);
      case RGBA ->
          opencv_imgproc.cvtColor(
              from, to, toGray ? opencv_imgproc.COLOR_RGBA2GRAY : opencv_imgproc.COLOR_RGBA2BGR);
    }
  }
}
