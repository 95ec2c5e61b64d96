package kpnative.image;

import java.util.Locale;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;

/**
 * The region of a source picture that a warp reads, and the number of times it is halved before
 * sampling. The region consists of whole averaging blocks, so it may extend beyond the picture by
 * part of a block. {@link #fit} computes it for the next warp in the same object.
 *
 * <p>Not thread-safe.
 */
/* Antialiasing: bilinear interpolation needs about one sample per source pixel; with fewer it aliases. So
 * pixels are averaged two by two until the remaining warp scales by 0.6 to 1.2. Each source axis has its
 * own number of halvings, since a crop may shrink one axis more than the other. Alternatives, their errors
 * and times: docs/decisions/015-antialiasing.md. */
final class Reduction {
  private static final double LEAST_SCALE = 0.6;
  private static final int MOST_HALVINGS = 16;
  private static final int MARGIN = 2; // one pixel for bilinear interpolation, one for rounding
  private static final int LARGEST_SIDE = Short.MAX_VALUE - 1; // limit of OpenCV's warps

  private int x;
  private int y;
  private int width;
  private int height;
  private int halvingsX;
  private int halvingsY;
  private boolean whole;
  // bounds of the input's area in the source frame
  private double left;
  private double top;
  private double right;
  private double bottom;
  // results of span
  private int first;
  private int length;

  /**
   * Computes the region and the halvings for a warp.
   *
   * @param warp the warp from the source's frame to the input's
   * @param back its inverse, row-major
   * @param inputWidth W
   * @param inputHeight H
   */
  void fit(
      int sourceWidth,
      int sourceHeight,
      Warp warp,
      double[] back,
      int inputWidth,
      int inputHeight,
      Border border) {
    double u = (inputWidth - 1) / 2.0;
    double v = (inputHeight - 1) / 2.0;
    double w = back[6] * u + back[7] * v + back[8];
    double cx = (back[0] * u + back[1] * v + back[2]) / w; // the source point at the input's centre
    double cy = (back[3] * u + back[4] * v + back[5]) / w;
    double scale = warp.m20() * cx + warp.m21() * cy + warp.m22();
    double xx = (warp.m00() - u * warp.m20()) / scale; // the Jacobian at the centre
    double yx = (warp.m10() - v * warp.m20()) / scale;
    double xy = (warp.m01() - u * warp.m21()) / scale;
    double yy = (warp.m11() - v * warp.m21()) / scale;
    halvingsX = halvings(Math.sqrt(xx * xx + yx * yx));
    halvingsY = halvings(Math.sqrt(xy * xy + yy * yy));
    whole = !shrinks() && sourceWidth <= LARGEST_SIDE && sourceHeight <= LARGEST_SIDE;
    reach(back, inputWidth, inputHeight);
    span(left, right, sourceWidth, 1 << halvingsX, border);
    x = first;
    width = length;
    span(top, bottom, sourceHeight, 1 << halvingsY, border);
    y = first;
    height = length;
  }

  /** {@return the part of the region within the picture} */
  PixelRegion region(Size picture) {
    int left = Math.max(0, x);
    int top = Math.max(0, y);
    return new PixelRegion(
        left,
        top,
        Math.min(picture.width(), x + width) - left,
        Math.min(picture.height(), y + height) - top);
  }

  /**
   * Checks that an image holds the region.
   *
   * @throws IllegalArgumentException if it does not
   */
  void requireHeld(Image source) {
    int top = Math.max(0, y);
    int left = Math.max(0, x);
    if (left < source.heldX()
        || top < source.heldY()
        || Math.min(source.width(), x + width) > source.heldX() + source.heldPixels().cols()
        || Math.min(source.height(), y + height) > source.heldY() + source.heldPixels().rows()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the warp reads %s of a picture of which %s are held",
              region(source.size()),
              source.held()));
    }
  }

  /** {@return whether the warp can sample the source directly} */
  boolean isWhole() {
    return whole;
  }

  /** {@return whether pixels are averaged} */
  boolean shrinks() {
    return halvingsX > 0 || halvingsY > 0;
  }

  /** {@return the region's first column in source pixels; negative if it begins outside} */
  int x() {
    return x;
  }

  /** {@return the region's first row in source pixels; negative if it begins outside} */
  int y() {
    return y;
  }

  /** {@return the region's columns, at least 1} */
  int width() {
    return width;
  }

  /** {@return the region's rows, at least 1} */
  int height() {
    return height;
  }

  /** {@return the number of times the columns are halved} */
  int halvingsX() {
    return halvingsX;
  }

  /** {@return the number of times the rows are halved} */
  int halvingsY() {
    return halvingsY;
  }

  /**
   * Changes a row-major warp into the source's frame to one into the halved region's frame, in
   * place.
   */
  void intoRegion(double[] toSource) {
    into(toSource, 0, x, 1 << halvingsX);
    into(toSource, 3, y, 1 << halvingsY);
  }

  /** Edges map onto edges: {@code x' = (x - first + 0.5) / k - 0.5}. */
  private static void into(double[] m, int row, int first, int k) {
    for (int i = 0; i < 3; i++) {
      m[row + i] = (m[row + i] + (0.5 - first) * m[6 + i]) / k - 0.5 * m[6 + i];
    }
  }

  private static int halvings(double scale) {
    double left = scale;
    int n = 0;
    while (left < LEAST_SCALE && n < MOST_HALVINGS) {
      left *= 2;
      n++;
    }
    return n;
  }

  private void reach(double[] back, int inputWidth, int inputHeight) {
    left = Double.POSITIVE_INFINITY;
    top = Double.POSITIVE_INFINITY;
    right = Double.NEGATIVE_INFINITY;
    bottom = Double.NEGATIVE_INFINITY;
    boolean before = false;
    boolean behind = false;
    for (int corner = 0; corner < 4; corner++) {
      double u = corner % 2 == 0 ? -0.5 : inputWidth - 0.5;
      double v = corner < 2 ? -0.5 : inputHeight - 0.5;
      double w = back[6] * u + back[7] * v + back[8];
      before |= w > 0;
      behind |= w <= 0;
      double px = (back[0] * u + back[1] * v + back[2]) / w;
      double py = (back[3] * u + back[4] * v + back[5]) / w;
      left = Math.min(left, px);
      top = Math.min(top, py);
      right = Math.max(right, px);
      bottom = Math.max(bottom, py);
    }
    if (before && behind) { // the horizon crosses the input: the region is unbounded
      left = Double.NEGATIVE_INFINITY;
      top = Double.NEGATIVE_INFINITY;
      right = Double.POSITIVE_INFINITY;
      bottom = Double.POSITIVE_INFINITY;
    }
  }

  /** Computes the first pixel and the number of pixels along one axis. */
  private void span(double from, double to, int pixels, int k, Border border) {
    double margin = (double) MARGIN * k;
    double low = from - margin;
    double high = to + margin;
    double start = low;
    double end = high;
    if (border == Border.REFLECT) { // a pixel outside mirrors the pixel at the same distance inside
      if (low < 0) {
        end = Math.max(end, -low);
      }
      if (high > pixels - 1) {
        start = Math.min(start, 2.0 * (pixels - 1) - high);
      }
    }
    int a = (int) Math.floor(Math.min(Math.max(start, 0), pixels - 1));
    int b = (int) Math.ceil(Math.min(Math.max(end, 0), pixels - 1)) + 1;
    int missing = Math.floorMod(-(b - a), k); // to complete the last block
    int after = Math.min(missing, pixels - b);
    int before = Math.min(missing - after, a);
    int outside = missing - after - before; // half on each side, to be mirror-symmetric
    first = a - before - outside / 2;
    length = b - a + missing;
  }
}
