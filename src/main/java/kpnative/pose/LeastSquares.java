package kpnative.pose;

/** Small systems of linear equations. */
final class LeastSquares {
  private LeastSquares() {}

  /**
   * {@return the solution of a symmetric positive definite system, by Gauss's elimination; NaN or
   * infinite where there is none}
   *
   * @param matrix row by row, [N, N]
   * @param right [N]
   */
  static double[] solve(double[] matrix, double[] right) {
    int n = right.length;
    double[] a = matrix.clone();
    double[] x = right.clone();
    for (int i = 0; i < n; i++) {
      for (int r = i + 1; r < n; r++) {
        double factor = a[n * r + i] / a[n * i + i];
        for (int c = i; c < n; c++) {
          a[n * r + c] -= factor * a[n * i + c];
        }
        x[r] -= factor * x[i];
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int c = i + 1; c < n; c++) {
        x[i] -= a[n * i + c] * x[c];
      }
      x[i] /= a[n * i + i];
    }
    return x;
  }
}
