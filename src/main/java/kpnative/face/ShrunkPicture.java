package kpnative.face;

import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.image.Image;
import kpnative.natives.NativeScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A picture made small enough to search, and the way back.
 *
 * @param mat scratch, or the picture's own pixels where it is small enough; not to be changed
 * @param backX pixels of the photograph for one pixel here, along x
 * @param backY the same along y
 */
record ShrunkPicture(Mat mat, double backX, double backY) {
  /**
   * {@return {@code picture} with at most {@code longer} pixels along its longer side; never
   * enlarged} Needs an open {@link NativeScope}, in which it dies.
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

  /** {@return a point in the photograph; areas map onto areas, so half a pixel is the corner} */
  Point back(double x, double y) {
    return new Point((x + 0.5) * backX - 0.5, (y + 0.5) * backY - 0.5);
  }

  /** {@return a box in the photograph} */
  Box back(Box here) {
    Point from = back(here.left(), here.top());
    Point to = back(here.right(), here.bottom());
    return new Box(from.x(), from.y(), to.x(), to.y());
  }
}
