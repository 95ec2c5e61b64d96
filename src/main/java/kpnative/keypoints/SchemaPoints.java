package kpnative.keypoints;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link KeypointSchema} says of its points. Its arrays and the map are the schema's own.
 *
 * @param name short, as written into files
 * @param count K
 * @param groups in drawing order, each with its indices along the line that joins them
 * @param mirror for each index, the one that a left-right mirror image has in its place
 * @param eyes where the eyes are
 */
record SchemaPoints(
    String name,
    int count,
    Map<String, List<Integer>> groups,
    Optional<List<Integer>> mirror,
    Optional<Eyes> eyes) {
  /** The outer corners of the eyes, and the points whose mean is each pupil. */
  record Eyes(int outerLeft, int outerRight, int[] leftPupil, int[] rightPupil) {}

  /** {@return points of which nothing is known but their number} */
  static SchemaPoints unnamed(String name, int count) {
    return new SchemaPoints(name, count, Map.of(), Optional.empty(), Optional.empty());
  }
}
