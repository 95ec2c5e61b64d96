package kpnative.pose;

import java.util.stream.IntStream;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.MeanFacePoints;

/**
 * A face's points and which of the mean head's they are.
 *
 * @param xy places in the picture, pixels, [N, 2]
 * @param points which of the mean head's 68 each is, [N]
 */
record MeanFaceMatch(double[] xy, int[] points) {
  /** How far the points must extend for a pose, cm: less than from the brows to the mouth. */
  private static final double LEAST_EXTENT = 5;

  private static final int LEAST = 8;

  /** {@return those of iBUG's 68 that are there} */
  static MeanFaceMatch of(Keypoints ibug68) {
    int[] points = IntStream.range(0, MeanFacePoints.count()).filter(ibug68::isPresent).toArray();
    double[] xy = new double[2 * points.length];
    ibug68.copyTo(xy, points);
    return new MeanFaceMatch(xy, points);
  }

  /** {@return whether the points are enough, and far enough apart on the head, for a pose} */
  boolean suffices() {
    double[] least = {Double.MAX_VALUE, Double.MAX_VALUE};
    double[] most = {-Double.MAX_VALUE, -Double.MAX_VALUE};
    for (int p : points) {
      double[] at = {MeanFacePoints.x(p), MeanFacePoints.y(p)};
      for (int i = 0; i < 2; i++) {
        least[i] = Math.min(least[i], at[i]);
        most[i] = Math.max(most[i], at[i]);
      }
    }
    return points.length >= LEAST
        && most[0] - least[0] >= LEAST_EXTENT
        && most[1] - least[1] >= LEAST_EXTENT;
  }
}
