package kpnative.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether points that are said to be right with a probability of p are right in a share p of the
 * cases: the reliability diagram, as a table.
 *
 * @param bins of equal width from 0 to 1, those without points too
 * @param expectedCalibrationError the mean over points of the difference between what their bin
 *     predicts and what was observed in it (ECE), a fraction
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
   * The points whose confidence is in one tenth.
   *
   * @param from the least confidence, belongs to the bin
   * @param to the largest, belongs to the next one; the last bin's belongs to it
   * @param points how many
   * @param predicted their mean confidence; NaN where there is none
   * @param observed the share of them that is right; NaN where there is none
   */
  public record Bin(double from, double to, int points, double predicted, double observed) {}

  /**
   * {@return the table of these points}
   *
   * @param confidence of each, 0 to 1
   * @param right whether it was right
   * @throws IllegalArgumentException if there is none, another number of answers, or a confidence
   *     that is no probability
   */
  public static Reliability of(double[] confidence, boolean[] right) {
    if (confidence.length == 0 || confidence.length != right.length) {
      throw new IllegalArgumentException(
          "a reliability needs points with an answer each, got "
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
    double off = 0;
    for (int b = 0; b < BINS; b++) {
      double n = points[b]; // 0 / 0 is the NaN of an empty bin
      bins.add(new Bin((double) b / BINS, (b + 1.0) / BINS, points[b], sums[b] / n, hits[b] / n));
      off += Math.abs(sums[b] - hits[b]);
    }
    return new Reliability(bins, off / confidence.length);
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

  /** {@return the table as text: a header, and a line a bin with points, each with a newline} */
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
