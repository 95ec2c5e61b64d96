package kpnative.label;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import kpnative.keypoints.Edge;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.PointOrder;

/** The schema that a category of COCO describes by names and skeleton. */
final class CategorySchema {
  private CategorySchema() {}

  /**
   * {@return the schema of the jar with the category's points, in whatever order; one of its own
   * for other names; where they are numbers, that which alone has so many}
   */
  static KeypointSchema of(JsonNode category) {
    List<String> names = names(category);
    for (String known : KeypointSchema.names()) {
      KeypointSchema schema = KeypointSchema.named(known).orElseThrow();
      if (names.size() == schema.count()
          && new HashSet<>(names).equals(Set.copyOf(schema.pointNames()))) {
        return schema;
      }
    }
    KeypointSchema counted = KeypointSchema.ofCount(names.size());
    if (areNumbers(names)) {
      return counted;
    }
    try {
      return KeypointSchema.ofNames("own-" + names.size(), names, edges(category, names.size()));
    } catch (IllegalArgumentException e) {
      return counted; // names that make no schema, such as two that are equal
    }
  }

  private static List<String> names(JsonNode category) {
    List<String> names = new ArrayList<>();
    category.path("keypoints").forEach(name -> names.add(name.asText()));
    return names;
  }

  private static boolean areNumbers(List<String> names) {
    return names.stream().allMatch(name -> name.matches("(point_?|kp_?|keypoint_?)?\\d{1,5}"));
  }

  /**
   * {@return for each point of a schema of as many points, the index of the category's that it is:
   * that of its name, or of its number; or the same where the category's names don't tell points
   * apart}
   *
   * @throws IllegalArgumentException if the category's points have other names
   */
  static int[] order(JsonNode category, KeypointSchema schema) {
    List<String> names = names(category);
    if (new HashSet<>(names).size() < names.size()) {
      return IntStream.range(0, names.size()).toArray();
    }
    return PointOrder.of(names, schema);
  }

  /** Pairs that count from 1. */
  private static List<Edge> edges(JsonNode category, int count) {
    List<Edge> edges = new ArrayList<>();
    for (JsonNode pair : category.path("skeleton")) {
      int from = pair.path(0).asInt() - 1;
      int to = pair.path(1).asInt() - 1;
      if (from >= 0 && to >= 0 && from < count && to < count && from != to) {
        edges.add(new Edge(from, to));
      }
    }
    return edges;
  }
}
