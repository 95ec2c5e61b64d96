package kpnative.geometry;

/**
 * A projective map between pixel frames: {@code (x', y') = (u / w, v / w)} with {@code u = m00*x +
 * m01*y + m02}, {@code v = m10*x + m11*y + m12}, {@code w = m20*x + m21*y + m22}.
 *
 * <p>Units: pixels; x right, y down; whole numbers are pixel centres, as in OpenCV's warpAffine.
 * Crop, rotation, flip and resize compose into one warp, so a picture is resampled once.
 *
 * @see <a href="https://arxiv.org/abs/1911.07524">Huang et al. 2020, on biased pixel frames</a>
 */
public record Warp(
    double m00,
    double m01,
    double m02,
    double m10,
    double m11,
    double m12,
    double m20,
    double m21,
    double m22) {

  static final double SMALLEST_DETERMINANT = 1e-12;

  /** The identity. */
  public static final Warp IDENTITY = affine(1, 0, 0, 0, 1, 0);

  /** {@return the affine warp {@code x' = a*x + b*y + tx, y' = c*x + d*y + ty}} */
  public static Warp affine(double a, double b, double tx, double c, double d, double ty) {
    return new Warp(a, b, tx, c, d, ty, 0, 0, 1);
  }

  /** {@return the shift by (dx, dy) pixels} */
  public static Warp translation(double dx, double dy) {
    return affine(1, 0, dx, 0, 1, dy);
  }

  /** {@return the scaling by {@code sx} and {@code sy} about {@code center}, which stays fixed} */
  public static Warp scaling(double sx, double sy, Point center) {
    return affine(sx, 0, center.x() * (1 - sx), 0, sy, center.y() * (1 - sy));
  }

  /**
   * {@return the rotation about {@code center}, which stays fixed}
   *
   * @param radians positive rotates clockwise on the screen, because y points down
   */
  public static Warp rotation(double radians, Point center) {
    double cos = Math.cos(radians);
    double sin = Math.sin(radians);
    return affine(
        cos,
        -sin,
        center.x() - cos * center.x() + sin * center.y(),
        sin,
        cos,
        center.y() - sin * center.x() - cos * center.y());
  }

  /** {@return the left-right mirror image of a frame that is {@code width} pixels wide} */
  public static Warp flip(int width) {
    return affine(-1, 0, width - 1.0, 0, 1, 0);
  }

  /**
   * {@return the warp that maps the area of {@code box} onto the whole area of a picture of {@code
   * size}} The box's edges map onto the picture's edges, so {@code x' = (x - left) * s - 0.5}.
   */
  public static Warp crop(Box box, Size size) {
    double sx = size.width() / box.width();
    double sy = size.height() / box.height();
    return affine(sx, 0, -box.left() * sx - 0.5, 0, sy, -box.top() * sy - 0.5);
  }

  /** {@return the warp that applies this one first, then {@code next}} */
  public Warp then(Warp next) {
    return new Warp(
        next.m00 * m00 + next.m01 * m10 + next.m02 * m20,
        next.m00 * m01 + next.m01 * m11 + next.m02 * m21,
        next.m00 * m02 + next.m01 * m12 + next.m02 * m22,
        next.m10 * m00 + next.m11 * m10 + next.m12 * m20,
        next.m10 * m01 + next.m11 * m11 + next.m12 * m21,
        next.m10 * m02 + next.m11 * m12 + next.m12 * m22,
        next.m20 * m00 + next.m21 * m10 + next.m22 * m20,
        next.m20 * m01 + next.m21 * m11 + next.m22 * m21,
        next.m20 * m02 + next.m21 * m12 + next.m22 * m22);
  }

  /** {@return the image of {@code p} under this warp} */
  public Point map(Point p) {
    double w = m20 * p.x() + m21 * p.y() + m22;
    return new Point((m00 * p.x() + m01 * p.y() + m02) / w, (m10 * p.x() + m11 * p.y() + m12) / w);
  }

  /**
   * Maps points in place; allocates nothing.
   *
   * @param xy x and y alternating
   * @param count the number of points to map, from the first
   */
  public void map(double[] xy, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      double x = xy[i];
      double y = xy[i + 1];
      double w = m20 * x + m21 * y + m22;
      xy[i] = (m00 * x + m01 * y + m02) / w;
      xy[i + 1] = (m10 * x + m11 * y + m12) / w;
    }
  }

  /** {@return a box mapped, if this warp turns by quarters or mirrors} */
  public Box turned(Box box) {
    Point a = map(new Point(box.left(), box.top()));
    Point b = map(new Point(box.right(), box.bottom()));
    return new Box(
        Math.min(a.x(), b.x()),
        Math.min(a.y(), b.y()),
        Math.max(a.x(), b.x()),
        Math.max(a.y(), b.y()));
  }

  /**
   * {@return the inverse warp, normalised so that m22 is 1 unless it is 0}
   *
   * @throws ArithmeticException if the determinant is NaN or its absolute value is below 1e-12
   */
  public Warp inverse() {
    double[] m = new double[9];
    inverse(m);
    return new Warp(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8]);
  }

  /**
   * Writes the nine entries of {@link #inverse()} to {@code entries} in row-major order; allocates
   * nothing.
   *
   * @throws ArithmeticException if the determinant is NaN or its absolute value is below 1e-12
   */
  public void inverse(double[] entries) {
    double c00 = m11 * m22 - m12 * m21;
    double c01 = m12 * m20 - m10 * m22;
    double c02 = m10 * m21 - m11 * m20;
    double det = m00 * c00 + m01 * c01 + m02 * c02;
    if (!(Math.abs(det) >= SMALLEST_DETERMINANT)) { // the negation also catches NaN
      throw new ArithmeticException("warp has no inverse: determinant " + det + " of " + this);
    }
    double i22 = (m00 * m11 - m01 * m10) / det;
    double s = i22 == 0 ? 1 / det : 1 / (det * i22);
    entries[0] = c00 * s;
    entries[1] = (m02 * m21 - m01 * m22) * s;
    entries[2] = (m01 * m12 - m02 * m11) * s;
    entries[3] = c01 * s;
    entries[4] = (m00 * m22 - m02 * m20) * s;
    entries[5] = (m02 * m10 - m00 * m12) * s;
    entries[6] = c02 * s;
    entries[7] = (m01 * m20 - m00 * m21) * s;
    entries[8] = i22 == 0 ? 0 : 1;
  }

  /** {@return whether this warp is affine, so that OpenCV's warpAffine suffices} */
  public boolean isAffine() {
    return m20 == 0 && m21 == 0 && m22 == 1;
  }

  /**
   * {@return the local scale at {@code p}: the square root of the absolute Jacobian determinant}
   */
  public double scaleAt(Point p) {
    double w = m20 * p.x() + m21 * p.y() + m22;
    Point q = map(p);
    double xx = (m00 - q.x() * m20) / w;
    double xy = (m01 - q.x() * m21) / w;
    double yx = (m10 - q.y() * m20) / w;
    double yy = (m11 - q.y() * m21) / w;
    return Math.sqrt(Math.abs(xx * yy - xy * yx));
  }

  /** {@return the warp of nine entries, as {@link #toArray} gives them} */
  public static Warp of(double[] e) {
    return new Warp(e[0], e[1], e[2], e[3], e[4], e[5], e[6], e[7], e[8]);
  }

  /** {@return the nine entries in row-major order} */
  public double[] toArray() {
    return new double[] {m00, m01, m02, m10, m11, m12, m20, m21, m22};
  }
}
