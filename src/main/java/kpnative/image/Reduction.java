package kpnative.image;

import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;

/**
 * The part of a source picture that a warp reaches, and the size to which it is averaged down
 * before the warp samples it.
 *
 * @param x the region's first column, source pixels
 * @param y the region's first row, source pixels
 * @param width the region's columns, at least 1
 * @param height the region's rows, at least 1
 * @param reduced the region's size after averaging; equal to its own size where nothing shrinks
 */
/* Bilinear sampling needs about one sample for each source pixel; fewer alias. So blocks of k x k
 * pixels are averaged, with k such that the warp that is left scales by 0.75 to 1.2: with 1 pixel a
 * sample at k, the step to k + 1 comes at 1 / scale = k + 2/3. Each source axis has its own k, since a crop may
 * shrink one more than the other. */
record Reduction(int x, int y, int width, int height, Size reduced) {
  private static final double STEP_EARLIER = 1 / 3.0;
  private static final int MARGIN = 2; // the second pixel of a bilinear pair, and one for rounding

  /** {@return what {@code sourceToInput} needs of a picture of size {@code source}} */
  static Reduction of(
      Size source, Warp sourceToInput, Warp inputToSource, Size input, Border border) {
    Point center = inputToSource.map(Box.ofPicture(input).center());
    int kx = factor(stretch(sourceToInput, center, true));
    int ky = factor(stretch(sourceToInput, center, false));
    double[] reach = reach(inputToSource, input);
    int[] xs = span(reach[0], reach[2], source.width(), kx, border);
    int[] ys = span(reach[1], reach[3], source.height(), ky, border);
    return new Reduction(
        xs[0], ys[0], xs[1], ys[1], new Size(reduced(xs[1], kx), reduced(ys[1], ky)));
  }

  /** {@return whether anything is averaged} */
  boolean shrinks() {
    return reduced.width() != width || reduced.height() != height;
  }

  /** {@return the warp from the averaged region's frame to the source's} */
  Warp toSource() {
    double sx = (double) width / reduced.width();
    double sy = (double) height / reduced.height();
    return Warp.affine(sx, 0, 0.5 * sx - 0.5 + x, 0, sy, 0.5 * sy - 0.5 + y);
  }

  private static int reduced(int length, int k) {
    return Math.max(1, (int) Math.round((double) length / k));
  }

  /** How long a step of one source pixel along an axis becomes near {@code p}. */
  private static double stretch(Warp warp, Point p, boolean alongX) {
    double half = 0.5;
    Point a = warp.map(alongX ? new Point(p.x() - half, p.y()) : new Point(p.x(), p.y() - half));
    Point b = warp.map(alongX ? new Point(p.x() + half, p.y()) : new Point(p.x(), p.y() + half));
    return a.distanceTo(b);
  }

  private static int factor(double stretch) {
    double k = Math.floor(1 / stretch + STEP_EARLIER);
    return k >= 2 && k < Integer.MAX_VALUE ? (int) k : 1;
  }

  /** Left, top, right and bottom, in source pixels, of what the input's area covers. */
  private static double[] reach(Warp inputToSource, Size input) {
    Box b = Box.ofPicture(input);
    double[] xs = {b.left(), b.right()};
    double[] ys = {b.top(), b.bottom()};
    double[] r = {
      Double.POSITIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    boolean positive = false;
    boolean negative = false;
    for (double x : xs) {
      for (double y : ys) {
        double w = inputToSource.m20() * x + inputToSource.m21() * y + inputToSource.m22();
        positive |= w > 0;
        negative |= w <= 0;
        Point p = inputToSource.map(new Point(x, y));
        r[0] = Math.min(r[0], p.x());
        r[1] = Math.min(r[1], p.y());
        r[2] = Math.max(r[2], p.x());
        r[3] = Math.max(r[3], p.y());
      }
    }
    if (positive && negative) { // the horizon crosses the input: it reaches everywhere
      double inf = Double.POSITIVE_INFINITY;
      return new double[] {-inf, -inf, inf, inf};
    }
    return r;
  }

  /** First pixel and number of pixels of one axis. */
  private static int[] span(double from, double to, int length, int k, Border border) {
    double margin = (double) MARGIN * k;
    double low = from - margin;
    double high = to + margin;
    double first = low;
    double last = high;
    if (border == Border.REFLECT) { // what lies outside shows what lies as far inside
      if (low < 0) {
        last = Math.max(last, -low);
      }
      if (high > length - 1) {
        first = Math.min(first, 2.0 * (length - 1) - high);
      }
    }
    int a = (int) Math.floor(Math.min(Math.max(first, 0), length - 1));
    int b = (int) Math.ceil(Math.min(Math.max(last, 0), length - 1)) + 1;
    int missing = Math.floorMod(-(b - a), k); // whole blocks are averaged fastest
    int after = Math.min(missing, length - b);
    int before = Math.min(missing - after, a);
    return new int[] {a - before, b - a + before + after};
  }
}
