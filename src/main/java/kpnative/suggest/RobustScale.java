package kpnative.suggest;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The median of some values and their standard deviation, estimated so that a few wrong ones hardly
 * change them.
 *
 * @param median of the values that are numbers; 0 without any
 * @param deviation 1.4826 times the median absolute deviation, which for a normal distribution is
 *     its standard deviation
 */
record RobustScale(double median, double deviation) {
  private static final double MAD_TO_SIGMA = 1.4826;

  /** {@return the scale of these values, of which NaN are left out} */
  static RobustScale of(double[] values) {
    double[] known = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    double median = middle(known);
    double[] away = Arrays.stream(known).map(v -> Math.abs(v - median)).toArray();
    return new RobustScale(median, MAD_TO_SIGMA * middle(away));
  }

  /**
   * {@return the scale of each column, none less than half the median column's: a column of equal
   * values says little about how exactly it is known}
   *
   * @param rows at least one, of equal lengths
   */
  static RobustScale[] ofColumns(double[][] rows) {
    RobustScale[] all =
        IntStream.range(0, rows[0].length)
            .mapToObj(c -> of(Arrays.stream(rows).mapToDouble(r -> r[c]).toArray()))
            .toArray(RobustScale[]::new);
    double usual = middle(Arrays.stream(all).mapToDouble(RobustScale::deviation).toArray());
    double least = Math.max(usual / 2, 1e-9); // 1e-9: in case that every column is constant
    return Arrays.stream(all)
        .map(s -> new RobustScale(s.median, Math.max(s.deviation, least)))
        .toArray(RobustScale[]::new);
  }

  /** {@return the scale of these values with independent noise of this deviation added} */
  RobustScale withNoise(double noise) {
    return new RobustScale(median, Math.hypot(deviation, noise));
  }

  /** {@return how many deviations a value is from the median; NaN for NaN} */
  double of(double value) {
    return (value - median) / deviation;
  }

  private static double middle(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }
}
