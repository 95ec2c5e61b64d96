package kpnative.keypoints;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a data set calls its K keypoints, which of them a mirror swaps, and what errors are divided
 * by. Indices count from 0; left and right are as seen in the picture.
 *
 * <p>A schema that nobody described ({@link #ofCount} with any other count) has no groups, no
 * mirror and no eyes: what needs them then answers with an empty value.
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
   * {@return the known schema of that many keypoints, or one without names}
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

  /** {@return the names of the described schemas, by their counts} */
  public static List<String> names() {
    return DESCRIBED.stream().map(KeypointSchema::name).toList();
  }

  /** {@return the schema whose {@link #name} that is; empty if no schema can have it} */
  public static Optional<KeypointSchema> named(String name) {
    Optional<KeypointSchema> described =
        DESCRIBED.stream().filter(s -> s.name().equals(name)).findFirst();
    if (described.isPresent() || !name.matches(WITHOUT_NAMES + "[1-9]\\d{0,4}")) {
      return described;
    }
    KeypointSchema other = ofCount(Integer.parseInt(name.substring(WITHOUT_NAMES.length())));
    return Optional.of(other).filter(s -> s.name().equals(name)); // 68 points are ibug68's
  }

  /** {@return a short name, as written into files: {@code imm58}, {@code points-5}, ...} */
  public String name() {
    return points.name();
  }

  /** {@return K} */
  public int count() {
    return points.count();
  }

  /**
   * {@return the named groups in drawing order, each with its indices along the line that joins
   * them}
   */
  public Map<String, List<Integer>> groups() {
    return points.groups();
  }

  /** {@return for each index, the index that a left-right mirror image has in its place} */
  public Optional<List<Integer>> mirror() {
    return points.mirror();
  }

  /** {@return the indices of the group {@code group}, empty where this schema has no such group} */
  public Optional<int[]> indices(String group) {
    return Optional.ofNullable(groups().get(group))
        .map(g -> g.stream().mapToInt(Integer::intValue).toArray());
  }

  /** {@return the distance of the outer eye corners, in pixels; empty if the schema lacks them} */
  public OptionalDouble interOcular(Keypoints k) {
    check(k);
    return points
        .eyes()
        .map(e -> OptionalDouble.of(k.point(e.outerLeft()).distanceTo(k.point(e.outerRight()))))
        .orElse(OptionalDouble.empty());
  }

  /**
   * {@return the distance of the pupils or eye centres, in pixels; empty if the schema lacks them}
   */
  public OptionalDouble interPupil(Keypoints k) {
    check(k);
    return points
        .eyes()
        .map(e -> OptionalDouble.of(k.mean(e.leftPupil()).distanceTo(k.mean(e.rightPupil()))))
        .orElse(OptionalDouble.empty());
  }

  /**
   * {@return the keypoints in the order that they have on the mirrored face}
   *
   * @throws IllegalArgumentException if this schema has no mirror pairs, or another count
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
   * {@return for each of {@code indices}, the index whose point stands in its place on the mirrored
   * face; empty if this schema has no mirror pairs}
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

  /** Two schemas are the same if their names are; a name has one description. */
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
