package kpnative.keypoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeypointSchemaTest {
  static Stream<KeypointSchema> described() {
    return Stream.of(KeypointSchema.IMM58, KeypointSchema.IBUG68, KeypointSchema.IMM_FRONTAL73);
  }

  private static Keypoints random(int count, long seed) {
    Random random = new Random(seed);
    return Keypoints.of(random.doubles(2L * count, 0, 640).toArray());
  }

  @ParameterizedTest
  @MethodSource("described")
  void mirroringTwiceChangesNothing(KeypointSchema schema) {
    Keypoints k = random(schema.count(), 3);
    assertThat(schema.mirrored(schema.mirrored(k))).isEqualTo(k);
  }

  @ParameterizedTest
  @MethodSource("described")
  void theGroupsHoldEveryKeypoint(KeypointSchema schema) {
    TreeSet<Integer> all = new TreeSet<>();
    schema.groups().values().forEach(all::addAll);
    assertThat(all).containsExactlyElementsOf(IntStream.range(0, schema.count()).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("described")
  void theMirrorTakesEachGroupToAGroup(KeypointSchema schema) {
    List<Integer> m = schema.mirror().orElseThrow();
    List<TreeSet<Integer>> groups = schema.groups().values().stream().map(TreeSet::new).toList();
    assertThat(groups).isNotEmpty();
    for (TreeSet<Integer> group : groups) {
      TreeSet<Integer> image = new TreeSet<>(group.stream().map(m::get).toList());
      assertThat(groups).contains(image);
    }
  }

  @ParameterizedTest
  @MethodSource("described")
  void theMirrorKeepsTheEyesDistances(KeypointSchema schema) {
    Keypoints k = random(schema.count(), 4);
    Keypoints m = schema.mirrored(k);
    assertThat(schema.interOcular(m).orElseThrow()).isEqualTo(schema.interOcular(k).orElseThrow());
    assertThat(schema.interPupil(m).orElseThrow())
        .isCloseTo(schema.interPupil(k).orElseThrow(), within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("described")
  void theCountFindsTheSchema(KeypointSchema schema) {
    assertThat(KeypointSchema.ofCount(schema.count())).isSameAs(schema);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 19, 29, 58, 68, 73, 98, 10_000})
  void theNameFindsTheSchema(int count) {
    KeypointSchema schema = KeypointSchema.ofCount(count);
    assertThat(KeypointSchema.named(schema.name())).contains(schema);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wflw", "IBUG68", "points-", "points-0", "points-05", "points-10001"})
  void anUnknownNameFindsNoSchema(String name) {
    assertThat(KeypointSchema.named(name)).isEmpty();
  }

  // the pairs from the data sets' own documentation
  @ParameterizedTest
  @CsvSource({
    "58, 13, 21",
    "58, 17, 25",
    "58, 0, 12",
    "58, 39, 43",
    "58, 41, 41",
    "58, 45, 45",
    "58, 47, 57",
    "58, 52, 52",
    "58, 29, 34",
    "58, 33, 38",
    "68, 0, 16",
    "68, 8, 8",
    "68, 36, 45",
    "68, 39, 42",
    "68, 48, 54",
    "68, 60, 64",
    "68, 17, 26",
    "68, 51, 51",
    "68, 57, 57",
    "68, 62, 62",
    "68, 66, 66",
    "68, 31, 35",
    "68, 67, 65",
    "73, 16, 24",
    "73, 20, 28",
    "73, 32, 33",
    "73, 45, 45",
    "73, 46, 52",
    "73, 34, 44",
    "73, 62, 72",
    "73, 56, 58",
    "73, 1, 15",
    "73, 2, 14",
    "73, 4, 12",
    "73, 18, 30",
    "73, 22, 26",
    "73, 60, 60"
  })
  void theDataSetsMirrorPairsSwap(int count, int a, int b) {
    assertThat(KeypointSchema.ofCount(count).mirror().orElseThrow().get(a)).isEqualTo(b);
  }

  @Test
  void aMirroredSelectionIsTheSelectionOfTheMirroredFace() {
    Keypoints face = random(68, 3);
    int[] some = {36, 0, 30, 48};
    int[] inTheirPlace = KeypointSchema.IBUG68.mirrored(some).orElseThrow();

    assertThat(face.select(inTheirPlace))
        .isEqualTo(KeypointSchema.IBUG68.mirrored(face).select(some));
    assertThat(KeypointSchema.ofCount(5).mirrored(new int[] {0})).isEmpty();
  }

  @Test
  void anyOtherCountIsUnnamed() {
    KeypointSchema schema = KeypointSchema.ofCount(5);
    assertThat(schema.name()).isEqualTo("points-5");
    assertThat(schema.mirror()).isEmpty();
    assertThat(schema.indices("nose_tip")).isEmpty();
    assertThat(schema.interOcular(random(5, 1))).isEmpty();
    assertThat(schema.interPupil(random(5, 1))).isEmpty();
  }

  @Test
  void aFaceWithoutAnEyeCornerHasNoDistanceOfEyes() {
    double[] xy = random(68, 1).toArray();
    xy[2 * 45] = Double.NaN;
    xy[2 * 45 + 1] = Double.NaN;
    Keypoints k = Keypoints.partial(xy);

    assertThat(KeypointSchema.IBUG68.interOcular(k)).isEmpty();
    assertThat(KeypointSchema.IBUG68.interPupil(k)).isEmpty();
    assertThat(KeypointSchema.IBUG68.mirrored(k).isPresent(36)).isFalse();
  }

  @Test
  void mirroringWithoutPairsIsRejected() {
    assertThatThrownBy(() -> KeypointSchema.ofCount(5).mirrored(random(5, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("schema points-5 has no mirror pairs");
  }

  @Test
  void refusesAnotherCountOfKeypoints() {
    assertThatThrownBy(() -> KeypointSchema.IMM58.interOcular(random(68, 1)))
        .hasMessage("imm58 needs 58 keypoints, got 68");
  }

  @Test
  void pointsWithoutNamesCanBeAskedForWhateverTheirNumber() {
    KeypointSchema schema = KeypointSchema.named("points-68").orElseThrow();
    assertThat(schema.count()).isEqualTo(68);
    assertThat(schema.mirror()).isEmpty();
    assertThat(schema).isNotEqualTo(KeypointSchema.IBUG68);
  }

  @Test
  void aSchemaWithoutKeypointsIsRejected() {
    assertThatThrownBy(() -> KeypointSchema.ofCount(0)).hasMessageContaining("at least 1 keypoint");
  }

  @Test
  void schemasOfOneNameAndNumberAreToldApartByTheirFirstOtherPoint() {
    KeypointSchema mine = KeypointSchema.ofNames("face", List.of("a", "b", "c"), List.of());
    assertThat(
            SchemaDifference.of(
                mine, KeypointSchema.ofNames("face", List.of("a", "c", "b"), List.of())))
        .contains("point 1 is 'b' and 'c'");
    assertThat(
            SchemaDifference.of(
                mine,
                KeypointSchema.ofNames("face", List.of("a", "b", "c"), List.of(new Edge(0, 1)))))
        .isPresent();
    assertThat(SchemaDifference.of(mine, mine)).isEmpty();
    assertThat(SchemaDifference.of(mine, KeypointSchema.unnamed(3))).isEmpty();
  }
}
