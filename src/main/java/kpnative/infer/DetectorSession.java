package kpnative.infer;

import kpnative.geometry.Box;
import kpnative.image.Image;
import org.jspecify.annotations.Nullable;

/**
 * A detector for one thread, with working memory of its own: a detection writes into the caller's
 * arrays and, once compiled, makes no object.
 *
 * <p>Not thread-safe: one a thread, from {@link KeypointDetector#session}. Close it when the thread
 * is done; its memory then serves other calls. Closing the detector ends its sessions, too.
 */
public final class DetectorSession implements AutoCloseable {
  private final KeypointDetector detector;

  DetectorSession(KeypointDetector detector) {
    this.detector = detector;
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
   *     directions' variances; NaN where the network gives no distribution. Null: not wanted
   * @throws IllegalArgumentException if an array is too short
   * @throws IllegalStateException if this or its detector is closed
   */
  public void detect(Image picture, Box face, float[] points, float @Nullable [] deviations) {
    detector.detect(picture, face, points, deviations);
  }

  /** Gives the memory back. Idempotent. */
  @Override
  public void close() {}
}
