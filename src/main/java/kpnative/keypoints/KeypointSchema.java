package kpnative.keypoints;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import kpnative.files.FileNames;
import kpnative.geometry.Point;
import kpnative.keypoints.SchemaPoints.TwoPlaces;
import kpnative.text.SpecYaml;
import org.jspecify.annotations.Nullable;

/**
 * The K keypoints of a data set: their names and named groups, the lines of the face, their mirror
 * pairs, and the eye points for normalisers. Indices count from 0; left and right are as seen in
 * the picture.
 *
 * <p>A schema is data: a file of YAML, {@link #read}, of which some are in the jar, {@link #named}.
 * What it doesn't say is empty: a schema of which only the number of points is known ({@link
 * #unnamed}) has no groups, no mirror pairs and no eyes. Immutable and thread-safe.
 */
public final class KeypointSchema {
  /** The most points of a schema. */
  public static final int MOST_POINTS = SchemaPoints.MOST;

  /** Those of the jar that were read; before the constants, which are. */
  private static final Map<String, KeypointSchema> READ = new ConcurrentHashMap<>();

  /** The IMM Face Database's 58 points. */
  public static final KeypointSchema IMM58 = inJar("imm58").orElseThrow();

  /** iBUG 300-W's 68 points. */
  public static final KeypointSchema IBUG68 = inJar("ibug68").orElseThrow();

  /** The IMM Frontal Face Database's 73 points. */
  public static final KeypointSchema IMM_FRONTAL73 = inJar("imm-frontal73").orElseThrow();

  private static final String WITHOUT_NAMES = "points-";

  private final SchemaPoints points;
  private final SchemaPoints meaning;
  private final List<Edge> edges;

  private KeypointSchema(SchemaPoints points) {
    this.points = points;
    this.meaning = points.meaning();
    this.edges = points.lines();
  }

  private static Optional<KeypointSchema> inJar(String name) {
    KeypointSchema read = READ.get(name);
    if (read == null && SchemaFiles.IN_JAR.contains(name)) {
      read = READ.computeIfAbsent(name, n -> new KeypointSchema(SchemaFiles.inJar(n)));
    }
    return Optional.ofNullable(read);
  }

  /**
   * {@return the schema that a number of keypoints is taken for where nothing else is known: that
   * of a data set which alone has so many, or else an unnamed one}
   *
   * @param count K, 1 to {@link #MOST_POINTS}
   */
  public static KeypointSchema ofCount(int count) {
    String name =
        switch (count) {
          case 19 -> "aflw19";
          case 29 -> "cofw29";
          case 58 -> "imm58";
          case 68 -> "ibug68";
          case 73 -> "imm-frontal73";
          case 98 -> "wflw98";
          default -> ""; // 5 points are too many things
        };
    return inJar(name).orElseGet(() -> unnamed(count));
  }

  /**
   * {@return a schema of which only the number of keypoints is known, called {@code points-K}}
   *
   * @param count K, 1 to {@link #MOST_POINTS}
   */
  public static KeypointSchema unnamed(int count) {
    if (count < 1 || count > MOST_POINTS) {
      throw new IllegalArgumentException(
          "a schema needs at least 1 keypoint and at most 10000, got " + count);
    }
    return new KeypointSchema(SchemaPoints.unnamed(WITHOUT_NAMES + count, count));
  }

  /** {@return a schema of named points with the mirror pairs that their names tell} */
  public static KeypointSchema ofNames(String name, List<String> points, List<Edge> edges) {
    return ofNames(name, points, edges, Optional.empty());
  }

  /**
   * {@return a schema of named points, as annotation files describe them: without groups and eyes}
   *
   * @param name letters, digits, '.', '_' and '-'
   * @param points 1 to {@link #MOST_POINTS} names, unique
   * @param edges the lines of the face
   * @param mirror for each point, the index of that which takes its place in the mirrored face;
   *     empty for the pairs that the names tell: such as {@code left_eye} and {@code right_eye}, if
   *     each name with a side has its partner
   * @throws IllegalArgumentException if these make no schema
   */
  public static KeypointSchema ofNames(
      String name, List<String> points, List<Edge> edges, Optional<List<Integer>> mirror) {
    return new KeypointSchema(
        SchemaTree.ofNames(
            name, points, edges, mirror.orElseGet(() -> MirrorNames.places(points))));
  }

  /**
   * {@return a schema with the points of several, in turn, so that a face has those of one and
   * lacks the others; the schema itself if it is alone} It has a group of each one's name and no
   * eyes.
   *
   * @param parts at least one, of different names
   * @throws IllegalArgumentException if two have one name, or there are too many points
   */
  public static KeypointSchema joined(List<KeypointSchema> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    long names = parts.stream().map(KeypointSchema::name).distinct().count();
    int points = parts.stream().mapToInt(KeypointSchema::count).sum();
    if (names != parts.size() || points < 1 || points > MOST_POINTS) {
      throw new IllegalArgumentException(
          "schemas that are joined need different names and 1 to 10000 points in all, got "
              + parts);
    }
    return new KeypointSchema(JoinedSchemas.of(parts.stream().map(s -> s.points).toList()));
  }

  /**
   * {@return one of the schemas that this one was {@link #joined} of: that of the jar, or else with
   * the names and lines that this one knows; empty if it was not joined of one so named}
   */
  public Optional<KeypointSchema> part(String name) {
    List<Integer> all = groups().getOrDefault(name, List.of());
    String prefix = name + ".";
    if (all.isEmpty() || !all.stream().allMatch(k -> pointName(k).startsWith(prefix))) {
      return Optional.empty();
    }
    List<String> own = all.stream().map(k -> pointName(k).substring(prefix.length())).toList();
    Optional<KeypointSchema> known = named(name).filter(s -> s.pointNames().equals(own));
    int first = all.get(0);
    List<Edge> lines =
        edges.stream()
            .filter(e -> all.contains(e.from()) && all.contains(e.to()))
            .map(e -> new Edge(e.from() - first, e.to() - first))
            .toList();
    Optional<List<Integer>> pairs =
        mirror().map(m -> all.stream().map(k -> m.get(k) - first).toList());
    return Optional.of(known.orElseGet(() -> ofNames(name, own, lines, pairs)));
  }

  /** {@return the names of the schemas in the jar, by ascending number of keypoints} */
  public static List<String> names() {
    return SchemaFiles.IN_JAR;
  }

  /**
   * {@return the schema in the jar with this {@link #name}, or the unnamed one that {@code
   * points-K} asks for; empty if there is none}
   */
  public static Optional<KeypointSchema> named(String name) {
    if (!name.matches(WITHOUT_NAMES + "[1-9]\\d{0,4}")) {
      return inJar(name);
    }
    int count = Integer.parseInt(name.substring(WITHOUT_NAMES.length()));
    return count > MOST_POINTS ? Optional.empty() : Optional.of(unnamed(count));
  }

  /**
   * {@return the schema of a file of YAML, see docs/formats.md} The file is at most 1 MiB.
   *
   * @throws IOException if it cannot be read or describes no schema; one line with file and line
   */
  public static KeypointSchema read(Path file) throws IOException {
    return new KeypointSchema(SchemaFiles.read(file));
  }

  /**
   * {@return the schema of a text of YAML, see {@link #read}}
   *
   * @param source names the text in messages
   */
  public static KeypointSchema parse(String yaml, String source) throws IOException {
    return new KeypointSchema(SchemaFiles.parse(yaml, source));
  }

  /**
   * {@return the schema in the jar of this name, or else that of the file}
   *
   * @throws IOException as {@link #read}; if there is neither, the message lists the names
   */
  public static KeypointSchema find(String nameOrFile) throws IOException {
    Optional<KeypointSchema> inJar = named(nameOrFile);
    if (inJar.isPresent()) {
      return inJar.get();
    }
    Path file = FileNames.path(nameOrFile);
    if (!nameOrFile.contains(".") && !Files.exists(file)) {
      throw new IOException(
          "no schema is called '"
              + nameOrFile
              + "' and no file: expected one of "
              + String.join(", ", names())
              + ", points-K or a file of YAML");
    }
    return read(file);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static KeypointSchema ofTree(JsonNode tree) {
    try {
      return new KeypointSchema(SchemaTree.read(tree));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("schema: " + e.getMessage(), e);
    }
  }

  @JsonValue
  JsonNode toTree() {
    return SchemaTree.of(points);
  }

  /** {@return this schema as YAML, of which {@link #parse} makes an equal one} */
  public String toYaml() {
    return SpecYaml.write(toTree());
  }

  /** {@return the short name, as written to files: {@code imm58}, {@code points-5}, ...} */
  public String name() {
    return points.name();
  }

  /** {@return what the schema is of, in a few words; empty if that isn't said} */
  public String title() {
    return points.title();
  }

  /** {@return where the points and their order are described; empty if that isn't said} */
  public String source() {
    return points.source();
  }

  /** {@return K} */
  public int count() {
    return points.names().size();
  }

  /**
   * {@return the named groups in drawing order, each with its indices in the order of its polyline}
   */
  public Map<String, List<Integer>> groups() {
    return points.groups();
  }

  /**
   * {@return for each index, the index of the keypoint that takes its place in the mirrored face;
   * empty if this schema has no mirror pairs}
   */
  public Optional<List<Integer>> mirror() {
    return points.mirror();
  }

  /** {@return the lines of the face: as the schema states them, or along its groups} */
  public List<Edge> edges() {
    return edges;
  }

  /**
   * {@return the standard deviation of each point's place among annotators, a fraction of the
   * face's size; empty where it isn't known}
   */
  public List<Double> sigmas() {
    return points.sigmas();
  }

  /**
   * {@return the name of a keypoint, unique in this schema}
   *
   * @param index from 0
   * @throws IndexOutOfBoundsException if the schema has no such keypoint
   */
  public String pointName(int index) {
    return points.names().get(Objects.checkIndex(index, count()));
  }

  /** {@return the names of all keypoints, in order, unique} */
  public List<String> pointNames() {
    return points.names();
  }

  /**
   * {@return the indices of some keypoints, in the order of the text}
   *
   * @param text names of points and groups, indices and ranges, with commas between: {@code
   *     nose_tip,left_eye,36-47}
   * @throws IllegalArgumentException if one of them is none of this schema's
   */
  public int[] select(String text) {
    return new PointSelection(points.names(), points.groups())
        .indices(text).stream().mapToInt(Integer::intValue).toArray();
  }

  /** {@return the indices of the group {@code group}; empty if this schema has no such group} */
  public Optional<int[]> indices(String group) {
    return Optional.ofNullable(groups().get(group))
        .map(g -> g.stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * {@return the distance between the outer eye corners, in pixels; empty if the schema or the face
   * lacks them}
   */
  public OptionalDouble interOcular(Keypoints k) {
    return distance(points.eyeCorners(), k);
  }

  /**
   * {@return the distance between the pupils or eye centres, in pixels; empty if the schema or the
   * face lacks them}
   */
  public OptionalDouble interPupil(Keypoints k) {
    return distance(points.pupils(), k);
  }

  private OptionalDouble distance(Optional<TwoPlaces> places, Keypoints k) {
    check(k);
    if (places.isEmpty()) {
      return OptionalDouble.empty();
    }
    Point left = k.mean(ints(places.get().left()));
    double pixels = left.distanceTo(k.mean(ints(places.get().right())));
    return Double.isNaN(pixels) ? OptionalDouble.empty() : OptionalDouble.of(pixels);
  }

  private static int[] ints(List<Integer> indices) {
    return indices.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * {@return the keypoints reordered for the mirrored face; coordinates are not changed}
   *
   * @throws IllegalArgumentException if this schema has no mirror pairs, or another number of
   *     keypoints
   */
  public Keypoints mirrored(Keypoints k) {
    check(k);
    List<Integer> m =
        mirror()
            .orElseThrow(
                () -> new IllegalArgumentException("schema " + name() + " has no mirror pairs"));
    return k.select(m.stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * {@return for each of {@code indices}, the index of the keypoint that takes its place in the
   * mirrored face; empty if this schema has no mirror pairs}
   */
  public Optional<int[]> mirrored(int[] indices) {
    return mirror().map(m -> IntStream.of(indices).map(m::get).toArray());
  }

  private void check(Keypoints k) {
    if (k.count() != count()) {
      throw new IllegalArgumentException(
          name() + " needs " + count() + " keypoints, got " + k.count());
    }
  }

  /** Compares what is said of the points, and the name; not title, source and deviations. */
  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof KeypointSchema other && meaning.equals(other.meaning);
  }

  @Override
  public int hashCode() {
    return meaning.hashCode();
  }

  @Override
  public String toString() {
    return points.name();
  }
}
