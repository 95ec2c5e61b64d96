package kpnative.train;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How long a training was in each {@link Phase}. Every moment counts for the phase that was entered
 * last, so the sum is the wall time. A change costs one reading of the system's clock: it always
 * runs.
 *
 * <p>For one thread.
 */
final class PhaseClock {
  private final long[] nanos = new long[Phase.values().length];
  private final Runnable beforeReading;
  private Phase phase = Phase.REST;
  private final LongSupplier nanoTime;
  private long since;

  /**
   * A clock that is in {@link Phase#REST}.
   *
   * @param beforeReading waits until the device has done what it was told, where the phases of a
   *     GPU are to be told apart; else does nothing
   * @param nanoTime as {@link System#nanoTime}
   */
  PhaseClock(Runnable beforeReading, LongSupplier nanoTime) {
    this.beforeReading = beforeReading;
    this.nanoTime = nanoTime;
    this.since = nanoTime.getAsLong();
  }

  /** From now on time counts for {@code next}. */
  void enter(Phase next) {
    beforeReading.run();
    long now = nanoTime.getAsLong();
    nanos[phase.ordinal()] += now - since;
    since = now;
    phase = next;
  }

  /** {@return the nanoseconds in each phase since the last call of this} */
  Map<Phase, Long> take() {
    enter(phase);
    Map<Phase, Long> taken = new EnumMap<>(Phase.class);
    for (Phase p : Phase.values()) {
      taken.put(p, nanos[p.ordinal()]);
    }
    Arrays.fill(nanos, 0);
    return taken;
  }
}
