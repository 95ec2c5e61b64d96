package examples;

/** What an {@link OpenLoop} goes by: the machine's time, or one that a test moves. Thread-safe. */
interface LoopClock {
  /** {@return nanoseconds since some moment} */
  long nanos();

  /** Returns when {@link #nanos} has reached {@code due}. */
  void await(long due);
}
