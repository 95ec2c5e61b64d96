package kpnative.pose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.MeanFacePoints;

/**
 * The keypoints of a face that the mean head has, too: those of groups that have the name and the
 * number of points of a group of iBUG's schema.
 *
 * @param xy places in the picture, pixels, [N, 2]
 * @param points which of the mean head's 68 each is, [N]
 */
record MeanFaceMatch(double[] xy, int[] points) {
  /** How far the points must extend for a pose, cm: less than from the brows to the mouth. */
  private static final double LEAST_EXTENT = 5;

  private static final int LEAST = 8;

  /**
   * {@return the match of a face's keypoints that are there}
   *
   * @param indices of the keypoints in the schema, in their order
   */
  static MeanFaceMatch of(Keypoints keypoints, KeypointSchema schema, List<Integer> indices) {
    int[] mean = new int[schema.count()];
    for (Map.Entry<String, List<Integer>> group : KeypointSchema.IBUG68.groups().entrySet()) {
      List<Integer> theirs = schema.groups().get(group.getKey());
      if (theirs != null && theirs.size() == group.getValue().size()) {
        for (int i = 0; i < theirs.size(); i++) {
          mean[theirs.get(i)] = group.getValue().get(i) + 1;
        }
      }
    }
    List<Integer> kept = new ArrayList<>();
    for (int k = 0; k < keypoints.count(); k++) {
      if (mean[indices.get(k)] > 0 && keypoints.isPresent(k)) {
        kept.add(k);
      }
    }
    double[] xy = new double[2 * kept.size()];
    int[] points = new int[kept.size()];
    for (int i = 0; i < points.length; i++) {
      int k = kept.get(i);
      xy[2 * i] = keypoints.x(k);
      xy[2 * i + 1] = keypoints.y(k);
      points[i] = mean[indices.get(k)] - 1;
    }
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
