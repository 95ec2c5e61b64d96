package kpnative.infer;

import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/** The memory of one running call of an engine. Not thread-safe. */
interface EngineMemory extends AutoCloseable {
  /** {@return B, how many inputs a run has} */
  int inputs();

  /** {@return where the inputs go: {@code [B, H, W, C]} float32; borrowed} */
  FloatPointer input();

  /**
   * Runs the network on all inputs.
   *
   * @param coordinates takes {@code [B, 2K]}, as the codec decodes them
   * @param deviations takes {@code [B, K]}: the standard deviation of each point's distribution
   *     over the input, in fractions of its sides, the root of the mean of both directions'
   *     variances; NaN where the network gives no distribution
   * @param maps takes the maps that were read, {@code [B, K, H, W]}, as {@link FaceHeatmaps} has
   *     them; null: not wanted, or the network reads none
   */
  void run(float[] coordinates, float[] deviations, float @Nullable [] maps);

  @Override
  void close();
}
