package kpnative.infer;

import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/** The working memory of one batch in an engine. Not thread-safe. */
interface EngineMemory extends AutoCloseable {
  /** {@return B, the batch size, in network inputs} */
  int inputs();

  /** {@return the input tensor's memory, {@code [B, H, W, C]} float32; borrowed} */
  FloatPointer input();

  /**
   * Runs the network on all inputs.
   *
   * @param coordinates receives {@code [B, 2K]}, in the form that the codec decodes
   * @param deviations receives {@code [B, K]}: the standard deviation of each keypoint's
   *     distribution over the input, the root of the mean of the x and y variances, in fractions of
   *     the input's sides; NaN if the network gives no distribution
   * @param visibility receives {@code [B, K]}: the logit of each keypoint's being visible; NaN if
   *     the network does not output it
   * @param maps receives the heatmaps, {@code [B, K, H, W]}, as {@link FaceHeatmaps} defines them;
   *     null if not wanted or if the network has none
   */
  void run(float[] coordinates, float[] deviations, float[] visibility, float @Nullable [] maps);

  @Override
  void close();
}
