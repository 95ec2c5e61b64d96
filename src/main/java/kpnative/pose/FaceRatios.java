package kpnative.pose;

import kpnative.keypoints.Keypoints;

/**
 * Ratios of lengths in a face that say what it does: blinks, opens its mouth, raises its brows.
 * They depend neither on the face's size nor on its roll. Yaw narrows the widths and so raises
 * eyes' and mouth's ratios: compare those of one person over time, or ask for the {@link HeadPose},
 * too.
 *
 * <p>Left and right are as seen in the picture. NaN where the schema lacks the groups (of iBUG's
 * names and sizes) or a point is absent.
 *
 * @param leftEye the eye aspect ratio: the mean of two heights of the opening over its width; about
 *     0.3 open, below 0.2 shut (Soukupova and Cech 2016)
 * @param rightEye the other eye's
 * @param mouth the same of the inner lips, by three heights; 0 shut, above 0.3 open, 0.6 and more
 *     in a yawn
 * @param leftBrow how far the brow is above the eye, between the means of their points, in parts of
 *     the distance between the outer eye corners; about 0.25
 * @param rightBrow the other brow's
 * @see <a href="https://vision.fe.uni-lj.si/cvww2016/proceedings/papers/05.pdf">Soukupova and Cech
 *     2016, Real-time eye blink detection using facial landmarks</a>
 */
public record FaceRatios(
    double leftEye, double rightEye, double mouth, double leftBrow, double rightBrow) {
  /**
   * {@return the ratios of a face}
   *
   * @param ibug68 of any schema, {@link kpnative.keypoints.Ibug68Points#of}, pixels
   */
  public static FaceRatios of(Keypoints ibug68) {
    double across = ibug68.point(36).distanceTo(ibug68.point(45));
    return new FaceRatios(
        openness(ibug68, 36, 6),
        openness(ibug68, 42, 6),
        openness(ibug68, 60, 8),
        above(ibug68, 17, 36) / across,
        above(ibug68, 22, 42) / across);
  }

  /** {@return whether nothing is known} */
  public boolean isEmpty() {
    return Double.isNaN(leftEye)
        && Double.isNaN(rightEye)
        && Double.isNaN(mouth)
        && Double.isNaN(leftBrow)
        && Double.isNaN(rightBrow);
  }

  /** {@return mean height over width of a closed line of points that begins at a corner} */
  private static double openness(Keypoints points, int first, int count) {
    int half = count / 2; // the other corner
    double heights = 0;
    for (int i = 1; i < half; i++) {
      heights += points.point(first + i).distanceTo(points.point(first + count - i));
    }
    return heights / (half - 1) / points.point(first).distanceTo(points.point(first + half));
  }

  /** {@return the distance of the middle of a brow's five points from that of an eye's six} */
  private static double above(Keypoints points, int brow, int eye) {
    int[] five = {brow, brow + 1, brow + 2, brow + 3, brow + 4};
    int[] six = {eye, eye + 1, eye + 2, eye + 3, eye + 4, eye + 5};
    return points.mean(five).distanceTo(points.mean(six));
  }
}
