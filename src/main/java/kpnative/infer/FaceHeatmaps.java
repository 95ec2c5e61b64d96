package kpnative.infer;

import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;

/**
 * The maps from which a network read the keypoints of one face.
 *
 * <p>Softmaxed where the network reads a distribution, heights where it reads peaks, scores where
 * it reads a grid. Not thread-safe if somebody changes the values.
 *
 * @param count K, the keypoints that are found, in the order of the spec's
 * @param height H, rows of a map
 * @param width W, columns; map and network input cover the same area
 * @param values {@code [K, H, W]}
 * @param found what was read from them: photograph's frame, pixels
 * @param toInput the warp from the photograph to the network's input
 */
public record FaceHeatmaps(
    int count, int height, int width, float[] values, Keypoints found, Warp toInput) {
  /** Rejects another number of values. */
  public FaceHeatmaps {
    if (values.length != (long) count * height * width || found.count() != count) {
      throw new IllegalArgumentException(
          "%d maps of %d x %d need %d values and as many keypoints, got %d and %d"
              .formatted(
                  count,
                  height,
                  width,
                  (long) count * height * width,
                  values.length,
                  found.count()));
    }
  }

  /** {@return the value of keypoint {@code k} at a pixel} */
  public float at(int k, int y, int x) {
    return values[(k * height + y) * width + x];
  }
}
