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

  private final int[][] place; // [N, 2K]: where a residual stands among those present, or -1
  private final double[][][] precision; // of those present; faces with the same ones share it
  private final double[][] weighted; // P r

  private PointAgreement(int faces) {
    place = new int[faces][];
    precision = new double[faces][][];
    weighted = new double[faces][];
  }

  /**
   * {@return how the points agree, of each face by what the faces of other parts say}
   *
   * @param residuals in deviations, from what is expected of the face as a whole
   */
  static PointAgreement of(double[][] residuals, Folds folds) {
    PointAgreement agreement = new PointAgreement(residuals.length);
    for (int fold = 0; fold < folds.count(); fold++) {
      double[][] covariance = covariance(Folds.select(residuals, folds.outside(fold)));
      Map<BitSet, double[][]> precisions = new HashMap<>(); // by which points are present
      for (int i : folds.inside(fold)) {
        int[] present = present(residuals[i]);
        BitSet key = new BitSet();
        for (int at : present) {
          key.set(at);
        }
        agreement.put(
            i,
            residuals[i],
            present,
            precisions.computeIfAbsent(key, k -> Cholesky.of(part(covariance, present)).inverse()));
      }
    }
    return agreement;
  }

  private void put(int face, double[] residuals, int[] present, double[][] ofPresent) {
    place[face] = new int[residuals.length];
    Arrays.fill(place[face], -1);
    precision[face] = ofPresent;
    weighted[face] = new double[present.length];
    for (int i = 0; i < present.length; i++) {
      place[face][present[i]] = i;
      for (int j = 0; j < present.length; j++) {
        weighted[face][i] += ofPresent[i][j] * residuals[present[j]];
      }
    }
  }

  /** {@return each residual less what the residuals of the face's other points let expect} */
  double[][] unexplained() {
    double[][] out = new double[place.length][];
    for (int face = 0; face < out.length; face++) {
      out[face] = new double[place[face].length];
      Arrays.fill(out[face], Double.NaN);
      for (int c = 0; c < out[face].length; c += 2) {
        int i = place[face][c];
        if (i >= 0) {
          double xx = precision[face][i][i];
          double xy = precision[face][i][i + 1];
          double yy = precision[face][i + 1][i + 1];
          double determinant = xx * yy - xy * xy;
          double x = weighted[face][i];
          double y = weighted[face][i + 1];
          out[face][c] = (yy * x - xy * y) / determinant;
          out[face][c + 1] = (xx * y - xy * x) / determinant;
        }
      }
    }
    return out;
  }

  /**
   * {@return by how much a face becomes likelier if one of its points is put where the others let
   * expect it, at most: r'Pr falls by this}
   */
  double largestGain(int face) {
    double largest = 0;
    for (int i = 0; i < weighted[face].length; i += 2) {
      double xx = precision[face][i][i];
      double xy = precision[face][i][i + 1];
      double yy = precision[face][i + 1][i + 1];
      double x = weighted[face][i];
      double y = weighted[face][i + 1];
      double gain = (yy * x * x - 2 * xy * x * y + xx * y * y) / (xx * yy - xy * xy);
      largest = Math.max(largest, gain);
    }
    return largest;
  }

  /**
   * {@return how far a face's residuals are moved along a direction v, by the generalised least
   * squares of all of them} NaN if a point is absent.
   *
   * @param at the columns in which v is not zero
   * @param v there, not all 0
   */
  Moved along(int face, int[] at, double[] v) {
    double product = 0;
    double square = 0;
    for (int i = 0; i < at.length; i++) {
      int row = place[face][at[i]];
      if (row < 0) {
        return new Moved(Double.NaN, Double.NaN);
      }
      product += v[i] * weighted[face][row];
      for (int j = 0; j < at.length; j++) {
        int column = place[face][at[j]];
        square += column < 0 ? 0 : v[i] * v[j] * precision[face][row][column];
      }
    }
    return new Moved(product / square, 1 / Math.sqrt(square));
  }

  /**
   * How far residuals are moved.
   *
   * @param share v'Pr / v'Pv, in units of v
   * @param deviation the standard deviation of that, 1 / sqrt(v'Pv)
   */
  record Moved(double share, double deviation) {}

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
