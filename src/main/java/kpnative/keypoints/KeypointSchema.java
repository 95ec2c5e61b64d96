package kpnative.keypoints;

import java.util.LinkedHashMap;
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
  private final String name;
  private final int count;
  private final Map<String, List<Integer>> groups;
  private final Optional<List<Integer>> mirror;
  private final Optional<Eyes> eyes;

  /** The IMM Face Database's 58 points. */
  public static final KeypointSchema IMM58 = imm58();

  /** iBUG 300-W's 68 points. */
  public static final KeypointSchema IBUG68 = ibug68();

  /** The IMM Frontal Face Database's 73 points. */
  public static final KeypointSchema IMM_FRONTAL73 = immFrontal73();

  private static final List<KeypointSchema> DESCRIBED = List.of(IMM58, IBUG68, IMM_FRONTAL73);
  private static final String WITHOUT_NAMES = "points-";

  /** Where the eyes are: the outer corners, and the points whose mean is each pupil. */
  private record Eyes(int outerLeft, int outerRight, int[] leftPupil, int[] rightPupil) {}

  private KeypointSchema(
      String name,
      int count,
      Map<String, List<Integer>> groups,
      Optional<List<Integer>> mirror,
      Optional<Eyes> eyes) {
    this.name = name;
    this.count = count;
    this.groups = groups;
    this.mirror = mirror;
    this.eyes = eyes;
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
        yield new KeypointSchema(
            WITHOUT_NAMES + count, count, Map.of(), Optional.empty(), Optional.empty());
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
        DESCRIBED.stream().filter(s -> s.name.equals(name)).findFirst();
    if (described.isPresent() || !name.matches(WITHOUT_NAMES + "[1-9]\\d{0,4}")) {
      return described;
    }
    KeypointSchema other = ofCount(Integer.parseInt(name.substring(WITHOUT_NAMES.length())));
    return Optional.of(other).filter(s -> s.name.equals(name)); // 68 points are ibug68's
  }

  /** {@return a short name, as written into files: {@code imm58}, {@code points-5}, ...} */
  public String name() {
    return name;
  }

  /** {@return K} */
  public int count() {
    return count;
  }

  /**
   * {@return the named groups in drawing order, each with its indices along the line that joins
   * them}
   */
  public Map<String, List<Integer>> groups() {
    return groups;
  }

  /** {@return for each index, the index that a left-right mirror image has in its place} */
  public Optional<List<Integer>> mirror() {
    return mirror;
  }

  /** {@return the indices of the group {@code group}, empty where this schema has no such group} */
  public Optional<int[]> indices(String group) {
    return Optional.ofNullable(groups.get(group))
        .map(g -> g.stream().mapToInt(Integer::intValue).toArray());
  }

  /** {@return the distance of the outer eye corners, in pixels; empty if the schema lacks them} */
  public OptionalDouble interOcular(Keypoints k) {
    check(k);
    return eyes.map(e -> OptionalDouble.of(k.point(e.outerLeft).distanceTo(k.point(e.outerRight))))
        .orElse(OptionalDouble.empty());
  }

  /**
   * {@return the distance of the pupils or eye centres, in pixels; empty if the schema lacks them}
   */
  public OptionalDouble interPupil(Keypoints k) {
    check(k);
    return eyes.map(e -> OptionalDouble.of(k.mean(e.leftPupil).distanceTo(k.mean(e.rightPupil))))
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
        mirror.orElseThrow(
            () -> new IllegalArgumentException("schema " + name + " has no mirror pairs"));
    return k.select(m.stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * {@return for each of {@code indices}, the index whose point stands in its place on the mirrored
   * face; empty if this schema has no mirror pairs}
   */
  public Optional<int[]> mirrored(int[] indices) {
    return mirror.map(m -> IntStream.of(indices).map(m::get).toArray());
  }

  private void check(Keypoints k) {
    if (k.count() != count) {
      throw new IllegalArgumentException(name + " needs " + count + " keypoints, got " + k.count());
    }
  }

  /** Two schemas are the same if their names are; a name has one description. */
  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof KeypointSchema other && name.equals(other.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }

  private static KeypointSchema imm58() {
    Map<String, List<Integer>> g = new LinkedHashMap<>();
    g.put("jaw", range(0, 12));
    g.put("right_eye", range(13, 20));
    g.put("left_eye", range(21, 28));
    g.put("right_brow", range(29, 33));
    g.put("left_brow", range(34, 38));
    g.put("mouth", range(39, 46));
    g.put("nose", range(47, 57));
    g.put("nose_tip", List.of(52));
    int[] m = new int[58];
    reverse(m, 0, 12);
    swap(m, 13, 21, 8);
    swap(m, 29, 34, 5);
    ring(m, 39, 43, 8);
    reverse(m, 47, 57);
    return new KeypointSchema(
        "imm58",
        58,
        g,
        Optional.of(boxed(m)),
        Optional.of(new Eyes(21, 13, ints(21, 28), ints(13, 20))));
  }

  private static KeypointSchema ibug68() {
    Map<String, List<Integer>> g = new LinkedHashMap<>();
    g.put("jaw", range(0, 16));
    g.put("left_brow", range(17, 21));
    g.put("right_brow", range(22, 26));
    g.put("nose_bridge", range(27, 30));
    g.put("nostrils", range(31, 35));
    g.put("left_eye", range(36, 41));
    g.put("right_eye", range(42, 47));
    g.put("outer_lip", range(48, 59));
    g.put("inner_lip", range(60, 67));
    g.put("nose_tip", List.of(30));
    int[] m = new int[68];
    reverse(m, 0, 16);
    reverse(m, 17, 26);
    for (int i = 27; i <= 30; i++) {
      m[i] = i;
    }
    reverse(m, 31, 35);
    pair(m, 36, 45);
    pair(m, 37, 44);
    pair(m, 38, 43);
    pair(m, 39, 42);
    pair(m, 40, 47);
    pair(m, 41, 46);
    ring(m, 48, 54, 12);
    ring(m, 60, 64, 8);
    return new KeypointSchema(
        "ibug68",
        68,
        g,
        Optional.of(boxed(m)),
        Optional.of(new Eyes(36, 45, ints(36, 41), ints(42, 47))));
  }

  private static KeypointSchema immFrontal73() {
    Map<String, List<Integer>> g = new LinkedHashMap<>();
    g.put("left_brow", range(0, 7));
    g.put("right_brow", range(8, 15));
    g.put("left_eye", range(16, 23));
    g.put("right_eye", range(24, 31));
    g.put("left_pupil", List.of(32));
    g.put("right_pupil", List.of(33));
    g.put("nose", range(34, 44));
    g.put("nose_tip", List.of(45));
    g.put("outer_lip", range(46, 55));
    g.put("inner_upper_lip", range(56, 58));
    g.put("inner_lower_lip", range(59, 61));
    g.put("jaw", range(62, 72));
    int[] m = new int[73];
    turned(m, 0, 8, 8);
    turned(m, 16, 24, 8);
    pair(m, 32, 33);
    reverse(m, 34, 44);
    m[45] = 45;
    ring(m, 46, 52, 10);
    reverse(m, 56, 58);
    reverse(m, 59, 61);
    reverse(m, 62, 72);
    return new KeypointSchema(
        "imm-frontal73",
        73,
        g,
        Optional.of(boxed(m)),
        Optional.of(new Eyes(16, 24, new int[] {32}, new int[] {33})));
  }

  private static void pair(int[] m, int a, int b) {
    m[a] = b;
    m[b] = a;
  }

  /** The points from {@code first} to {@code last} run from one side to the other. */
  private static void reverse(int[] m, int first, int last) {
    for (int i = first; i <= last; i++) {
      m[i] = first + last - i;
    }
  }

  /** Two runs of {@code n} points that mirror each other point by point. */
  private static void swap(int[] m, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      pair(m, a + i, b + i);
    }
  }

  /** Two closed lines of {@code n} points from {@code a} and {@code b}, both drawn clockwise. */
  private static void turned(int[] m, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      pair(m, a + i, b + (n - i) % n); // a mirror image is drawn anticlockwise
    }
  }

  /**
   * A closed line of {@code n} points from {@code first}, in which {@code first} and {@code
   * opposite} swap.
   */
  private static void ring(int[] m, int first, int opposite, int n) {
    for (int i = 0; i < n; i++) {
      m[first + i] = first + Math.floorMod(opposite - first - i, n);
    }
  }

  private static List<Integer> range(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }

  private static int[] ints(int first, int last) {
    return IntStream.rangeClosed(first, last).toArray();
  }

  private static List<Integer> boxed(int[] m) {
    return IntStream.of(m).boxed().toList();
  }
}
