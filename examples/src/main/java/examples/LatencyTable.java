package examples;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;

/** Latencies as a few percentiles and as bars. Every value counts: none is rounded or sampled. */
final class LatencyTable {
  private static final double[] PERCENTILES = {50, 99, 99.9, 100};
  private static final double STEP = Math.pow(10, 0.1); // of the bars: ten in a decade
  private static final int WIDTH = 50; // of the longest bar, characters

  private final long[] sorted;

  /** Copies the values, nanoseconds; at least one. */
  LatencyTable(long[] nanos) {
    if (nanos.length == 0) {
      throw new IllegalArgumentException("there are no latencies");
    }
    sorted = nanos.clone();
    Arrays.sort(sorted);
  }

  /**
   * {@return the smallest value that at least this share of all do not exceed, in nanoseconds}
   *
   * @param percent above 0, at most 100
   */
  long percentile(double percent) {
    int rank = (int) Math.ceil(percent / 100 * sorted.length - 1e-9); // 99.9 % of 1,000 is 999
    return sorted[Math.max(rank, 1) - 1];
  }

  /** Prints the percentiles on one line. */
  void printPercentiles(String name, PrintStream out) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-16s", name));
    for (double p : PERCENTILES) {
      line.append(
          String.format(
              Locale.ROOT,
              "  %s %8.3f ms",
              p == 100 ? "max" : "p" + (p == (int) p ? String.valueOf((int) p) : p),
              percentile(p) / 1e6));
    }
    out.println(line);
  }

  /** Prints how many values lie in each interval, ten intervals to a decade. */
  void printHistogram(PrintStream out) {
    int first = bar(sorted[0]);
    long[] counts = new long[bar(sorted[sorted.length - 1]) - first + 1];
    for (long each : sorted) {
      counts[bar(each) - first]++;
    }
    long most = Arrays.stream(counts).max().orElseThrow();
    for (int i = 0; i < counts.length; i++) {
      int length = (int) Math.ceil((double) WIDTH * counts[i] / most); // one call shows, too
      out.printf(
          Locale.ROOT,
          "%10.3f ms %8d %s%n",
          Math.pow(STEP, first + i) / 1e6,
          counts[i],
          "#".repeat(length));
    }
  }

  /** {@return the number of the interval that begins at {@code STEP^number}} */
  private static int bar(long nanos) {
    return (int) Math.floor(Math.log((double) Math.max(nanos, 1)) / Math.log(STEP) + 1e-9);
  }
}
