package kpnative.suggest;

/** A symmetric positive definite matrix as the product of a triangle and its transpose. */
final class Cholesky {
  private final double[][] lower; // [n, n], zero above the diagonal

  private Cholesky(double[][] lower) {
    this.lower = lower;
  }

  /**
   * {@return the decomposition}
   *
   * @param a {@code [n, n]}; only the lower triangle is read
   * @throws ArithmeticException if it is not positive definite
   */
  static Cholesky of(double[][] a) {
    int n = a.length;
    double[][] lower = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = a[i][j];
        for (int k = 0; k < j; k++) {
          rest -= lower[i][k] * lower[j][k];
        }
        if (i == j && !(rest > 0)) {
          throw new ArithmeticException("not positive definite: pivot " + i + " is " + rest);
        }
        lower[i][j] = i == j ? Math.sqrt(rest) : rest / lower[j][j];
      }
    }
    return new Cholesky(lower);
  }

  /**
   * {@return x of {@code a x = b}}
   *
   * @param b {@code [n, m]}, one column for each system
   */
  double[][] solve(double[][] b) {
    int n = lower.length;
    int m = b[0].length;
    double[][] x = new double[n][];
    for (int i = 0; i < n; i++) {
      x[i] = b[i].clone();
      for (int k = 0; k < i; k++) {
        subtract(x[i], lower[i][k], x[k], m);
      }
      divide(x[i], lower[i][i]);
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        subtract(x[i], lower[k][i], x[k], m);
      }
      divide(x[i], lower[i][i]);
    }
    return x;
  }

  /** {@return the inverse, {@code [n, n]}} */
  double[][] inverse() {
    double[][] unit = new double[lower.length][lower.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i][i] = 1;
    }
    return solve(unit);
  }

  private static void subtract(double[] row, double times, double[] other, int m) {
    for (int j = 0; j < m; j++) {
      row[j] -= times * other[j];
    }
  }

  private static void divide(double[] row, double by) {
    for (int j = 0; j < row.length; j++) {
      row[j] /= by;
    }
  }
}
