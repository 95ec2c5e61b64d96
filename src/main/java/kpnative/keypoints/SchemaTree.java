package kpnative.keypoints;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kpnative.keypoints.SchemaPoints.TwoPlaces;

/** A schema as keys and values, the same in files of YAML and in the metadata of weights. */
final class SchemaTree {
  private SchemaTree() {}

  /** {@return the keys and values; those that say nothing are left out} */
  static ObjectNode of(SchemaPoints points) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("name", points.name());
    put(tree, "title", points.title());
    put(tree, "source", points.source());
    if (points.names().equals(SchemaPoints.namesOf(points.groups(), points.names().size()))) {
      tree.put("points", points.names().size());
    } else {
      points.names().forEach(tree.putArray("points")::add);
    }
    if (!points.groups().isEmpty()) {
      ObjectNode groups = tree.putObject("groups");
      points.groups().forEach((name, of) -> groups.put(name, PointSelection.text(of)));
    }
    List<String> closed =
        points.groups().keySet().stream().filter(points.closed()::contains).toList();
    if (!closed.isEmpty()) {
      closed.forEach(tree.putArray("closed")::add);
    }
    points
        .edges()
        .ifPresent(
            edges -> {
              ArrayNode list = tree.putArray("edges");
              edges.forEach(e -> list.addArray().add(e.from()).add(e.to()));
            });
    points.mirror().ifPresent(m -> mirror(tree.putArray("mirror"), m));
    points.eyeCorners().ifPresent(eyes -> put(tree.putArray("eye_corners"), eyes));
    points.pupils().ifPresent(eyes -> put(tree.putArray("pupils"), eyes));
    if (!points.sigmas().isEmpty()) {
      points.sigmas().forEach(tree.putArray("sigmas")::add);
    }
    return tree;
  }

  private static void put(ObjectNode tree, String key, String text) {
    if (!text.isEmpty()) {
      tree.put(key, text);
    }
  }

  private static void put(ArrayNode list, TwoPlaces places) {
    list.add(PointSelection.text(places.left())).add(PointSelection.text(places.right()));
  }

  /** Writes each pair once, runs of pairs together. */
  private static void mirror(ArrayNode list, List<Integer> places) {
    for (int k = 0; k < places.size(); k++) {
      if (places.get(k) <= k) {
        continue;
      }
      List<Integer> these = new ArrayList<>(List.of(k));
      List<Integer> those = new ArrayList<>(List.of(places.get(k)));
      int step = 0;
      while (k + 1 < places.size() && places.get(k + 1) > k + 1) {
        int next = places.get(k + 1) - places.get(k);
        if (Math.abs(next) != 1 || (step != 0 && next != step)) {
          break;
        }
        step = next;
        k++;
        these.add(k);
        those.add(places.get(k));
      }
      list.addArray().add(PointSelection.text(these)).add(PointSelection.text(those));
    }
  }

  /**
   * {@return the schema that a tree describes}
   *
   * @throws IllegalArgumentException if it describes none; the message begins with the key
   */
  static SchemaPoints read(JsonNode tree) {
    SchemaValues values = new SchemaValues(tree);
    String name = values.name();
    List<String> names = values.points();
    int count = names.isEmpty() ? values.count() : names.size();
    List<String> numbered = names.isEmpty() ? SchemaPoints.namesOf(Map.of(), count) : names;
    Map<String, List<Integer>> groups =
        values.groups(new PointSelection(numbered, new LinkedHashMap<>()));
    if (names.isEmpty()) {
      names = SchemaPoints.namesOf(groups, count);
      SchemaValues.requireUnique("points", names);
    }
    PointSelection selection = new PointSelection(names, groups);
    return new SchemaPoints(
        name,
        values.text("title"),
        values.text("source"),
        names,
        groups,
        values.closed(groups),
        values.edges(selection),
        values.mirror(selection, count),
        values.places("eye_corners", selection),
        values.places("pupils", selection),
        values.sigmas(count));
  }

  /** {@return the schema of points of which names, lines and perhaps mirror pairs are known} */
  static SchemaPoints ofNames(
      String name, List<String> points, List<Edge> edges, List<Integer> mirror) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("name", name);
    points.forEach(tree.putArray("points")::add);
    ArrayNode lines = tree.putArray("edges");
    edges.forEach(e -> lines.addArray().add(e.from()).add(e.to()));
    if (!mirror.isEmpty()) {
      mirror(tree.putArray("mirror"), mirror);
    }
    return read(tree);
  }
}
