package kpnative.infer;

import java.util.Locale;
import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;

/**
 * The heatmaps from which a network read the keypoints of one face.
 *
 * <p>The values are probabilities after a softmax if the network reads an expectation, heatmap
 * values if it reads peaks, scores if it reads a grid. The array is not copied: thread-safe as long
 * as nobody changes it.
 *
 * @param count K, the number of keypoints, in the spec's order
 * @param height H, rows of a heatmap
 * @param width W, columns of a heatmap; heatmap and network input cover the same area
 * @param values {@code [K, H, W]}
 * @param found the keypoints read from them, in the photograph's pixels
 * @param toInput the warp from the photograph to the network's input
 */
public record FaceHeatmaps(
    int count, int height, int width, float[] values, Keypoints found, Warp toInput) {
  /** Rejects values or keypoints whose number does not fit the shape. */
  public FaceHeatmaps {
    if (values.length != (long) count * height * width || found.count() != count) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d maps of %d x %d need %d values and as many keypoints, got %d and %d",
              count,
              height,
              width,
              (long) count * height * width,
              values.length,
              found.count()));
    }
  }

  /** {@return the value of keypoint {@code k}'s heatmap at a pixel} */
  public float at(int k, int y, int x) {
    return values[(k * height + y) * width + x];
  }
}
