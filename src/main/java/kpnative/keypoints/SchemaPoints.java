package kpnative.keypoints;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data behind a {@link KeypointSchema}, which owns the map and the arrays.
 *
 * @param name the short name, as written to files
 * @param count K
 * @param groups in drawing order, each with its indices in the order of its polyline
 * @param mirror for each index, the index that takes its place in the mirrored face
 * @param eyes the points that define the eyes
 */
record SchemaPoints(
    String name,
    int count,
    Map<String, List<Integer>> groups,
    Optional<List<Integer>> mirror,
    Optional<Eyes> eyes) {
  /** The outer corners of the eyes, and the points whose mean is each pupil. */
  record Eyes(int outerLeft, int outerRight, int[] leftPupil, int[] rightPupil) {}

  /** {@return the data of a schema of which only the number of points is known} */
  static SchemaPoints unnamed(String name, int count) {
    return new SchemaPoints(name, count, Map.of(), Optional.empty(), Optional.empty());
  }
}
