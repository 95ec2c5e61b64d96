package kpnative.train;

import java.util.function.LongSupplier;

/** The wall time that a training has taken, over all its calls, and may take. For one thread. */
final class TimeBudget {
  private static final double NANOS = 1e9;

  private final double mostSeconds; // 0: any
  private double before; // seconds, up to the latest start
  private final LongSupplier nanoTime;
  private long start;

  /**
   * A budget of which a part is spent.
   *
   * @param mostMinutes 0 for any
   * @param spentSeconds by earlier processes
   * @param nanoTime as {@link System#nanoTime}
   */
  TimeBudget(double mostMinutes, double spentSeconds, LongSupplier nanoTime) {
    mostSeconds = mostMinutes * 60;
    before = spentSeconds;
    this.nanoTime = nanoTime;
    start = nanoTime.getAsLong();
  }

  /** Counts from now on, after what was spent before. */
  void start() {
    start = nanoTime.getAsLong();
  }

  /** Keeps what was spent; what comes until the next start doesn't count. */
  void stop() {
    before = seconds();
    start = nanoTime.getAsLong();
  }

  /** {@return what was spent, in seconds} */
  double seconds() {
    return before + secondsSince(start);
  }

  /** {@return the part that was spent; 0 where any time may be taken} */
  double share() {
    return mostSeconds > 0 ? seconds() / mostSeconds : 0;
  }

  /** {@return whether all is spent} */
  boolean isSpent() {
    return mostSeconds > 0 && seconds() >= mostSeconds;
  }

  /** {@return the seconds since a reading of the same clock} */
  private double secondsSince(long nanos) {
    return (nanoTime.getAsLong() - nanos) / NANOS;
  }
}
