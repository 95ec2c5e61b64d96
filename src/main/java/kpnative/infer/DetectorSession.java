package kpnative.infer;

import kpnative.crop.Crop;
import kpnative.geometry.Box;
import kpnative.image.Image;
import org.jspecify.annotations.Nullable;

/**
 * A detector for one thread, with working memory of its own: a detection writes into the caller's
 * arrays, and keeps nothing on Java's heap.
 *
 * <p>Not thread-safe: one a thread, from {@link KeypointDetector#session}. Close it when the thread
 * is done; its memory then serves other calls. A detector that is closed frees it, too.
 */
public final class DetectorSession implements AutoCloseable {
  private final DetectorSpec spec;
  private final HeldCall held;

  /** A session with this memory. */
  DetectorSession(DetectorSpec spec, HeldCall held) {
    this.spec = spec;
    this.held = held;
  }

  /**
   * Writes the keypoints of the face in {@code face}.
   *
   * @param picture with the channels of {@code spec().input()}; borrowed
   * @param face the rectangle around the face's keypoints, without margin
   * @param points takes x and y in turn, in the photograph's pixels: {@code 2 *
   *     spec().keypoints().size()} numbers
   * @param deviations takes each keypoint's standard deviation: that of its distribution over the
   *     network's input, in fractions of the input's sides, the root of the mean of both
   *     directions' variances; of the picture as it is, also where the points are averaged with the
   *     mirror image's. NaN where the network gives no distribution. Null: not wanted
   * @throws IllegalArgumentException if an array is too short, or the picture has other channels
   * @throws IllegalStateException if this or its detector is closed
   */
  public void detect(Image picture, Box face, float[] points, float @Nullable [] deviations) {
    detect(picture, spec.crop(face), points, deviations);
  }

  /**
   * Writes the keypoints of the face that fills the picture, as {@link #detect(Image, Box, float[],
   * float[])} does those of one in a box.
   */
  public void detectCrop(Image picture, float[] points, float @Nullable [] deviations) {
    detect(picture, spec.cropOfPicture(picture.frame().photograph()), points, deviations);
  }

  private void detect(Image picture, Crop crop, float[] points, float @Nullable [] deviations) {
    checkLengths(points, deviations);
    DetectorCall memory = held.begin();
    try {
      memory.sample(picture, crop, 0);
      memory.run();
      memory.points(0, points);
      if (deviations != null) {
        memory.deviations(0, deviations);
      }
    } finally {
      held.end();
    }
  }

  private void checkLengths(float[] points, float @Nullable [] deviations) {
    int k = spec.keypoints().size();
    if (points.length < 2 * k || (deviations != null && deviations.length < k)) {
      throw new IllegalArgumentException(
          "%d keypoints need arrays of %d and %d numbers, got %d and %s"
              .formatted(
                  k,
                  2 * k,
                  k,
                  points.length,
                  deviations == null ? "none" : "" + deviations.length));
    }
  }

  /** Gives the memory back. Idempotent. */
  @Override
  public void close() {
    held.close();
  }
}
