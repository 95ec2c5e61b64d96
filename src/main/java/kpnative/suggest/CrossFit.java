package kpnative.suggest;

import org.jspecify.annotations.Nullable;

/**
 * What the other faces say of each face's targets.
 *
 * <p>Rows are faces; {@code [N, F]} features, {@code [N, T]} targets. A target that is absent is
 * NaN.
 */
/* Each part of the faces is predicted by a ridge regression of the others, twice. The second time
 * absent targets are what the first predicted, and targets farther from there than CLIP deviations
 * are drawn to that distance: Huber's regression by pseudo-values (Huber 1981), so that wrong
 * targets hardly move what is expected of right ones. */
final class CrossFit {
  private static final int PASSES = 2;
  private static final double CLIP = 2.5; // deviations

  private CrossFit() {}

  /** {@return the predictions, {@code [N, T]}, none of them NaN} */
  static double[][] predictions(double[][] features, double[][] targets, Folds folds) {
    RobustScale[] columns = RobustScale.ofColumns(targets);
    double[][] expected = new double[targets.length][columns.length];
    for (double[] row : expected) {
      for (int t = 0; t < row.length; t++) {
        row[t] = columns[t].median();
      }
    }
    RobustScale[] scales = null;
    for (int pass = 0; pass < PASSES; pass++) {
      double[][] drawn = drawn(targets, expected, scales);
      for (int fold = 0; fold < folds.count(); fold++) {
        int[] others = folds.outside(fold);
        Ridge ridge = Ridge.fit(Folds.select(features, others), Folds.select(drawn, others));
        for (int i : folds.inside(fold)) {
          expected[i] = ridge.of(features[i]);
        }
      }
      scales = RobustScale.ofColumns(differences(targets, expected));
    }
    return expected;
  }

  /** {@return a less b, {@code [N, T]}} */
  static double[][] differences(double[][] a, double[][] b) {
    double[][] out = new double[a.length][];
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i].clone();
      for (int t = 0; t < out[i].length; t++) {
        out[i][t] -= b[i][t];
      }
    }
    return out;
  }

  private static double[][] drawn(
      double[][] targets, double[][] expected, RobustScale @Nullable [] scales) {
    double[][] out = new double[targets.length][];
    for (int i = 0; i < out.length; i++) {
      out[i] = targets[i].clone();
      for (int t = 0; t < out[i].length; t++) {
        if (Double.isNaN(out[i][t])) {
          out[i][t] = expected[i][t];
        } else if (scales != null) {
          double most = CLIP * scales[t].deviation();
          double from = expected[i][t] + scales[t].median();
          out[i][t] = Math.max(from - most, Math.min(from + most, out[i][t]));
        }
      }
    }
    return out;
  }
}
