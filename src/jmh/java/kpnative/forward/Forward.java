package kpnative.forward;

/** One way to run a network on a batch that it was given at the beginning. */
interface Forward extends AutoCloseable {
  /**
   * Computes the answer anew.
   *
   * @param answer written: coordinates {@code [B, 2K]} row by row, fractions of the input's sides
   */
  void run(float[] answer) throws Exception;
}
