package kpnative.geometry;

/**
 * Composes a warp step by step. Each step maps the frame of one picture onto itself; steps apply in
 * the order of the calls. {@link #start} begins the next warp in the same memory.
 *
 * <p>Mutable and not thread-safe: use one per thread. Only {@link #build} and {@link #after}
 * allocate.
 */
public final class WarpBuilder {
  private final double width;
  private final double height;
  private final double centerX;
  private final double centerY;

  private double m00;
  private double m01;
  private double m02;
  private double m10;
  private double m11;
  private double m12;
  private double m20;
  private double m21;
  private double m22;

  /** Starts with the identity, for steps within a picture of this size. */
  public WarpBuilder(Size picture) {
    width = picture.width();
    height = picture.height();
    centerX = (width - 1) / 2;
    centerY = (height - 1) / 2;
    start();
  }

  /** Discards all steps. */
  public void start() {
    set(1, 0, 0, 0, 1, 0, 0, 0, 1);
  }

  /** Mirrors the picture left-right. */
  public void flip() {
    affine(-1, 0, width - 1, 0, 1, 0);
  }

  /** Scales by {@code factor} about the picture's centre. */
  public void scale(double factor) {
    affine(factor, 0, centerX * (1 - factor), 0, factor, centerY * (1 - factor));
  }

  /**
   * Rotates about the picture's centre.
   *
   * @param radians positive rotates clockwise on the screen, because y points down
   */
  public void rotate(double radians) {
    double cos = Math.cos(radians);
    double sin = Math.sin(radians);
    affine(
        cos,
        -sin,
        centerX - cos * centerX + sin * centerY,
        sin,
        cos,
        centerY - sin * centerX - cos * centerY);
  }

  /**
   * Shears about the picture's centre.
   *
   * @param ofX shift to the right per pixel down
   * @param ofY shift down per pixel to the right
   */
  public void shear(double ofX, double ofY) {
    affine(1, ofX, -ofX * centerY, ofY, 1, -ofY * centerX);
  }

  /** Translates by fractions of the picture's width and height. */
  public void translate(double dx, double dy) {
    affine(1, 0, dx * width, 0, 1, dy * height);
  }

  /**
   * Applies the perspective transform that moves the corners of the picture's area, clockwise from
   * the upper left. Each corner moves right by a fraction of the width and down by a fraction of
   * the height.
   *
   * @throws ArithmeticException if the last three corners become collinear
   * @see <a href="https://www2.eecs.berkeley.edu/Pubs/TechRpts/1989/5504.html">Heckbert 1989,
   *     section 2.2.3</a>
   */
  public void moveCorners(
      double ax, double ay, double bx, double by, double cx, double cy, double dx, double dy) {
    toCorners(ax, ay, 1 + bx, by, 1 + cx, 1 + cy, dx, 1 + dy);
  }

  /** Maps the unit square, in which the picture's width and height are 1, to a quadrilateral. */
  private void toCorners(
      double ax, double ay, double bx, double by, double cx, double cy, double dx, double dy) {
    double sx = ax - bx + cx - dx; // both 0 for a parallelogram
    double sy = ay - by + cy - dy;
    double det = (bx - cx) * (dy - cy) - (dx - cx) * (by - cy);
    if (!(Math.abs(det) >= Warp.SMALLEST_DETERMINANT)) { // the negation also catches NaN
      throw new ArithmeticException("three corners lie on a line: determinant " + det);
    }
    double g = (sx * (dy - cy) - (dx - cx) * sy) / det;
    double h = ((bx - cx) * sy - sx * (by - cy)) / det;
    affine(1 / width, 0, 0.5 / width, 0, 1 / height, 0.5 / height);
    then(bx - ax + g * bx, dx - ax + h * dx, ax, by - ay + g * by, dy - ay + h * dy, ay, g, h, 1);
    affine(width, 0, -0.5, 0, height, -0.5);
  }

  /** {@return the steps as one warp} */
  public Warp build() {
    return after(Warp.IDENTITY);
  }

  /**
   * {@return {@code first} followed by the steps, as one warp, normalised so that m22 is 1 unless
   * it is 0}
   */
  public Warp after(Warp first) {
    double r22 = m20 * first.m02() + m21 * first.m12() + m22 * first.m22();
    double s = r22 == 0 ? 1 : 1 / r22;
    return new Warp(
        (m00 * first.m00() + m01 * first.m10() + m02 * first.m20()) * s,
        (m00 * first.m01() + m01 * first.m11() + m02 * first.m21()) * s,
        (m00 * first.m02() + m01 * first.m12() + m02 * first.m22()) * s,
        (m10 * first.m00() + m11 * first.m10() + m12 * first.m20()) * s,
        (m10 * first.m01() + m11 * first.m11() + m12 * first.m21()) * s,
        (m10 * first.m02() + m11 * first.m12() + m12 * first.m22()) * s,
        (m20 * first.m00() + m21 * first.m10() + m22 * first.m20()) * s,
        (m20 * first.m01() + m21 * first.m11() + m22 * first.m21()) * s,
        r22 == 0 ? 0 : 1);
  }

  private void affine(double a, double b, double tx, double c, double d, double ty) {
    set(
        a * m00 + b * m10 + tx * m20,
        a * m01 + b * m11 + tx * m21,
        a * m02 + b * m12 + tx * m22,
        c * m00 + d * m10 + ty * m20,
        c * m01 + d * m11 + ty * m21,
        c * m02 + d * m12 + ty * m22,
        m20,
        m21,
        m22);
  }

  private void then(
      double n00,
      double n01,
      double n02,
      double n10,
      double n11,
      double n12,
      double n20,
      double n21,
      double n22) {
    set(
        n00 * m00 + n01 * m10 + n02 * m20,
        n00 * m01 + n01 * m11 + n02 * m21,
        n00 * m02 + n01 * m12 + n02 * m22,
        n10 * m00 + n11 * m10 + n12 * m20,
        n10 * m01 + n11 * m11 + n12 * m21,
        n10 * m02 + n11 * m12 + n12 * m22,
        n20 * m00 + n21 * m10 + n22 * m20,
        n20 * m01 + n21 * m11 + n22 * m21,
        n20 * m02 + n21 * m12 + n22 * m22);
  }

  private void set(
      double n00,
      double n01,
      double n02,
      double n10,
      double n11,
      double n12,
      double n20,
      double n21,
      double n22) {
    m00 = n00;
    m01 = n01;
    m02 = n02;
    m10 = n10;
    m11 = n11;
    m12 = n12;
    m20 = n20;
    m21 = n21;
    m22 = n22;
  }
}
