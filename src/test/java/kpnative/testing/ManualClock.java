package kpnative.testing;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Time that passes only when a test says so, in nanoseconds, in place of {@link System#nanoTime}.
 * Thread-safe.
 */
public final class ManualClock implements LongSupplier {
  // any moment, as of System.nanoTime: near the largest number, which clocks count across
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 3);
  private final AtomicLong each = new AtomicLong();

  /** {@return a clock that goes on by {@code nanos} with each reading} */
  public static ManualClock ticking(long nanos) {
    ManualClock clock = new ManualClock();
    clock.each.set(nanos);
    return clock;
  }

  @Override
  public long getAsLong() {
    return now.getAndAdd(each.get());
  }

  /** Lets {@code nanos} pass. */
  public void advance(long nanos) {
    now.addAndGet(nanos);
  }

  /** Lets time pass until {@code nanos}, if that lies ahead. */
  public void advanceTo(long nanos) {
    now.updateAndGet(at -> nanos - at > 0 ? nanos : at);
  }
}
