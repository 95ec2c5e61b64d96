package kpnative.suggest;

import java.util.Arrays;

/** Where a value stands among others. */
final class Ranks {
  private Ranks() {}

  /**
   * {@return for each value the share of the others that are less, 0 to 1; of equal ones half; NaN
   * for NaN, which are not among the others}
   */
  static double[] of(double[] values) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      int less = count(sorted, values[i], false);
      int equal = count(sorted, values[i], true) - less - 1; // others that are equal
      out[i] =
          Double.isNaN(values[i])
              ? Double.NaN
              : sorted.length == 1 ? 0.5 : (less + equal / 2.0) / (sorted.length - 1);
    }
    return out;
  }

  /** {@return how many are less than {@code value}, or also equal} */
  private static int count(double[] sorted, double value, boolean orEqual) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value || (orEqual && sorted[middle] == value)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
