package kpnative.suggest;

/**
 * A linear map from features to targets: least squares with a penalty on the coefficients, but not
 * on the constant.
 */
final class Ridge {
  /*
   * For features whose mean square is 1. Of 1, 10 and 50, 10 found the most of the wrong labels of
   * the IMM faces and of HELEN's; it is not sensitive.
   */
  private static final double PENALTY = 10;

  private final double[] centre; // [F]
  private final double[] constant; // [T]
  private final double[][] coefficients; // [F, T]

  private Ridge(double[] centre, double[] constant, double[][] coefficients) {
    this.centre = centre;
    this.constant = constant;
    this.coefficients = coefficients;
  }

  /**
   * {@return the map fitted to these rows}
   *
   * @param features {@code [N, F]}, at least one row
   * @param targets {@code [N, T]}
   */
  static Ridge fit(double[][] features, double[][] targets) {
    double[] centre = mean(features);
    double[] constant = mean(targets);
    int count = centre.length;
    double[][] product = new double[count][count]; // X'X, its lower triangle
    double[][] right = new double[count][constant.length]; // X'Y
    double squares = 0;
    for (int n = 0; n < features.length; n++) {
      for (int i = 0; i < count; i++) {
        double x = features[n][i] - centre[i];
        for (int j = 0; j <= i; j++) {
          product[i][j] += x * (features[n][j] - centre[j]);
        }
        for (int t = 0; t < constant.length; t++) {
          right[i][t] += x * (targets[n][t] - constant[t]);
        }
        squares += x * x;
      }
    }
    double unit = squares / features.length / count; // the features' mean square
    for (int i = 0; i < count; i++) {
      product[i][i] += PENALTY * unit + 1e-12; // 1e-12: in case that all rows are equal
    }
    return new Ridge(centre, constant, Cholesky.of(product).solve(right));
  }

  /** {@return the targets of one row of features, {@code [T]}} */
  double[] of(double[] features) {
    double[] out = constant.clone();
    for (int i = 0; i < centre.length; i++) {
      double x = features[i] - centre[i];
      for (int t = 0; t < out.length; t++) {
        out[t] += x * coefficients[i][t];
      }
    }
    return out;
  }

  private static double[] mean(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row[i] / rows.length;
      }
    }
    return mean;
  }
}
