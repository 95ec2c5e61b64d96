package kpnative.cli;

import java.util.Locale;
import java.util.function.LongSupplier;

/** Estimates how long work will take, from its average speed since this was made. */
final class TimeLeft {
  private static final double NANOS = 1e9;

  private final LongSupplier nanoTime;
  private final double first;
  private final long begun;

  /**
   * Begins to measure.
   *
   * @param first the part of the work that was done before, 0 to 1
   */
  TimeLeft(double first, LongSupplier nanoTime) {
    this.first = first;
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  /** {@return the seconds since this was made} */
  double seconds() {
    return (nanoTime.getAsLong() - begun) / NANOS;
  }

  /**
   * {@return the time left: {@code 1:02:03}, {@code 2:03}, or {@code --} at first}
   *
   * @param progress the part of the work that is done, 0 to 1
   */
  String after(double progress) {
    double done = progress - first;
    if (done <= 0) {
      return "--";
    }
    long left = Math.round(seconds() * (1 - progress) / done);
    return left >= 3600
        ? String.format(Locale.ROOT, "%d:%02d:%02d", left / 3600, left / 60 % 60, left % 60)
        : String.format(Locale.ROOT, "%d:%02d", left / 60, left % 60);
  }
}
