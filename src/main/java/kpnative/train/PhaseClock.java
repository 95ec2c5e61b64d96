package kpnative.train;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The time that a training spends in each {@link Phase}. Every moment counts for the phase entered
 * last, so the sum is the wall time. A change of phase reads the system's clock once, so the clock
 * is always on.
 *
 * <p>Not thread-safe.
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
   * @param beforeReading waits for the device's queued work if the phases on a GPU are to be
   *     distinguished; otherwise does nothing
   * @param nanoTime as {@link System#nanoTime}
   */
  PhaseClock(Runnable beforeReading, LongSupplier nanoTime) {
    this.beforeReading = beforeReading;
    this.nanoTime = nanoTime;
    this.since = nanoTime.getAsLong();
  }

  /** Time counts for {@code next} from now on. */
  void enter(Phase next) {
    beforeReading.run();
    long now = nanoTime.getAsLong();
    nanos[phase.ordinal()] += now - since;
    since = now;
    phase = next;
  }

  /** {@return the nanoseconds in each phase since the last call} */
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
