package kpnative.keypoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaMappingTest {
  private static final KeypointSchema WFLW = KeypointSchema.named("wflw98").orElseThrow();
  private static final KeypointSchema FIVE = KeypointSchema.named("face5").orElseThrow();

  /** A face whose point k is at (k, 1000 - k). */
  private static Keypoints numbered(int count) {
    return Keypoints.of(
        IntStream.range(0, 2 * count)
            .mapToDouble(i -> i % 2 == 0 ? i / 2.0 : 1000 - i / 2)
            .toArray());
  }

  @ParameterizedTest // the published pairs, 68 first
  @CsvSource({
    "0, 0", "8, 16", "16, 32", "17, 33", "26, 46", "30, 54", "36, 60", "41, 67", "45, 72"
  })
  void aPointOf300WIsOneOfWflw(int of68, int of98) {
    Keypoints mapped = SchemaMapping.between(WFLW, KeypointSchema.IBUG68).apply(numbered(98));
    assertThat(mapped.isComplete()).isTrue();
    assertThat(mapped.x(of68)).isEqualTo(of98);
    assertThat(mapped.y(of68)).isEqualTo(1000 - of98);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ibug68", "wflw98", "cofw29", "aflw19", "imm58", "imm-frontal73"})
  void mappingAMirroredFaceIsMirroringTheMappedOne(String name) {
    KeypointSchema from = KeypointSchema.named(name).orElseThrow();
    SchemaMapping mapping = SchemaMapping.between(from, FIVE);
    Keypoints face = numbered(from.count());
    Keypoints a = mapping.apply(from.mirrored(face));
    Keypoints b = FIVE.mirrored(mapping.apply(face));
    for (int k = 0; k < 5; k++) {
      assertThat(a.point(k).distanceTo(b.point(k))).isLessThan(1e-9);
    }
  }

  @Test
  void wflwMirroredAndMappedIs300WMirrored() {
    SchemaMapping mapping = SchemaMapping.between(WFLW, KeypointSchema.IBUG68);
    Keypoints face = numbered(98);
    assertThat(mapping.apply(WFLW.mirrored(face)))
        .isEqualTo(KeypointSchema.IBUG68.mirrored(mapping.apply(face)));
  }

  @Test
  void aMeanNeedsAllItsPointsAndIsHiddenIfOneIs() {
    SchemaMapping mapping = SchemaMapping.between(KeypointSchema.IBUG68, FIVE);
    double[] xy = numbered(68).toArray();
    xy[2 * 37] = Double.NaN;
    xy[2 * 37 + 1] = Double.NaN;
    PointState[] states = new PointState[68];
    Arrays.fill(states, PointState.VISIBLE);
    states[37] = PointState.ABSENT;
    states[42] = PointState.HIDDEN;
    states[30] = PointState.UNKNOWN;

    assertThat(mapping.apply(Keypoints.partial(xy)).isPresent(0)).isFalse();
    assertThat(mapping.apply(List.of(states)))
        .containsExactly(
            PointState.ABSENT,
            PointState.HIDDEN,
            PointState.UNKNOWN,
            PointState.VISIBLE,
            PointState.VISIBLE);
    assertThat(mapping.apply(Collections.<PointState>emptyList())).isEmpty();
  }

  @Test
  void withoutAMappingPointsOfOneNameAreTheSame() {
    KeypointSchema own =
        KeypointSchema.ofNames("own", List.of("ear", "nose_tip", "left_eye"), List.of());
    Keypoints mapped = SchemaMapping.between(own, FIVE).apply(Keypoints.of(1, 2, 3, 4, 5, 6));
    assertThat(mapped.present()).contains(Keypoints.of(5, 6, 3, 4));
    assertThat(mapped.isPresent(1)).isFalse();
    assertThatThrownBy(() -> SchemaMapping.between(KeypointSchema.unnamed(3), FIVE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no mapping from points-3 to face5");
  }

  @Test
  void onesOwnMappingIsAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("map.yaml");
    Files.writeString(
        file,
        """
        from: ibug68
        to: {name: two, points: [eye, nose]}
        points:
          - [eye, 36-41]
          - [nose, '30']
        """);
    SchemaMapping mapping = SchemaMapping.find(KeypointSchema.IBUG68, file.toString());
    assertThat(mapping.to().pointNames()).containsExactly("eye", "nose");
    assertThat(mapping.apply(numbered(68)).x(0)).isEqualTo(38.5);

    assertThatThrownBy(() -> SchemaMapping.find(WFLW, file.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("map.yaml:1: from must be the schema of the data");
    Files.writeString(file, "from: ibug68\nto: face5\npoints:\n  - [0-1, 36-41]\n");
    assertThatThrownBy(() -> SchemaMapping.find(KeypointSchema.IBUG68, file.toString()))
        .hasMessageContaining("map.yaml:3: points must be as many on both sides");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "point: []",
        "points: []",
        "points: [[nose_tip, '30']]\ngroups: {}",
        "points: [[left_eye, 36-41], [left_eye, 42-47]]",
        "points: [[0-1, 36-37], ['1', '38']]"
      })
  void aMappingThatIsNotAllReadOrSaysAPointTwiceIsRefused(String rest, @TempDir Path folder)
      throws IOException {
    Path file =
        Files.writeString(folder.resolve("map.yaml"), "from: ibug68\nto: face5\n" + rest + "\n");
    assertThatThrownBy(() -> SchemaMapping.find(KeypointSchema.IBUG68, file.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("map.yaml:");
  }
}
