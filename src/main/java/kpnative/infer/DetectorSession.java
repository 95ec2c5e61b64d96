package kpnative.infer;

import java.util.Locale;
import kpnative.crop.Crop;
import kpnative.geometry.Box;
import kpnative.image.Image;
import org.jspecify.annotations.Nullable;

/**
 * A detector for one thread, with dedicated working memory. A detection writes into the caller's
 * arrays and allocates next to nothing on the Java heap.
 *
 * <p>Not thread-safe: use one per thread, from {@link KeypointDetector#session}. Closing it returns
 * its memory to the detector's pool; closing the detector frees that memory.
 */
public final class DetectorSession implements AutoCloseable {
  private final DetectorSpec spec;
  private final HeldCall held;

  /** Takes ownership of the held memory. */
  DetectorSession(DetectorSpec spec, HeldCall held) {
    this.spec = spec;
    this.held = held;
  }

  /**
   * Detects the face in the box {@code face} and writes its keypoints.
   *
   * @param picture has the channels of {@code spec().input()}; borrowed
   * @param face the rectangle around the face's keypoints, without margin
   * @param points receives {@code [K, 2]}, x before y, in the photograph's pixels; at least {@code
   *     2 * spec().keypoints().size()} numbers
   * @param deviations receives {@code [K]}, the standard deviation of each keypoint's distribution
   *     over the network's input: the root of the mean of the x and y variances, in fractions of
   *     the input's sides. It is of the unmirrored input, even if the points are averaged with the
   *     mirrored one's. NaN if the network gives no distribution. Null if not wanted
   * @throws IllegalArgumentException if an array is too short, or the picture has other channels
   * @throws IllegalStateException if the session or its detector is closed
   */
  public void detect(Image picture, Box face, float[] points, float @Nullable [] deviations) {
    detect(picture, spec.crop(face), points, deviations);
  }

  /**
   * Detects the face that fills the picture and writes its keypoints, as {@link #detect(Image, Box,
   * float[], float[])} does for a face in a box.
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
          String.format(
              Locale.ROOT,
              "%d keypoints need arrays of %d and %d numbers, got %d and %s",
              k,
              2 * k,
              k,
              points.length,
              deviations == null ? "none" : "" + deviations.length));
    }
  }

  /** Returns the memory to the pool. Idempotent. */
  @Override
  public void close() {
    held.close();
  }
}
