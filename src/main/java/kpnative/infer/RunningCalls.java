package kpnative.infer;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts the calls that run, so that closing waits for them: no call ever waits for another.
 * Thread-safe.
 */
final class RunningCalls {
  private static final int CLOSED = 1 << 31; // the sign
  private static final long PAUSE_NANOS = 100_000;

  private final AtomicInteger state = new AtomicInteger(); // calls that run, and the sign

  /**
   * Counts a call.
   *
   * @throws IllegalStateException if this is closed
   */
  void begin() {
    if (!tryBegin()) {
      throw new IllegalStateException("the detector is closed");
    }
  }

  /** Counts a call, unless this is closed; {@return whether it is counted} */
  boolean tryBegin() {
    int now;
    do {
      now = state.get();
      if (now < 0) {
        return false;
      }
    } while (!state.compareAndSet(now, now + 1));
    return true;
  }

  /**
   * Passes, unless this is closed.
   *
   * @throws IllegalStateException if it is
   */
  void checkOpen() {
    begin();
    end();
  }

  /** Ends a call that began. */
  void end() {
    state.decrementAndGet();
  }

  /**
   * Lets no further call begin, and waits until none runs.
   *
   * @return false if this was closed before
   */
  boolean close() {
    int before = state.getAndUpdate(n -> n | CLOSED);
    if (before < 0) {
      return false;
    }
    while (state.get() != CLOSED) {
      LockSupport.parkNanos(this, PAUSE_NANOS);
    }
    return true;
  }
}
