package kpnative.suggest;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How each point of a face fits the face's other points.
 *
 * <p>Rows are faces, columns x and y of each point in turn, {@code [N, 2K]}; NaN where a point is
 * absent. Not thread-safe.
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

  /** Faces differ in which points are absent; so many matrices of 2K x 2K are kept at most. */
  private static final int MOST_KEPT = 64;

  private record Key(int fold, BitSet present) {}

  private final int[][] place; // [N, 2K]: where a residual stands among those present, or -1
  private final int[][] present; // of each face, the columns that are
  private final double[][] weighted; // P r
  private final int[] fold; // of each face
  private final double[][][] covariance; // of the faces outside of each fold
  private final Map<Key, double[][]> precisions =
      new LinkedHashMap<>(); // the one used last is last

  private PointAgreement(int faces, int folds) {
    place = new int[faces][];
    present = new int[faces][];
    weighted = new double[faces][];
    fold = new int[faces];
    covariance = new double[folds][][];
  }

  /**
   * {@return how the points agree, of each face by what the faces of other parts say}
   *
   * @param residuals in deviations, from what is expected of the face as a whole
   */
  static PointAgreement of(double[][] residuals, Folds folds) {
    PointAgreement agreement = new PointAgreement(residuals.length, folds.count());
    for (int f = 0; f < folds.count(); f++) {
      agreement.covariance[f] = covariance(Folds.select(residuals, folds.outside(f)));
      for (int i : folds.inside(f)) {
        agreement.put(i, f, residuals[i]);
      }
    }
    return agreement;
  }

  private void put(int face, int of, double[] residuals) {
    fold[face] = of;
    present[face] = present(residuals);
    place[face] = new int[residuals.length];
    Arrays.fill(place[face], -1);
    int[] at = present[face];
    double[][] ofPresent = precision(face);
    weighted[face] = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      place[face][at[i]] = i;
      for (int j = 0; j < at.length; j++) {
        weighted[face][i] += ofPresent[i][j] * residuals[at[j]];
      }
    }
  }

  /** {@return P of the face's points that are present} */
  private double[][] precision(int face) {
    BitSet columns = new BitSet();
    for (int at : present[face]) {
      columns.set(at);
    }
    Key key = new Key(fold[face], columns);
    double[][] known = precisions.remove(key);
    double[][] used =
        known == null ? Cholesky.of(part(covariance[key.fold], present[face])).inverse() : known;
    precisions.put(key, used);
    if (precisions.size() > MOST_KEPT) {
      precisions.remove(precisions.keySet().iterator().next());
    }
    return used;
  }

  /** {@return each residual less what the residuals of the face's other points let expect} */
  double[][] unexplained() {
    double[][] out = new double[place.length][];
    for (int face = 0; face < out.length; face++) {
      out[face] = new double[place[face].length];
      Arrays.fill(out[face], Double.NaN);
      double[][] precision = precision(face);
      for (int c = 0; c < out[face].length; c += 2) {
        int i = place[face][c];
        if (i >= 0) {
          double xx = precision[i][i];
          double xy = precision[i][i + 1];
          double yy = precision[i + 1][i + 1];
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
    double[][] precision = precision(face);
    for (int i = 0; i < weighted[face].length; i += 2) {
      double xx = precision[i][i];
      double xy = precision[i][i + 1];
      double yy = precision[i + 1][i + 1];
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
    double[][] precision = precision(face);
    for (int i = 0; i < at.length; i++) {
      int row = place[face][at[i]];
      if (row < 0) {
        return new Moved(Double.NaN, Double.NaN);
      }
      product += v[i] * weighted[face][row];
      for (int j = 0; j < at.length; j++) {
        int column = place[face][at[j]];
        square += column < 0 ? 0 : v[i] * v[j] * precision[row][column];
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
