package kpnative.keypoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kpnative.text.SpecMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaFilesTest {
  private static final String MINE =
      """
      name: mine
      points: [left_eye, right_eye, nose, chin]
      groups:
        eyes: [left_eye, 1]
        middle: "2-3"
      mirror:
        - [left_eye, right_eye]
      pupils: [0, 1]
      """;

  static List<String> inJar() {
    return KeypointSchema.names();
  }

  @Test // the text was written by the code of 2026-11-27 that had these schemas in Java
  void theFirstThreeAreWhatTheyWereInCode() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String name : List.of("imm58", "ibug68", "imm-frontal73")) {
      KeypointSchema s = KeypointSchema.named(name).orElseThrow();
      text.append("schema ").append(name).append(' ').append(s.count()).append('\n');
      s.groups().forEach((k, v) -> text.append("group " + k + " " + v + "\n"));
      text.append("mirror ").append(s.mirror().orElseThrow()).append('\n');
      text.append("names ").append(s.pointNames()).append('\n').append("lines");
      s.edges().forEach(e -> text.append(" " + e.from() + "-" + e.to()));
      Keypoints k = Keypoints.of(new Random(1).doubles(2L * s.count(), 0, 640).toArray());
      text.append("\neyes ").append(s.interOcular(k).orElseThrow()).append(' ');
      text.append(s.interPupil(k).orElseThrow()).append('\n');
    }
    try (InputStream was = SchemaFilesTest.class.getResourceAsStream("schemas.txt")) {
      assertThat(text).hasToString(new String(was.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @MethodSource("inJar")
  void aSchemaWrittenAsYamlIsTheSame(String name) throws IOException {
    KeypointSchema schema = KeypointSchema.named(name).orElseThrow();
    KeypointSchema again = KeypointSchema.parse(schema.toYaml(), "again");
    assertThat(again).isEqualTo(schema);
    assertThat(again.title()).isEqualTo(schema.title()).isNotEmpty();
    assertThat(again.source()).isEqualTo(schema.source()).isNotEmpty();
    assertThat(again.sigmas()).isEqualTo(schema.sigmas());
    assertThat(again.edges()).isEqualTo(schema.edges());
  }

  @ParameterizedTest
  @MethodSource("inJar")
  void aSchemaInAWeightFilesMetadataIsTheSame(String name) throws IOException {
    KeypointSchema schema = KeypointSchema.named(name).orElseThrow();
    String json = SpecMapper.json().writeValueAsString(schema);
    assertThat(SpecMapper.read(json, KeypointSchema.class, "weights")).isEqualTo(schema);
  }

  @ParameterizedTest // so that one's own can begin with a copy
  @MethodSource("inJar")
  void theFileInTheJarIsYamlToo(String name, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("copy.yaml");
    try (InputStream in =
        KeypointSchema.class.getResourceAsStream("/kpnative/schemas/" + name + ".yaml")) {
      Files.write(file, in.readAllBytes());
    }
    assertThat(KeypointSchema.read(file)).isEqualTo(KeypointSchema.named(name).orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("inJar")
  void leftAndRightOfASchemaMirrorEachOther(String name) {
    KeypointSchema s = KeypointSchema.named(name).orElseThrow();
    List<Integer> m = s.mirror().orElseThrow();
    for (Map.Entry<String, List<Integer>> group : s.groups().entrySet()) {
      String other =
          group.getKey().startsWith("left")
              ? group.getKey().replaceFirst("left", "right")
              : group.getKey().replaceFirst("right", "left");
      assertThat(new TreeSet<>(group.getValue().stream().map(m::get).toList()))
          .as(group.getKey())
          .isEqualTo(new TreeSet<>(s.groups().get(other)));
    }
    assertThat(s.groups().values().stream().flatMap(List::stream).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, s.count()).boxed().toList());
    for (int k = 0; k < s.count(); k++) {
      assertThat(m.get(m.get(k))).isEqualTo(k);
    }
  }

  @ParameterizedTest // from the data sets' figures
  @CsvSource({
    "wflw98, 60, 72",
    "wflw98, 64, 68",
    "wflw98, 66, 74",
    "wflw98, 33, 46",
    "wflw98, 38, 50",
    "wflw98, 76, 82",
    "wflw98, 88, 92",
    "wflw98, 16, 16",
    "wflw98, 79, 79",
    "wflw98, 90, 90",
    "wflw98, 94, 94",
    "cofw29, 8, 9",
    "cofw29, 4, 6",
    "cofw29, 20, 20",
    "cofw29, 28, 28",
    "aflw19, 0, 5",
    "aflw19, 7, 10",
    "aflw19, 16, 16",
    "face5, 0, 1",
    "face5, 2, 2",
    "face5, 3, 4"
  })
  void theDataSetsMirrorPairsSwap(String name, int a, int b) {
    assertThat(KeypointSchema.named(name).orElseThrow().mirror().orElseThrow().get(a)).isEqualTo(b);
  }

  @Test
  void onesOwnSchemaHasWhatItsFileSays() throws IOException {
    KeypointSchema s = KeypointSchema.parse(MINE, "mine.yaml");
    assertThat(s.pointNames()).containsExactly("left_eye", "right_eye", "nose", "chin");
    assertThat(s.groups())
        .containsExactly(Map.entry("eyes", List.of(0, 1)), Map.entry("middle", List.of(2, 3)));
    assertThat(s.edges()).containsExactly(new Edge(0, 1), new Edge(2, 3));
    assertThat(s.mirror().orElseThrow()).containsExactly(1, 0, 2, 3);
    assertThat(s.interPupil(Keypoints.of(0, 0, 3, 4, 1, 1, 2, 2))).hasValue(5);
    assertThat(s.interOcular(Keypoints.of(0, 0, 3, 4, 1, 1, 2, 2))).isEmpty();
    assertThat(s).isNotEqualTo(KeypointSchema.parse(MINE.replace("chin", "jaw"), "other"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: mine | name: '.x' | mine.yaml:1: name must be letters",
        "nose, chin | nose, nose | mine.yaml:2: points must have each name once, got 'nose' twice",
        "'2-3' | '2-4' | mine.yaml:5: groups.middle must have indices from 0 to 3, got '2-4'",
        "'2-3' | mouth | mine.yaml:5: groups.middle must name points, groups or indices",
        "[left_eye, 1] | [1, 1] | mine.yaml:4: groups.eyes must be each point once",
        "[0, 1] | [0, 1, 2] | mine.yaml:8: pupils must be the points of the left one",
        "pupils: | pupil: | pupil is no key of a schema: expected one of [name, title",
        "[left_eye, right_eye] | [left_eye, '1-2'] | mine.yaml:6: mirror must be pairs of as many",
      })
  void aMistakeIsToldWithItsLine(String what, String instead, String message) {
    String yaml = MINE.replace(what.strip().replace("'", "\""), instead.strip().replace("'", "\""));
    assertThat(yaml).isNotEqualTo(MINE);
    assertThatThrownBy(() -> KeypointSchema.parse(yaml, "mine.yaml"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: x\npoints: 10001\n",
        "name: x\npoints: 0\n",
        "name: x\npoints: []\n",
        "name: x\npoints: 1.5\n",
        "name: x\n",
        "points: 3\n",
        "[1, 2]",
        "",
        "name: x\npoints: 3\nsigmas: [1, 2]\n",
        "name: x\npoints: 3\nsigmas: [1, 2, 0]\n",
        "name: x\npoints: 3\nedges: [[0, 1, 2]]\n",
        "name: x\npoints: 3\nclosed: [jaw]\n",
        "name: x\npoints: 3\nmirror: [[0, 1], [0, 2]]\n",
        "name: x\npoints: [a, b, c]\ngroups: {a: 1-2}\n",
        "name: x\npoints: [a, b, c]\ngroups: {a: 0-1}\n",
        "name: x\npoints: &a 3\nsigmas: *a\n",
        "name: x\npoints: [\"a\\tb\"]\n",
      })
  void whatIsNoSchemaIsRefused(String yaml) {
    assertThatThrownBy(() -> KeypointSchema.parse(yaml, "mine.yaml"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("mine.yaml")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nose_tip,left_eye,16-14 | 30 36 37 38 39 40 41 16 15 14",
        "jaw_3, 5 | 3 5",
        "0-2 | 0 1 2"
      })
  void pointsAreChosenByNamesGroupsAndRanges(String text, String indices) {
    assertThat(IntStream.of(KeypointSchema.IBUG68.select(text)).mapToObj(String::valueOf))
        .containsExactly(indices.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "68", "nose_tip,", "0-68", "3-", "ear", "0-67,0", "99999999999"})
  void aChoiceOfWhatIsNotThereIsRefused(String text) {
    assertThatThrownBy(() -> KeypointSchema.IBUG68.select(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNameThatIsNoSchemaAndNoFileIsToldWithTheNames() {
    assertThatThrownBy(() -> KeypointSchema.find("ibug86"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ibug68");
  }

  @Test
  void namesWithLeftAndRightTellTheMirrorPairs() {
    KeypointSchema s =
        KeypointSchema.ofNames(
            "ears", List.of("left_eye", "right_eye", "nose", "Ear L", "Ear R"), List.of());
    assertThat(s.mirror().orElseThrow()).containsExactly(1, 0, 2, 4, 3);
    assertThat(KeypointSchema.ofNames("a", List.of("left_eye", "nose"), List.of()).mirror())
        .isEmpty();
    assertThat(KeypointSchema.ofNames("a", List.of("right_eye", "nose"), List.of()).mirror())
        .isEmpty();
    assertThat(KeypointSchema.ofNames("a", List.of("a", "b"), List.of(new Edge(0, 1))).edges())
        .containsExactly(new Edge(0, 1));
  }
}
