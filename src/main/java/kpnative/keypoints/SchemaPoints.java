package kpnative.keypoints;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a schema says. Immutable.
 *
 * @param name the short name, as written to files
 * @param title what it is of, in a few words; or empty
 * @param source where the points and their order are described; or empty
 * @param names a name for each point, unique
 * @param groups in drawing order, each with its indices in the order of its polyline
 * @param closed the groups whose last point is joined to the first
 * @param edges the lines of the face where they aren't those of the groups
 * @param mirror for each index, the index that takes its place in the mirrored face
 * @param eyeCorners the points whose means are the outer corners of the left and the right eye
 * @param pupils the points whose means are the left and the right pupil
 * @param sigmas the standard deviation of each point among annotators, or none
 */
record SchemaPoints(
    String name,
    String title,
    String source,
    List<String> names,
    Map<String, List<Integer>> groups,
    Set<String> closed,
    Optional<List<Edge>> edges,
    Optional<List<Integer>> mirror,
    Optional<TwoPlaces> eyeCorners,
    Optional<TwoPlaces> pupils,
    List<Double> sigmas) {
  /** The most points of a schema. */
  static final int MOST = 10_000;

  /** A place on the left and one on the right, each the mean of some points. */
  record TwoPlaces(List<Integer> left, List<Integer> right) {
    TwoPlaces {
      left = List.copyOf(left);
      right = List.copyOf(right);
    }
  }

  SchemaPoints {
    names = List.copyOf(names);
    groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    closed = Set.copyOf(closed);
    edges = edges.map(List::copyOf);
    mirror = mirror.map(List::copyOf);
    sigmas = List.copyOf(sigmas);
  }

  /** {@return the data of a schema of which only the number of points is known} */
  static SchemaPoints unnamed(String name, int count) {
    return new SchemaPoints(
        name,
        "",
        "",
        namesOf(Map.of(), count),
        Map.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** {@return these without what two descriptions of the same schema may differ in} */
  SchemaPoints meaning() {
    return new SchemaPoints(
        name, "", "", names, groups, closed, edges, mirror, eyeCorners, pupils, List.of());
  }

  /**
   * {@return the names of points that have none: that of a group if a point is alone in it, such as
   * {@code nose_tip}; else its group's and its place there from 0, such as {@code left_eye_3}; or
   * {@code point_17} without a group}
   */
  static List<String> namesOf(Map<String, List<Integer>> groups, int count) {
    String[] names = new String[count];
    boolean[] alone = new boolean[count];
    groups.forEach(
        (group, indices) -> {
          for (int place = 0; place < indices.size(); place++) {
            int k = indices.get(place);
            if (indices.size() == 1 && !alone[k]) {
              names[k] = group;
              alone[k] = true;
            } else if (!alone[k]) {
              names[k] = group + "_" + place;
            }
          }
        });
    return IntStream.range(0, count)
        .mapToObj(k -> names[k] == null ? "point_" + k : names[k])
        .toList();
  }

  /** {@return the lines of the face, as stated, or along the groups} */
  List<Edge> lines() {
    if (edges.isPresent()) {
      return edges.get();
    }
    List<Edge> lines = new ArrayList<>();
    groups.forEach(
        (group, along) -> {
          for (int i = 1; i < along.size(); i++) {
            lines.add(new Edge(along.get(i - 1), along.get(i)));
          }
          if (closed.contains(group)) {
            lines.add(new Edge(along.get(along.size() - 1), along.get(0)));
          }
        });
    return List.copyOf(lines);
  }
}
