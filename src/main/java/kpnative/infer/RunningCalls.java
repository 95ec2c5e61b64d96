package kpnative.infer;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts running calls, so that closing can wait for them. Calls never wait for each other.
 * Thread-safe.
 */
final class RunningCalls {
  private static final int CLOSED = 1 << 31; // the sign bit
  private static final long PAUSE_NANOS = 100_000;

  private final AtomicInteger state =
      new AtomicInteger(); // the number of running calls; negative once closed

  /**
   * Counts a call.
   *
   * @throws IllegalStateException if {@link #close} was called
   */
  void begin() {
    if (!tryBegin()) {
      throw new IllegalStateException("the detector is closed");
    }
  }

  /** Counts a call unless closed; {@return whether it was counted} */
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
   * Checks that calls may begin.
   *
   * @throws IllegalStateException if {@link #close} was called
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
   * Refuses further calls and waits until no call is running.
   *
   * @return false if it was already closed
   */
  boolean close() {
    int before = state.getAndUpdate(n -> n | CLOSED);
    if (before < 0) {
      return false;
    }
    boolean interrupted = false;
    while (state.get() != CLOSED) {
      LockSupport.parkNanos(this, PAUSE_NANOS);
      interrupted |= Thread.interrupted(); // else parking would return at once
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return true;
  }
}
