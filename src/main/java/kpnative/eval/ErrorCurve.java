package kpnative.eval;

import java.util.Arrays;
import java.util.List;

/**
 * The cumulative error distribution (CED): the fraction of faces with an NME at or below each
 * value. Immutable.
 *
 * <p>The curve is the empirical one, with one step per face. The area under it is exact: it does
 * not depend on a grid of thresholds.
 */
public final class ErrorCurve {
  private final double[] sorted;

  private ErrorCurve(double[] sorted) {
    this.sorted = sorted;
  }

  /**
   * {@return the curve of these faces}
   *
   * @param errors the NME of each face, as fractions; at least one
   * @throws IllegalArgumentException if there is no error, or one is negative or NaN
   */
  public static ErrorCurve of(List<Double> errors) {
    if (errors.isEmpty()) {
      throw new IllegalArgumentException("an error curve needs at least one face, got 0");
    }
    double[] sorted = errors.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    // NaN sorts last, so checking both ends checks all errors.
    if (!(sorted[0] >= 0) || Double.isNaN(sorted[sorted.length - 1])) {
      throw new IllegalArgumentException(
          "errors must be at least 0, got " + sorted[0] + " to " + sorted[sorted.length - 1]);
    }
    return new ErrorCurve(sorted);
  }

  /** {@return the fraction of faces with an error at or below {@code error}, 0 to 1} */
  public double shareWithin(double error) {
    return (double) countWithin(error) / sorted.length;
  }

  /**
   * {@return the failure rate (FR): the fraction of faces with an error above {@code limit}, 0 to
   * 1}
   */
  public double failureRate(double limit) {
    return (double) (sorted.length - countWithin(limit)) / sorted.length;
  }

  /**
   * {@return the AUC: the area under the curve from 0 to {@code limit}, divided by {@code limit}, 0
   * to 1}
   *
   * @param limit greater than 0; 0.08 for AUC@8
   */
  public double auc(double limit) {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("an AUC needs a limit greater than 0, got " + limit);
    }
    // A face's step starts at its error and extends to the limit.
    double sum = 0;
    for (double e : sorted) {
      sum += Math.max(0, limit - e) / limit;
    }
    return sum / sorted.length;
  }

  /** {@return a copy of the errors, ascending} */
  public double[] errors() {
    return Arrays.copyOf(sorted, sorted.length);
  }

  private int countWithin(double error) {
    int n = 0;
    while (n < sorted.length && sorted[n] <= error) {
      n++;
    }
    return n;
  }
}
