package kpnative.keypoints;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import kpnative.keypoints.SchemaPoints.TwoPlaces;
import org.jspecify.annotations.Nullable;

/**
 * The values of a schema's tree, each checked: what others wrote. Every method throws {@link
 * IllegalArgumentException} whose message begins with the key.
 */
final class SchemaValues {
  private static final List<String> KEYS =
      List.of(
          "name",
          "title",
          "source",
          "points",
          "groups",
          "closed",
          "edges",
          "mirror",
          "eye_corners",
          "pupils",
          "sigmas");

  private static final int MOST_GROUPS = 1000;
  private static final int MOST_EDGES = 40_000;
  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_TEXT = 500;
  private static final int SHOWN = 60;

  private final JsonNode tree;

  SchemaValues(JsonNode tree) {
    this.tree = tree;
    if (!tree.isObject()) {
      throw new IllegalArgumentException("a schema must be keys and values, got " + shown(tree));
    }
    tree.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                    shown(key) + " is no key of a schema: expected one of " + KEYS);
              }
            });
  }

  String name() {
    String name = text("name");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw wrong("name", "letters, digits, '.', '_' and '-', at most 64", tree.path("name"));
    }
    return name;
  }

  /** {@return a text of one line; empty where the key is absent} */
  String text(String key) {
    JsonNode node = tree.path(key);
    if (node.isMissingNode()) {
      return "";
    }
    String text = node.textValue();
    if (text == null || text.length() > LONGEST_TEXT || hasControls(text)) {
      throw wrong(key, "text of one line, at most 500 characters", node);
    }
    return text;
  }

  /** {@return the points' names; none where the tree says only how many there are} */
  List<String> points() {
    JsonNode node = tree.path("points");
    if (node.isIntegralNumber()) {
      return List.of();
    }
    if (!node.isArray() || node.isEmpty() || node.size() > SchemaPoints.MOST) {
      throw wrong("points", "their number or a list of names, 1 to 10000", node);
    }
    List<String> names = new ArrayList<>();
    for (JsonNode n : node) {
      names.add(nameOf("points", n.textValue(), n));
    }
    requireUnique("points", names);
    return names;
  }

  int count() {
    JsonNode node = tree.path("points");
    if (!node.canConvertToInt() || node.intValue() < 1 || node.intValue() > SchemaPoints.MOST) {
      throw wrong("points", "their number or a list of names, 1 to 10000", node);
    }
    return node.intValue();
  }

  private static String nameOf(String key, @Nullable String name, JsonNode node) {
    if (name == null
        || name.isBlank()
        || name.length() > LONGEST_NAME
        || hasControls(name)
        || !name.equals(name.strip())) {
      throw wrong(key, "names of 1 to 128 characters", node);
    }
    return name;
  }

  static void requireUnique(String key, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException(
            key + " must have each name once, got '" + name + "' twice");
      }
    }
  }

  Map<String, List<Integer>> groups(PointSelection points) {
    JsonNode node = tree.path("groups");
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    if (node.isMissingNode()) {
      return groups;
    }
    if (!node.isObject() || node.size() > MOST_GROUPS) {
      throw wrong("groups", "names with points, at most 1000", node);
    }
    for (Map.Entry<String, JsonNode> group : node.properties()) {
      String name = nameOf("groups", group.getKey(), node);
      List<Integer> own = selected("groups." + shown(name), group.getValue(), points);
      if (points.point(name).filter(k -> !own.equals(List.of(k))).isPresent()) {
        throw new IllegalArgumentException(
            "groups must have names of their own, and a point is called '" + name + "', too");
      }
      groups.put(name, own);
    }
    return groups;
  }

  Set<String> closed(Map<String, List<Integer>> groups) {
    Set<String> closed = new HashSet<>();
    for (JsonNode name : list("closed", MOST_GROUPS)) {
      if (name.textValue() == null || !groups.containsKey(name.textValue())) {
        throw wrong("closed", "names of groups", name);
      }
      closed.add(name.textValue());
    }
    return closed;
  }

  Optional<List<Edge>> edges(PointSelection points) {
    if (tree.path("edges").isMissingNode()) {
      return Optional.empty();
    }
    List<Edge> edges = new ArrayList<>();
    for (JsonNode pair : list("edges", MOST_EDGES)) {
      if (!pair.isArray() || pair.size() != 2) {
        throw wrong("edges", "pairs of points", pair);
      }
      List<Integer> from = selected("edges", pair.get(0), points);
      List<Integer> to = selected("edges", pair.get(1), points);
      if (from.size() != 1 || to.size() != 1) {
        throw wrong("edges", "pairs of points", pair);
      }
      edges.add(new Edge(from.get(0), to.get(0)));
    }
    return Optional.of(edges);
  }

  Optional<List<Integer>> mirror(PointSelection points, int count) {
    if (tree.path("mirror").isMissingNode()) {
      return Optional.empty();
    }
    Integer[] places = new Integer[count];
    for (JsonNode pair : list("mirror", SchemaPoints.MOST)) {
      if (!pair.isArray() || pair.size() != 2) {
        throw wrong("mirror", "pairs of points", pair);
      }
      List<Integer> these = selected("mirror", pair.get(0), points);
      List<Integer> those = selected("mirror", pair.get(1), points);
      if (these.size() != those.size()) {
        throw wrong("mirror", "pairs of as many points on both sides", pair);
      }
      for (int i = 0; i < these.size(); i++) {
        place(places, these.get(i), those.get(i));
        place(places, those.get(i), these.get(i));
      }
    }
    for (int k = 0; k < count; k++) {
      places[k] = places[k] == null ? k : places[k]; // on the axis
    }
    return Optional.of(Arrays.asList(places));
  }

  private static void place(Integer[] places, int k, int other) {
    if (places[k] != null && places[k] != other) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "mirror must pair each point with one other, got %d with %d and %d",
              k,
              places[k],
              other));
    }
    places[k] = other;
  }

  Optional<TwoPlaces> places(String key, PointSelection points) {
    JsonNode node = tree.path(key);
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    if (!node.isArray() || node.size() != 2) {
      throw wrong(key, "the points of the left one and those of the right one", node);
    }
    return Optional.of(
        new TwoPlaces(selected(key, node.get(0), points), selected(key, node.get(1), points)));
  }

  List<Double> sigmas(int count) {
    List<Double> sigmas = new ArrayList<>();
    for (JsonNode n : list("sigmas", count)) {
      if (!n.isNumber() || !(n.doubleValue() > 0 && n.doubleValue() < 1e6)) {
        throw wrong("sigmas", "numbers above 0", n);
      }
      sigmas.add(n.doubleValue());
    }
    if (!sigmas.isEmpty() && sigmas.size() != count) {
      throw new IllegalArgumentException(
          "sigmas must be one for each of the " + count + " points, got " + sigmas.size());
    }
    return sigmas;
  }

  private Iterable<JsonNode> list(String key, int most) {
    JsonNode node = tree.path(key);
    if (node.isMissingNode()) {
      return List.of();
    }
    if (!node.isArray() || node.size() > most) {
      throw wrong(key, "a list of at most " + most, node);
    }
    return node;
  }

  /** The points of a text, a number, or a list of such, none of them twice. */
  private static List<Integer> selected(String key, JsonNode node, PointSelection points) {
    String text =
        node.isArray()
            ? StreamSupport.stream(node.spliterator(), false)
                .map(n -> item(key, n))
                .collect(Collectors.joining(","))
            : item(key, node);
    List<Integer> indices;
    try {
      indices = points.indices(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + " " + e.getMessage(), e);
    }
    if (new HashSet<>(indices).size() < indices.size()) {
      throw wrong(key, "each point once", node);
    }
    return List.copyOf(indices);
  }

  private static String item(String key, JsonNode node) {
    if (!node.isTextual() && !node.isIntegralNumber()) {
      throw wrong(key, "points: names, indices or ranges such as 36-41", node);
    }
    return node.asText();
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private static IllegalArgumentException wrong(String key, String expected, JsonNode got) {
    return new IllegalArgumentException(
        key
            + " must be "
            + expected
            + (got.isMissingNode() ? ", which is missing" : ", got " + shown(got)));
  }

  private static String shown(JsonNode node) {
    return shown(node.isMissingNode() ? "nothing" : node.toString());
  }

  private static String shown(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.length() > SHOWN ? line.substring(0, SHOWN - 3) + "..." : line;
  }
}
