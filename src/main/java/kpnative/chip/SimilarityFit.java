package kpnative.chip;

import java.util.Optional;
import kpnative.geometry.Warp;

/** The similarity that takes points nearest to others. */
final class SimilarityFit {
  private SimilarityFit() {}

  /**
   * {@return the turn, scale and shift of least squared distance, never a mirror image; empty if a
   * point is absent or all are in one place} In closed form: Umeyama 1991, in the plane.
   *
   * @param from x and y in turn, [N, 2]
   * @param to as many
   */
  static Optional<Warp> of(double[] from, double[] to) {
    double[] a = middle(from);
    double[] b = middle(to);
    double dot = 0;
    double cross = 0;
    double spread = 0;
    for (int i = 0; i < from.length; i += 2) {
      double x = from[i] - a[0];
      double y = from[i + 1] - a[1];
      double u = to[i] - b[0];
      double v = to[i + 1] - b[1];
      dot += x * u + y * v;
      cross += x * v - y * u;
      spread += x * x + y * y;
    }
    double c = dot / spread;
    double s = cross / spread;
    if (!(Math.hypot(c, s) > 0 && spread < Double.POSITIVE_INFINITY) || Double.isInfinite(c + s)) {
      return Optional.empty();
    }
    return Optional.of(
        Warp.affine(c, -s, b[0] - c * a[0] + s * a[1], s, c, b[1] - s * a[0] - c * a[1]));
  }

  private static double[] middle(double[] xy) {
    double[] middle = new double[2];
    for (int i = 0; i < xy.length; i++) {
      middle[i % 2] += 2 * xy[i] / xy.length;
    }
    return middle;
  }
}
