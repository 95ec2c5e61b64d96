package kpnative.image;

import kpnative.geometry.Size;
import kpnative.geometry.Warp;

/**
 * The part of a source picture that a warp reaches, and how often it is halved before the warp
 * samples it. It is a whole number of averaged blocks, and so may reach outside the picture by part
 * of one. Computed anew by {@link #fit}, in the same memory.
 *
 * <p>Not thread-safe.
 */
/* Bilinear sampling needs about one sample for each source pixel; fewer alias. So pixels are
 * averaged two by two, as often as it takes for the warp that is left to scale by 0.6 to 1.2. Each
 * source axis has its own number of halvings, since a crop may shrink one more than the other.
 * Other ways, their errors and their times: docs/decisions/015-antialiasing.md. */
final class Reduction {
  private static final double LEAST_SCALE = 0.6;
  private static final int MOST_HALVINGS = 16;
  private static final int MARGIN = 2; // the second pixel of a bilinear pair, and one for rounding
  private static final int LARGEST_SIDE = Short.MAX_VALUE - 1; // that OpenCV's warps take

  private int x;
  private int y;
  private int width;
  private int height;
  private int halvingsOfX;
  private int halvingsOfY;
  private boolean whole;
  // what the input's area covers of the source
  private double left;
  private double top;
  private double right;
  private double bottom;
  // set by span
  private int first;
  private int length;

  /**
   * Finds what a warp needs of a picture.
   *
   * @param warp from the source's frame to the input's
   * @param back its inverse, row by row
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
    double cx = (back[0] * u + back[1] * v + back[2]) / w; // the source's point in the middle
    double cy = (back[3] * u + back[4] * v + back[5]) / w;
    double scale = warp.m20() * cx + warp.m21() * cy + warp.m22();
    double xx = (warp.m00() - u * warp.m20()) / scale; // a step along an axis, where it ends up
    double yx = (warp.m10() - v * warp.m20()) / scale;
    double xy = (warp.m01() - u * warp.m21()) / scale;
    double yy = (warp.m11() - v * warp.m21()) / scale;
    halvingsOfX = halvings(Math.sqrt(xx * xx + yx * yx));
    halvingsOfY = halvings(Math.sqrt(xy * xy + yy * yy));
    whole = !shrinks() && sourceWidth <= LARGEST_SIDE && sourceHeight <= LARGEST_SIDE;
    reach(back, inputWidth, inputHeight);
    span(left, right, sourceWidth, 1 << halvingsOfX, border);
    x = first;
    width = length;
    span(top, bottom, sourceHeight, 1 << halvingsOfY, border);
    y = first;
    height = length;
  }

  /** {@return the region as far as it lies within a picture of the size that was given} */
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
          "the warp reads %s of a picture of which %s are held"
              .formatted(region(source.size()), source.held()));
    }
  }

  /** {@return whether the warp can sample the source as it is} */
  boolean isWhole() {
    return whole;
  }

  /** {@return whether anything is averaged} */
  boolean shrinks() {
    return halvingsOfX > 0 || halvingsOfY > 0;
  }

  /** {@return the region's first column, source pixels; negative where it begins outside} */
  int x() {
    return x;
  }

  /** {@return the region's first row, likewise} */
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

  /** {@return how often pairs of columns become one} */
  int halvingsOfX() {
    return halvingsOfX;
  }

  /** {@return how often pairs of rows become one} */
  int halvingsOfY() {
    return halvingsOfY;
  }

  /** Turns a warp into the source's frame, row by row, into one into the halved region's. */
  void intoRegion(double[] toSource) {
    into(toSource, 0, x, 1 << halvingsOfX);
    into(toSource, 3, y, 1 << halvingsOfY);
  }

  /** Areas map onto each other: {@code x' = (x - first + 0.5) / k - 0.5}. */
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
    if (before && behind) { // the horizon crosses the input: it reaches everywhere
      left = Double.NEGATIVE_INFINITY;
      top = Double.NEGATIVE_INFINITY;
      right = Double.POSITIVE_INFINITY;
      bottom = Double.POSITIVE_INFINITY;
    }
  }

  /** First pixel and number of pixels of one axis. */
  private void span(double from, double to, int pixels, int k, Border border) {
    double margin = (double) MARGIN * k;
    double low = from - margin;
    double high = to + margin;
    double start = low;
    double end = high;
    if (border == Border.REFLECT) { // what lies outside shows what lies as far inside
      if (low < 0) {
        end = Math.max(end, -low);
      }
      if (high > pixels - 1) {
        start = Math.min(start, 2.0 * (pixels - 1) - high);
      }
    }
    int a = (int) Math.floor(Math.min(Math.max(start, 0), pixels - 1));
    int b = (int) Math.ceil(Math.min(Math.max(end, 0), pixels - 1)) + 1;
    int missing = Math.floorMod(-(b - a), k); // to whole blocks
    int after = Math.min(missing, pixels - b);
    int before = Math.min(missing - after, a);
    int outside = missing - after - before; // on both sides, so that a mirrored picture fares alike
    first = a - before - outside / 2;
    length = b - a + missing;
  }
}
