package examples;

import java.util.concurrent.locks.LockSupport;

/** The machine's clock: sleeps, and is awake for the last moment before a call is due. */
final class MachineClock implements LoopClock {
  /** The system wakes a sleeper up to this late; the rest of the wait is spent awake. */
  private static final long AWAKE_NANOS = 200_000;

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void await(long due) {
    for (long left = due - nanos(); left > 0; left = due - nanos()) {
      if (left > AWAKE_NANOS) {
        LockSupport.parkNanos(left - AWAKE_NANOS);
      } else {
        Thread.onSpinWait();
      }
    }
  }
}
