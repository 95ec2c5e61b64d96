package kpnative.infer;

import org.bytedeco.javacpp.FloatPointer;

/** The memory of one running call. Not thread-safe. */
interface FaceWork extends AutoCloseable {
  /** {@return how many inputs a run has: twice the faces, where a second set is for mirrors} */
  int capacity();

  /** {@return where the inputs go: {@code [capacity, H, W, C]} float32; borrowed} */
  FloatPointer input();

  /**
   * Runs the network on all inputs.
   *
   * @param coordinates takes {@code [capacity, 2K]}, as the codec decodes them
   * @param spreads takes {@code [capacity, K]}: the standard deviation of each point's distribution
   *     over the input, in fractions of its sides, the mean of both directions; NaN where the
   *     network gives no distribution
   */
  void run(float[] coordinates, float[] spreads);

  @Override
  void close();
}
