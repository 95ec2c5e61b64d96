package kpnative.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reliability diagram of a confidence, as a table: whether the keypoints with a confidence of p
 * are right in a fraction p of the cases. Immutable.
 *
 * @param bins ten of equal width from 0 to 1, including empty ones
 * @param expectedCalibrationError the expected calibration error (ECE): the difference between
 *     predicted and observed fraction of each bin, averaged over the points, a fraction
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al. 2017, On Calibration of Modern Neural
 *     Networks</a>
 */
public record Reliability(List<Bin> bins, double expectedCalibrationError) {
  private static final int BINS = 10;

  /** Copies the list. */
  public Reliability {
    bins = List.copyOf(bins);
  }

  /**
   * One bin of the diagram.
   *
   * @param from the lower bound, inclusive
   * @param to the upper bound, exclusive; inclusive for the last bin
   * @param points the number of points
   * @param predicted their mean confidence; NaN if the bin is empty
   * @param observed the fraction of them that is right; NaN if the bin is empty
   */
  public record Bin(double from, double to, int points, double predicted, double observed) {}

  /**
   * {@return the table of these points}
   *
   * @param confidence the confidence of each point, 0 to 1
   * @param right whether each point is right
   * @throws IllegalArgumentException if there is no point, the lengths differ, or a confidence is
   *     outside 0 to 1
   */
  public static Reliability of(double[] confidence, boolean[] right) {
    if (confidence.length == 0 || confidence.length != right.length) {
      throw new IllegalArgumentException(
          "a reliability table needs one outcome per confidence, at least one, got "
              + (confidence.length + " and " + right.length));
    }
    int[] points = new int[BINS];
    int[] hits = new int[BINS];
    double[] sums = new double[BINS];
    for (int i = 0; i < confidence.length; i++) {
      if (!(confidence[i] >= 0 && confidence[i] <= 1)) {
        throw new IllegalArgumentException("a confidence must be 0 to 1, got " + confidence[i]);
      }
      int bin = Math.min(BINS - 1, (int) (confidence[i] * BINS));
      points[bin]++;
      hits[bin] += right[i] ? 1 : 0;
      sums[bin] += confidence[i];
    }
    List<Bin> bins = new ArrayList<>();
    double difference = 0;
    for (int b = 0; b < BINS; b++) {
      double n = points[b]; // 0 / 0 is the NaN of an empty bin
      bins.add(new Bin((double) b / BINS, (b + 1.0) / BINS, points[b], sums[b] / n, hits[b] / n));
      difference += Math.abs(sums[b] - hits[b]);
    }
    return new Reliability(bins, difference / confidence.length);
  }

  /** {@return the table for JSON} */
  public Map<String, @Nullable Object> toMap() {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Bin b : bins) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("from", b.from);
      row.put("to", b.to);
      row.put("points", b.points);
      row.put("predicted", b.points == 0 ? null : b.predicted);
      row.put("observed", b.points == 0 ? null : b.observed);
      rows.add(row);
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("expected_calibration_error", expectedCalibrationError);
    map.put("bins", rows);
    return map;
  }

  /**
   * {@return the table as text: a header, one line per bin that is not empty, and the ECE, each
   * ending in a newline}
   */
  public String table() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%-16s%10s%14s%10s%n",
                "confidence",
                "points",
                "predicted",
                "observed"));
    for (Bin b : bins) {
      if (b.points > 0) {
        text.append(
            String.format(
                Locale.ROOT,
                "%.1f to %.1f      %10d%14.3f%10.3f%n",
                b.from,
                b.to,
                b.points,
                b.predicted,
                b.observed));
      }
    }
    return text.append(
            String.format(
                Locale.ROOT, "expected calibration error %.4f%n", expectedCalibrationError))
        .toString();
  }
}
