package kpnative.keypoints;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import kpnative.geometry.Point;
import org.jspecify.annotations.Nullable;

/**
 * The K keypoints of a data set: their named groups, their mirror pairs, and the eye points for
 * normalisers. Indices count from 0; left and right are as seen in the picture.
 *
 * <p>A schema without a description ({@link #ofCount} with any other count) has no groups, no
 * mirror pairs and no eyes; methods that need these return an empty value. Immutable and
 * thread-safe.
 */
public final class KeypointSchema {
  /** The IMM Face Database's 58 points. */
  public static final KeypointSchema IMM58 = new KeypointSchema(DescribedSchemas.imm58());

  /** iBUG 300-W's 68 points. */
  public static final KeypointSchema IBUG68 = new KeypointSchema(DescribedSchemas.ibug68());

  /** The IMM Frontal Face Database's 73 points. */
  public static final KeypointSchema IMM_FRONTAL73 =
      new KeypointSchema(DescribedSchemas.immFrontal73());

  private static final List<KeypointSchema> DESCRIBED = List.of(IMM58, IBUG68, IMM_FRONTAL73);
  private static final String WITHOUT_NAMES = "points-";

  private final SchemaPoints points;

  private KeypointSchema(SchemaPoints points) {
    this.points = points;
  }

  /**
   * {@return the described schema with this number of keypoints, or else an unnamed one}
   *
   * @param count K, at least 1
   */
  public static KeypointSchema ofCount(int count) {
    return switch (count) {
      case 58 -> IMM58;
      case 68 -> IBUG68;
      case 73 -> IMM_FRONTAL73;
      default -> {
        if (count < 1) {
          throw new IllegalArgumentException("a schema needs at least 1 keypoint, got " + count);
        }
        yield new KeypointSchema(SchemaPoints.unnamed(WITHOUT_NAMES + count, count));
      }
    };
  }

  /** {@return the names of the described schemas, by ascending number of keypoints} */
  public static List<String> names() {
    return DESCRIBED.stream().map(KeypointSchema::name).toList();
  }

  /** {@return the schema with this {@link #name}; empty if there is none} */
  public static Optional<KeypointSchema> named(String name) {
    Optional<KeypointSchema> described =
        DESCRIBED.stream().filter(s -> s.name().equals(name)).findFirst();
    if (described.isPresent() || !name.matches(WITHOUT_NAMES + "[1-9]\\d{0,4}")) {
      return described;
    }
    KeypointSchema other = ofCount(Integer.parseInt(name.substring(WITHOUT_NAMES.length())));
    return Optional.of(other).filter(s -> s.name().equals(name)); // 68 points are ibug68's
  }

  /** {@return the short name, as written to files: {@code imm58}, {@code points-5}, ...} */
  public String name() {
    return points.name();
  }

  /** {@return K} */
  public int count() {
    return points.count();
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

  /**
   * {@return the name of a keypoint, unique in this schema: its group's if it is alone in one, such
   * as {@code nose_tip}; else its group's and its place there from 0, such as {@code left_eye_3};
   * or {@code point_17} without groups}
   *
   * @param index from 0
   * @throws IndexOutOfBoundsException if the schema has no such keypoint
   */
  public String pointName(int index) {
    Objects.checkIndex(index, count());
    String name = "point_" + index;
    for (Map.Entry<String, List<Integer>> group : groups().entrySet()) {
      int place = group.getValue().indexOf(index);
      if (place >= 0 && group.getValue().size() == 1) {
        return group.getKey();
      }
      if (place >= 0) {
        name = group.getKey() + "_" + place;
      }
    }
    return name;
  }

  /** {@return the {@linkplain #pointName names} of all keypoints, in order} */
  public List<String> pointNames() {
    return IntStream.range(0, count()).mapToObj(this::pointName).toList();
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
    check(k);
    return points
        .eyes()
        .map(e -> distance(k.point(e.outerLeft()), k.point(e.outerRight())))
        .orElse(OptionalDouble.empty());
  }

  /**
   * {@return the distance between the pupils or eye centres, in pixels; empty if the schema or the
   * face lacks them}
   */
  public OptionalDouble interPupil(Keypoints k) {
    check(k);
    return points
        .eyes()
        .map(e -> distance(k.mean(e.leftPupil()), k.mean(e.rightPupil())))
        .orElse(OptionalDouble.empty());
  }

  private static OptionalDouble distance(Point a, Point b) {
    double pixels = a.distanceTo(b);
    return Double.isNaN(pixels) ? OptionalDouble.empty() : OptionalDouble.of(pixels);
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

  /** Compares names: each name has exactly one description. */
  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof KeypointSchema other && name().equals(other.name());
  }

  @Override
  public int hashCode() {
    return name().hashCode();
  }

  @Override
  public String toString() {
    return points.name();
  }
}
