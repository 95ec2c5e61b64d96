package kpnative.face;

import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.image.Image;
import kpnative.natives.NativeScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A downscaled picture for the search, and the map back to the photograph.
 *
 * @param mat scratch, or the picture's own pixels if it is small enough; must not be changed
 * @param backX pixels of the photograph per pixel here, along x
 * @param backY the same along y
 */
record ShrunkPicture(Mat mat, double backX, double backY) {
  /**
   * {@return {@code picture} with at most {@code longer} pixels along its longer side; never
   * enlarged} Valid within the innermost open {@link NativeScope}.
   */
  static ShrunkPicture of(Image picture, int longer) {
    Size size = picture.size();
    int side = Math.max(size.width(), size.height());
    if (side <= longer) {
      return new ShrunkPicture(picture.mat(), 1, 1);
    }
    double scale = (double) longer / side;
    int w = Math.max(1, (int) Math.round(size.width() * scale));
    int h = Math.max(1, (int) Math.round(size.height() * scale));
    Mat small = new Mat();
    opencv_imgproc.resize(
        picture.mat(),
        small,
        new org.bytedeco.opencv.opencv_core.Size(w, h),
        0,
        0,
        opencv_imgproc.INTER_AREA);
    return new ShrunkPicture(small, (double) size.width() / w, (double) size.height() / h);
  }

  /** {@return the point in the photograph; edges map onto edges} */
  Point back(double x, double y) {
    return new Point((x + 0.5) * backX - 0.5, (y + 0.5) * backY - 0.5);
  }

  /** {@return the box in the photograph} */
  Box back(Box here) {
    Point from = back(here.left(), here.top());
    Point to = back(here.right(), here.bottom());
    return new Box(from.x(), from.y(), to.x(), to.y());
  }
}
