package kpnative.infer;

import kpnative.natives.NativeThreads;

/** Working memory of a detector that one thread keeps across calls. Not thread-safe. */
final class HeldCall implements AutoCloseable {
  private final RunningCalls calls;
  private final CallPool pool;
  private final DetectorCall memory;
  private boolean closed;

  /**
   * Takes memory from the pool; the caller has begun a call.
   *
   * @param faces the largest batch wanted
   */
  HeldCall(RunningCalls calls, CallPool pool, int faces) {
    this.calls = calls;
    this.pool = pool;
    this.memory = pool.take(faces);
  }

  /**
   * Begins a call on the calling thread, which must {@link #end} it; {@return the memory}
   *
   * @throws IllegalStateException if the held memory was given back, or the detector is closed
   */
  DetectorCall begin() {
    calls.begin();
    if (closed) {
      calls.end();
      throw new IllegalStateException("used after close");
    }
    NativeThreads.enter();
    return memory;
  }

  /** Ends the call. */
  void end() {
    calls.end();
  }

  /** {@return the batch size, in faces} */
  int faces() {
    return memory.faces();
  }

  /** Returns the memory to the pool. Idempotent. */
  @Override
  public void close() {
    if (!closed && calls.tryBegin()) { // if the detector is closed, it has freed the memory
      pool.giveBack(memory);
      calls.end();
    }
    closed = true;
  }
}
