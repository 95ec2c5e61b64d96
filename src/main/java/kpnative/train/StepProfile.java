package kpnative.train;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The time that some steps took, by phase.
 *
 * @param steps number of optimiser updates
 * @param nanos spent in each phase; the sum is the wall time
 */
record StepProfile(long steps, Map<Phase, Long> nanos) {
  /** No steps and no time. */
  static final StepProfile NONE = new StepProfile(0, Map.of());

  private static final double NANOS_PER_MILLISECOND = 1e6;

  /** Copies the map. */
  StepProfile {
    nanos = Map.copyOf(nanos);
  }

  /** {@return the sum of both} */
  StepProfile plus(StepProfile other) {
    Map<Phase, Long> sum = new EnumMap<>(Phase.class);
    sum.putAll(nanos);
    other.nanos.forEach((phase, n) -> sum.merge(phase, n, Long::sum));
    return new StepProfile(steps + other.steps, sum);
  }

  /** {@return the first line of {@code profile.csv}: seconds in each phase} */
  static String csvHeader() {
    StringBuilder header = new StringBuilder("epoch,steps");
    for (Phase phase : Phase.values()) {
      header.append(',').append(phase.name().toLowerCase(Locale.ROOT)).append("_s");
    }
    return header.toString();
  }

  /** {@return this as a line of {@code profile.csv}, without a line end} */
  String toCsv(int epoch) {
    StringBuilder line = new StringBuilder().append(epoch).append(',').append(steps);
    for (Phase phase : Phase.values()) {
      double seconds = nanos.getOrDefault(phase, 0L) / (1000 * NANOS_PER_MILLISECOND);
      line.append(String.format(Locale.ROOT, ",%.4f", seconds));
    }
    return line.toString();
  }

  /** {@return the wall time in milliseconds} */
  double milliseconds() {
    return nanos.values().stream().mapToLong(Long::longValue).sum() / NANOS_PER_MILLISECOND;
  }

  /**
   * {@return a table with one line per phase, in milliseconds per step and in percent of the total}
   *
   * @param of what this is the profile of, for the first line
   */
  List<String> table(String of) {
    List<String> lines = new ArrayList<>();
    double all = milliseconds();
    lines.add(line("profile of " + of, "ms/step", "share"));
    for (Phase phase : Phase.values()) {
      lines.add(row(phase.label(), nanos.getOrDefault(phase, 0L) / NANOS_PER_MILLISECOND, all));
    }
    lines.add(row("total, " + steps + " steps", all, all));
    return lines;
  }

  private String row(String label, double milliseconds, double all) {
    return line(
        "  " + label,
        String.format(Locale.ROOT, "%.3f", milliseconds / Math.max(1, steps)),
        String.format(Locale.ROOT, "%.1f %%", 100 * milliseconds / Math.max(all, 1e-9)));
  }

  private static String line(String label, String milliseconds, String share) {
    return String.format(Locale.ROOT, "%-32s %10s %8s", label, milliseconds, share);
  }
}
