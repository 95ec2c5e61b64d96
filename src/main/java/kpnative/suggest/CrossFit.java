package kpnative.suggest;

/**
 * What the other faces say of each face's targets.
 *
 * <p>Rows are faces; {@code [N, F]} features, {@code [N, T]} targets. A target that is absent is
 * NaN.
 */
/* Each part of the faces is predicted by a ridge regression of the others, three times. After the
 * first, absent targets are what was predicted before, and targets farther from there than CLIP
 * deviations are drawn to that distance: Huber's regression by pseudo-values (Huber 1981), so that
 * wrong targets hardly move what is expected of right ones. The first begins at the medians, from
 * which faces differ for good reasons: only gross errors are drawn nearer. */
final class CrossFit {
  private static final int PASSES = 3;
  private static final double CLIP = 2.5; // deviations
  private static final double FIRST_CLIP = 6;

  private CrossFit() {}

  /** {@return the predictions, {@code [N, T]}, none of them NaN} */
  static double[][] predictions(double[][] features, double[][] targets, Folds folds) {
    RobustScale[] scales = RobustScale.ofColumns(targets);
    double[][] expected = new double[targets.length][scales.length];
    for (int pass = 0; pass < PASSES; pass++) {
      double[][] drawn = drawn(targets, expected, scales, pass == 0 ? FIRST_CLIP : CLIP);
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
      double[][] targets, double[][] expected, RobustScale[] scales, double clip) {
    double[][] out = new double[targets.length][];
    for (int i = 0; i < out.length; i++) {
      out[i] = targets[i].clone();
      for (int t = 0; t < out[i].length; t++) {
        double middle = expected[i][t] + scales[t].median();
        double most = clip * scales[t].deviation();
        out[i][t] =
            Double.isNaN(out[i][t])
                ? middle
                : Math.max(middle - most, Math.min(middle + most, out[i][t]));
      }
    }
    return out;
  }
}
