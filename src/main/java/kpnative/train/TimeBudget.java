package kpnative.train;

import java.util.function.LongSupplier;

/**
 * The wall time that a training has taken, over all its processes, and its limit. Not thread-safe.
 */
final class TimeBudget {
  private static final double NANOS = 1e9;

  private final double mostSeconds; // 0: no limit
  private double before; // seconds, up to the latest start
  private final LongSupplier nanoTime;
  private long start;

  /**
   * A budget that is partly spent.
   *
   * @param mostMinutes the limit, 0 for none
   * @param spentSeconds time spent by earlier processes
   * @param nanoTime as {@link System#nanoTime}
   */
  TimeBudget(double mostMinutes, double spentSeconds, LongSupplier nanoTime) {
    mostSeconds = mostMinutes * 60;
    before = spentSeconds;
    this.nanoTime = nanoTime;
    start = nanoTime.getAsLong();
  }

  /** Starts to count, in addition to the time already spent. */
  void start() {
    start = nanoTime.getAsLong();
  }

  /** Stops counting: the time until the next start does not count. */
  void stop() {
    before = seconds();
    start = nanoTime.getAsLong();
  }

  /** {@return the time spent, in seconds} */
  double seconds() {
    return before + secondsSince(start);
  }

  /** {@return the fraction of the limit that is spent; 0 if there is no limit} */
  double share() {
    return mostSeconds > 0 ? seconds() / mostSeconds : 0;
  }

  /** {@return whether the limit is reached} */
  boolean isSpent() {
    return mostSeconds > 0 && seconds() >= mostSeconds;
  }

  /** {@return the seconds since a reading of the same clock} */
  private double secondsSince(long nanos) {
    return (nanoTime.getAsLong() - nanos) / NANOS;
  }
}
