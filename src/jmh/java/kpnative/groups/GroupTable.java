package kpnative.groups;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Means by group as Markdown, each with the 95 % interval of a bootstrap by face.
 *
 * <p>A value is marked {@code (!)} where it is worse than that of all faces by more than a fifth,
 * and {@code (!!)} where its whole interval is.
 */
final class GroupTable {
  private static final int RESAMPLES = 1000;
  private static final long SEED = 1;
  private static final double WORSE = 1.2;

  private final Map<String, List<Integer>> rows; // a row's faces
  private final List<String> heads = new ArrayList<>();
  private final List<Map<String, String>> columns = new ArrayList<>();

  /**
   * A table without columns yet.
   *
   * @param rows the faces of each row, in the table's order; the first holds all faces
   */
  GroupTable(Map<String, List<Integer>> rows) {
    this.rows = rows;
  }

  /**
   * Adds a column of means.
   *
   * @param values of each face; NaN counts nowhere
   * @param higherIsWorse whether rows far above all faces are marked; else those far below, by what
   *     they lack of 1
   */
  void add(String head, double[] values, boolean higherIsWorse) {
    Map<String, String> column = new HashMap<>();
    double all = Double.NaN;
    for (Map.Entry<String, List<Integer>> row : rows.entrySet()) {
      double[] own =
          row.getValue().stream()
              .mapToDouble(i -> values[i])
              .filter(v -> !Double.isNaN(v))
              .toArray();
      if (own.length == 0) {
        column.put(row.getKey(), "-");
        continue;
      }
      double mean = Arrays.stream(own).average().orElseThrow();
      double[] interval = interval(own);
      if (Double.isNaN(all)) {
        all = mean;
      }
      double limit = higherIsWorse ? WORSE * all : 1 - WORSE * (1 - all);
      boolean worse = higherIsWorse ? mean > limit : mean < limit;
      boolean surely = higherIsWorse ? interval[0] > limit : interval[1] < limit;
      column.put(
          row.getKey(),
          String.format(
              Locale.ROOT,
              "%.2f (%.2f to %.2f)%s",
              100 * mean,
              100 * interval[0],
              100 * interval[1],
              surely ? " (!!)" : worse ? " (!)" : ""));
    }
    heads.add(head);
    columns.add(column);
  }

  /** {@return the 95 % interval of the mean} */
  private static double[] interval(double[] values) {
    Random random = new Random(SEED);
    List<Double> means = new ArrayList<>();
    for (int r = 0; r < RESAMPLES; r++) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += values[random.nextInt(values.length)];
      }
      means.add(sum / values.length);
    }
    Collections.sort(means);
    return new double[] {means.get(RESAMPLES / 40), means.get(RESAMPLES - 1 - RESAMPLES / 40)};
  }

  /** {@return the table; rows without faces are left out} */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("| faces | n | " + String.join(" | ", heads) + " |");
    lines.add("|" + "---|".repeat(2 + heads.size()));
    rows.forEach(
        (row, faces) -> {
          if (!faces.isEmpty()) {
            lines.add(
                columns.stream()
                    .map(column -> column.get(row))
                    .collect(
                        Collectors.joining(
                            " | ", "| " + row + " | " + faces.size() + " | ", " |")));
          }
        });
    return lines;
  }
}
