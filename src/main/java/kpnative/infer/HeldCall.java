package kpnative.infer;

import kpnative.natives.NativeThreads;

/** A detector's working memory that one thread holds over many calls. Not thread-safe. */
final class HeldCall implements AutoCloseable {
  private final RunningCalls calls;
  private final CallPool pool;
  private final DetectorCall memory;
  private boolean closed;

  /**
   * Takes memory of the pool, while a call runs.
   *
   * @param faces of a run, at most
   */
  HeldCall(RunningCalls calls, CallPool pool, int faces) {
    this.calls = calls;
    this.pool = pool;
    this.memory = pool.take(faces);
  }

  /**
   * Begins a call of the calling thread, to be ended; {@return the memory}
   *
   * @throws IllegalStateException if this or its detector is closed
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

  /** {@return how many faces go through the network in a run} */
  int faces() {
    return memory.faces();
  }

  /** Gives the memory back. Idempotent. */
  @Override
  public void close() {
    if (!closed && calls.tryBegin()) { // a closed detector has freed it
      pool.giveBack(memory);
      calls.end();
    }
    closed = true;
  }
}
