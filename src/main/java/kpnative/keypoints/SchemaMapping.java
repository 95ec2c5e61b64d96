package kpnative.keypoints;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kpnative.files.FileNames;

/**
 * How faces of one schema become faces of another: each keypoint is one of the other schema's, the
 * mean of several, or absent. Immutable and thread-safe.
 *
 * <p>A mapping is data: a file of YAML ({@code from}, {@code to}, and {@code points}, a list of
 * pairs of what becomes and what it is made of), of which some are in the jar. Where there is none
 * for two schemas, points of the same name are the same.
 */
public final class SchemaMapping {
  private static final List<String> KEYS = List.of("from", "to", "points");

  private final KeypointSchema from;
  private final KeypointSchema to;
  private final List<List<Integer>> sources; // for each point of to, those of from

  private SchemaMapping(KeypointSchema from, KeypointSchema to, List<List<Integer>> sources) {
    this.from = from;
    this.to = to;
    this.sources = List.copyOf(sources);
  }

  /**
   * {@return the mapping from a schema to another: that in the jar, or by the points' names}
   *
   * @throws IllegalArgumentException if there is none and no name is in both
   */
  public static SchemaMapping between(KeypointSchema from, KeypointSchema to) {
    Optional<JsonNode> inJar = SchemaFiles.mapping(from.name(), to.name());
    if (inJar.isPresent()) {
      return ofTree(from, to, inJar.get());
    }
    List<List<Integer>> sources = new ArrayList<>();
    for (String name : to.pointNames()) {
      int k = from.pointNames().indexOf(name);
      sources.add(k < 0 ? List.of() : List.of(k));
    }
    if (sources.stream().allMatch(List::isEmpty)) {
      throw new IllegalArgumentException(
          "no mapping from "
              + from
              + " to "
              + to
              + " is known, and no point has a name of the other's: write one as a file");
    }
    return new SchemaMapping(from, to, sources);
  }

  /**
   * {@return the mapping by which points of a file are those of a schema that a user states for it,
   * as {@link PointOrder} tells}
   *
   * @throws IllegalArgumentException as {@link PointOrder#of}
   */
  public static SchemaMapping stated(KeypointSchema from, KeypointSchema to) {
    List<List<Integer>> sources = new ArrayList<>();
    for (int k : PointOrder.of(from.pointNames(), to)) {
      sources.add(List.of(k));
    }
    return new SchemaMapping(from, to, sources);
  }

  /**
   * {@return the mapping of a schema to that of a name in the jar or of a file, or the mapping in a
   * file}
   *
   * @throws IOException if there is no such schema and no file, or the file is neither
   * @throws IllegalArgumentException as {@link #between}
   */
  public static SchemaMapping find(KeypointSchema from, String nameOrFile) throws IOException {
    if (KeypointSchema.named(nameOrFile).isPresent()) {
      return between(from, KeypointSchema.named(nameOrFile).get());
    }
    Path file = FileNames.path(nameOrFile);
    if (!SchemaFiles.isMapping(file)) {
      return between(from, KeypointSchema.find(nameOrFile));
    }
    return SchemaFiles.read(file, tree -> ofFile(from, tree));
  }

  private static SchemaMapping ofFile(KeypointSchema from, JsonNode tree) {
    tree.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                    "unknown key " + key + " of a mapping: expected one of " + KEYS);
              }
            });
    JsonNode target = tree.path("to");
    KeypointSchema to =
        target.isObject()
            ? inMapping(target)
            : KeypointSchema.named(target.asText())
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "to must be a schema in the jar, or one's keys and values"));
    if (!tree.path("from").asText().equals(from.name())) {
      throw new IllegalArgumentException("from must be the schema of the data, which is " + from);
    }
    return ofTree(from, to, tree);
  }

  private static KeypointSchema inMapping(JsonNode target) {
    try {
      return KeypointSchema.ofTree(target);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("to: " + e.getMessage(), e);
    }
  }

  private static SchemaMapping ofTree(KeypointSchema from, KeypointSchema to, JsonNode tree) {
    List<List<Integer>> sources =
        new ArrayList<>(Collections.nCopies(to.count(), List.<Integer>of()));
    int pairs = tree.path("points").size();
    if (!tree.path("points").isArray() || pairs < 1 || pairs > SchemaPoints.MOST) {
      throw new IllegalArgumentException("points must be a list of pairs, at least one");
    }
    for (JsonNode pair : tree.path("points")) {
      if (!pair.isArray() || pair.size() != 2) {
        throw new IllegalArgumentException("points must be pairs of points of both schemas");
      }
      int[] into = selected(to, pair.get(0));
      int[] of = selected(from, pair.get(1));
      if (into.length != of.length && into.length != 1) {
        throw new IllegalArgumentException(
            "points must be as many on both sides, or one on the left: got "
                + into.length
                + " and "
                + of.length);
      }
      for (int i = 0; i < into.length; i++) {
        List<Integer> some = new ArrayList<>();
        for (int k = 0; k < of.length; k++) {
          if (into.length == 1 || k == i) {
            some.add(of[k]);
          }
        }
        if (!sources.set(into[i], List.copyOf(some)).isEmpty()) {
          throw new IllegalArgumentException(
              "points must say of each once what it is made of, twice got "
                  + to.pointName(into[i]));
        }
      }
    }
    return new SchemaMapping(from, to, sources);
  }

  private static int[] selected(KeypointSchema schema, JsonNode node) {
    try {
      return schema.select(node.asText());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("points " + e.getMessage(), e);
    }
  }

  /** {@return the schema of the faces that are mapped} */
  public KeypointSchema from() {
    return from;
  }

  /** {@return the schema that they get} */
  public KeypointSchema to() {
    return to;
  }

  /** {@return the keypoints of a face; one is absent if none or not all that it is made of are} */
  public Keypoints apply(Keypoints face) {
    double[] xy = new double[2 * to.count()];
    for (int k = 0; k < to.count(); k++) {
      int[] of = sources.get(k).stream().mapToInt(Integer::intValue).toArray();
      xy[2 * k] = of.length == 0 ? Double.NaN : face.mean(of).x();
      xy[2 * k + 1] = of.length == 0 ? Double.NaN : face.mean(of).y();
    }
    return Keypoints.partial(xy);
  }

  /**
   * {@return what is said of the keypoints that {@link #apply} gives} One made of several is hidden
   * if one of them is, and visible if all are.
   *
   * @param states of the face's keypoints; empty where nothing is said
   */
  public List<PointState> apply(List<PointState> states) {
    return states.isEmpty()
        ? List.of()
        : sources.stream().map(of -> state(of, states)).collect(Collectors.toList());
  }

  private static PointState state(List<Integer> of, List<PointState> states) {
    PointState all = of.isEmpty() ? PointState.ABSENT : PointState.VISIBLE;
    for (int k : of) {
      PointState one = states.get(k);
      if (one == PointState.ABSENT) {
        return PointState.ABSENT;
      }
      if (one == PointState.HIDDEN) {
        all = PointState.HIDDEN;
      } else if (one == PointState.UNKNOWN && all == PointState.VISIBLE) {
        all = PointState.UNKNOWN;
      }
    }
    return all;
  }
}
