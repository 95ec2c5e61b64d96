package kpnative.keypoints;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The keypoints of any schema in the places of iBUG's 68, as far as it has them: those of groups
 * that have the name and the number of points of a group of {@link KeypointSchema#IBUG68}.
 */
public final class Ibug68Points {
  private Ibug68Points() {}

  /**
   * {@return iBUG's 68 points of a face; absent where the schema lacks them or the face does}
   *
   * @param keypoints in the order of {@code indices}
   * @param indices the keypoints' indices in the schema
   */
  public static Keypoints of(Keypoints keypoints, KeypointSchema schema, List<Integer> indices) {
    double[] xy = new double[2 * KeypointSchema.IBUG68.count()];
    Arrays.fill(xy, Double.NaN);
    for (Map.Entry<String, List<Integer>> group : KeypointSchema.IBUG68.groups().entrySet()) {
      List<Integer> ours = group.getValue();
      List<Integer> theirs = schema.groups().getOrDefault(group.getKey(), List.of());
      for (int i = 0; theirs.size() == ours.size() && i < ours.size(); i++) {
        int k = indices.indexOf(theirs.get(i));
        if (k >= 0 && keypoints.isPresent(k)) {
          xy[2 * ours.get(i)] = keypoints.x(k);
          xy[2 * ours.get(i) + 1] = keypoints.y(k);
        }
      }
    }
    return Keypoints.partial(xy);
  }
}
