package kpnative.label;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import kpnative.keypoints.Edge;
import kpnative.keypoints.KeypointSchema;

/** The schema that a category of COCO describes by names and skeleton. */
final class CategorySchema {
  private CategorySchema() {}

  /**
   * {@return the schema of the jar with the category's points; one of its own for other names;
   * where they are numbers, that which alone has so many}
   */
  static KeypointSchema of(JsonNode category) {
    List<String> names = new ArrayList<>();
    category.path("keypoints").forEach(name -> names.add(name.asText()));
    for (String known : KeypointSchema.names()) {
      KeypointSchema schema = KeypointSchema.named(known).orElseThrow();
      if (schema.pointNames().equals(names)) {
        return schema;
      }
    }
    KeypointSchema counted = KeypointSchema.ofCount(names.size());
    if (names.stream().allMatch(name -> name.matches("(point_?|kp_?|keypoint_?)?\\d{1,5}"))) {
      return counted;
    }
    try {
      return KeypointSchema.ofNames("own-" + names.size(), names, edges(category, names.size()));
    } catch (IllegalArgumentException e) {
      return counted; // names that make no schema, such as two that are equal
    }
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
