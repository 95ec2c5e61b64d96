package kpnative.suggest;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How each point of a face fits the face's other points.
 *
 * <p>Rows are faces, columns x and y of each point in turn, {@code [N, 2K]}; NaN where a point is
 * absent.
 */
/* Who labels a face moves its points together: a lip that is drawn a little low, points that slid
 * along a jaw. How they move together is learned from the other faces, as the covariance S of
 * their residuals (drawn to CLIP deviations, so that wrong points don't make it, and shrunk towards
 * a multiple of the identity, since there are fewer faces than numbers in S). Under a normal
 * distribution with precision P = S^-1, a point's residual less what the face's other residuals r
 * let expect is Q^-1 (P r)_k, where Q is the 2 x 2 block of P that is the point's (Rasmussen and
 * Williams 2006, A.3). Absent points are left out of S before it is inverted. */
final class PointAgreement {
  private static final double CLIP = 2.5; // deviations
  private static final double SHRINKING = 0.1;

  private PointAgreement() {}

  /**
   * {@return each residual less what the residuals of the face's other points let expect}
   *
   * @param residuals in deviations, from what is expected of the face as a whole
   */
  static double[][] of(double[][] residuals, Folds folds) {
    double[][] out = new double[residuals.length][];
    for (int fold = 0; fold < folds.count(); fold++) {
      double[][] covariance = covariance(Folds.select(residuals, folds.outside(fold)));
      Map<BitSet, double[][]> precisions = new HashMap<>(); // by which points are present
      for (int i : folds.inside(fold)) {
        int[] present = present(residuals[i]);
        BitSet key = new BitSet();
        for (int at : present) {
          key.set(at);
        }
        double[][] precision =
            precisions.computeIfAbsent(key, k -> Cholesky.of(part(covariance, present)).inverse());
        out[i] = unexplained(residuals[i], present, precision);
      }
    }
    return out;
  }

  private static double[] unexplained(double[] residuals, int[] present, double[][] precision) {
    double[] out = new double[residuals.length];
    Arrays.fill(out, Double.NaN);
    double[] weighted = new double[present.length]; // P r
    for (int i = 0; i < present.length; i++) {
      for (int j = 0; j < present.length; j++) {
        weighted[i] += precision[i][j] * residuals[present[j]];
      }
    }
    for (int i = 0; i < present.length; i += 2) {
      double xx = precision[i][i];
      double xy = precision[i][i + 1];
      double yy = precision[i + 1][i + 1];
      double determinant = xx * yy - xy * xy;
      out[present[i]] = (yy * weighted[i] - xy * weighted[i + 1]) / determinant;
      out[present[i + 1]] = (xx * weighted[i + 1] - xy * weighted[i]) / determinant;
    }
    return out;
  }

  private static double[][] covariance(double[][] rows) {
    int n = rows[0].length;
    double[][] sum = new double[n][n];
    for (double[] row : rows) {
      double[] drawn = new double[n];
      for (int i = 0; i < n; i++) {
        drawn[i] = Double.isNaN(row[i]) ? 0 : Math.max(-CLIP, Math.min(CLIP, row[i]));
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          sum[i][j] += drawn[i] * drawn[j] / rows.length;
        }
      }
    }
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += sum[i][i] / n;
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sum[i][j] *= 1 - SHRINKING;
      }
      sum[i][i] += SHRINKING * trace + 1e-9; // 1e-9: in case that nothing varies
    }
    return sum;
  }

  private static double[][] part(double[][] matrix, int[] at) {
    double[][] out = new double[at.length][at.length];
    for (int i = 0; i < at.length; i++) {
      for (int j = 0; j < at.length; j++) {
        out[i][j] = matrix[at[i]][at[j]];
      }
    }
    return out;
  }

  private static int[] present(double[] row) {
    return IntStream.range(0, row.length).filter(i -> !Double.isNaN(row[i])).toArray();
  }
}
