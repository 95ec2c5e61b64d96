package kpnative.data.check;

import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;

/**
 * Least-squares fit of a similarity (shift, rotation and scale, no reflection) from points to
 * points.
 */
/* With the points as complex numbers x and y about their means, the least-squares factor is
 * a = sum(conj(x) y) / sum(|x|^2) (Umeyama 1991, in two dimensions). */
public final class Similarity {
  /** Points that a face with absent ones must have in common with another to be compared. */
  static final int FEWEST = 3;

  private Similarity() {}

  /**
   * {@return the warp with the least sum of squared distances between {@code from}, mapped, and
   * {@code to}, over the points that both have}
   *
   * @throws IllegalArgumentException if all those points of {@code from} coincide, or there is none
   */
  public static Warp fit(Keypoints from, Keypoints to) {
    int n = common(from, to);
    double fx = 0;
    double fy = 0;
    double tx = 0;
    double ty = 0;
    for (int k = 0; k < from.count(); k++) {
      if (from.isPresent(k) && to.isPresent(k)) {
        fx += from.x(k) / n;
        fy += from.y(k) / n;
        tx += to.x(k) / n;
        ty += to.y(k) / n;
      }
    }
    double re = 0;
    double im = 0;
    double norm = 0;
    for (int k = 0; k < from.count(); k++) {
      if (from.isPresent(k) && to.isPresent(k)) {
        double x = from.x(k) - fx;
        double y = from.y(k) - fy;
        double u = to.x(k) - tx;
        double v = to.y(k) - ty;
        re += x * u + y * v;
        im += x * v - y * u;
        norm += x * x + y * y;
      }
    }
    if (!(norm > 0)) {
      throw new IllegalArgumentException(
          "a similarity needs two distinct points, but all points coincide");
    }
    double a = re / norm;
    double b = im / norm;
    return Warp.affine(a, -b, tx - a * fx + b * fy, b, a, ty - b * fx - a * fy);
  }

  private static int common(Keypoints from, Keypoints to) {
    int n = 0;
    for (int k = 0; k < from.count(); k++) {
      n += from.isPresent(k) && to.isPresent(k) ? 1 : 0;
    }
    return n;
  }

  /**
   * {@return the root mean square distance after the best fit, in the frame of {@code to}, over the
   * points that both have; infinite if these are too few to tell, which two points always fit}
   */
  static double residual(Keypoints from, Keypoints to) {
    int n = common(from, to);
    if (n < from.count() && n < FEWEST) {
      return Double.POSITIVE_INFINITY;
    }
    Keypoints fitted = from.map(fit(from, to));
    double sum = 0;
    for (int k = 0; k < fitted.count(); k++) {
      if (fitted.isPresent(k) && to.isPresent(k)) {
        double dx = fitted.x(k) - to.x(k);
        double dy = fitted.y(k) - to.y(k);
        sum += dx * dx + dy * dy;
      }
    }
    return Math.sqrt(sum / n);
  }
}
