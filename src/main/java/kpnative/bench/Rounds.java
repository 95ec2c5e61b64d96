package kpnative.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The times of one variant's calls, by round. Not thread-safe. */
final class Rounds {
  private static final double MOST = 0.95; // of the calls

  private final List<double[]> millis = new ArrayList<>();
  private final List<Double> rates = new ArrayList<>();

  /**
   * Adds a round.
   *
   * @param calls the time of each call, milliseconds; at least one
   * @param perSecond faces a second
   */
  void add(double[] calls, double perSecond) {
    millis.add(calls);
    rates.add(perSecond);
  }

  /** {@return the median time of a call over all rounds, milliseconds} */
  double median() {
    return quantile(all(), 0.5);
  }

  /** {@return the time that 95 % of all calls do not exceed, milliseconds} */
  double percentile95() {
    return quantile(all(), MOST);
  }

  /** {@return the median of the rounds' faces a second} */
  double perSecond() {
    return quantile(rates.stream().mapToDouble(Double::doubleValue).sorted().toArray(), 0.5);
  }

  /** {@return the largest difference between the medians of two rounds, divided by the median} */
  double spread() {
    double[] medians =
        millis.stream().mapToDouble(m -> quantile(m.clone(), 0.5)).sorted().toArray();
    return (medians[medians.length - 1] - medians[0]) / median();
  }

  private double[] all() {
    return millis.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  /** {@return the value below or at which a share of the values lies} Sorts them. */
  private static double quantile(double[] values, double share) {
    Arrays.sort(values);
    return values[(int) Math.ceil(share * values.length) - 1];
  }
}
