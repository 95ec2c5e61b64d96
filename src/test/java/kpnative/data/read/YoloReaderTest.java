package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kpnative.data.Dataset;
import kpnative.data.annotation.AnnotationSet;
import kpnative.geometry.Box;
import kpnative.keypoints.KeypointSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** YOLO's poses; the pictures have 200 x 100 pixels. */
class YoloReaderTest {
  private static final String YAML =
      """
      path: . # dataset root dir
      train: images/train # train images
      val: images/val
      test: # test images
      kpt_shape: [2, 3]
      flip_idx: [1, 0]
      names:
        0: face
      kpt_names:
        0:
          - left eye
          - right eye
      """;

  @TempDir Path folder;
  private ToolFile yolo;

  @BeforeEach
  void begin() throws IOException {
    yolo = new ToolFile(folder, AnnotationFormat.YOLO);
    yolo.picture("images/train/a.png");
    yolo.picture("images/val/b.png");
  }

  private AnnotationSet read(String yaml, String line) throws IOException {
    yolo.put("labels/train/a.txt", line + "\n");
    return yolo.read(yolo.put("data.yaml", yaml));
  }

  @Test
  void pointsArePixelIndicesDividedByTheSidesAndBoxesHaveEdges() throws IOException {
    AnnotationSet set = read(YAML, "0 0.5 0.5 1 1 0 0 2 0.995 0.99 1");
    assertThat(ToolFile.texts(set, 0))
        .containsExactly("left eye=0.0,0.0 visible; right eye=199.0,99.0 hidden");
    assertThat(set.pictures().get(0).faces().get(0).box())
        .contains(new Box(-0.5, -0.5, 199.5, 99.5));
    assertThat(set.layouts().get(0).mirror()).contains(List.of(1, 0));
  }

  @Test
  void aFlagOf0IsAnAbsentPointAndAPictureWithoutATextHasNoFace() throws IOException {
    AnnotationSet set = read(YAML, "0 0.5 0.5 1 1 0.1 0.1 0 0.5 0.5 2");
    assertThat(ToolFile.texts(set, 0))
        .containsExactly("left eye=absent; right eye=100.0,50.0 visible");
    assertThat(set.pictures().get(1).faces()).isEmpty();
  }

  @Test
  void withoutFlagsANegativePlaceIsAbsent() throws IOException {
    AnnotationSet set = read(YAML.replace("[2, 3]", "[2, 2]"), "0 0.5 0.5 1 1 -1 -1 0.5 0.5");
    assertThat(ToolFile.texts(set, 0)).containsExactly("left eye=absent; right eye=100.0,50.0");
  }

  @Test
  void aListOfPicturesIsRead() throws IOException {
    yolo.put("list.txt", "./images/train/a.png\n./images/none.png\n");
    AnnotationSet set =
        read(YAML.replace("images/train ", "list.txt "), "0 0.5 0.5 1 1 0 0 2 0.5 0.5 2");
    assertThat(set.faces()).isEqualTo(1);
    assertThat(yolo.notes).singleElement().asString().contains("list.txt:2: no picture");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void flipIdxIsTheMirrorOfTheSchemaThatTrains(boolean named) throws IOException {
    read(
        named ? YAML : YAML.substring(0, YAML.indexOf("kpt_names")),
        "0 0.5 0.5 1 1 0 0 2 0.5 0.5 2");
    Dataset set =
        DatasetReader.read(List.of("yolo:" + folder.resolve("data.yaml")), Optional.empty());
    assertThat(set.schema().mirror()).contains(List.of(1, 0));
    assertThat(set.schema().pointName(0)).isEqualTo(named ? "left eye" : "point_0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ibug68", "imm58", "imm-frontal73", "wflw98", "cofw29", "aflw19"})
  void pointsWithTheMirrorPairsOfAKnownSchemaAreTakenForItWithALine(String name)
      throws IOException {
    KeypointSchema known = KeypointSchema.named(name).orElseThrow();
    read(
        YAML.substring(0, YAML.indexOf("kpt_names"))
            .replace("[1, 0]", known.mirror().orElseThrow().toString())
            .replace("[2, 3]", "[" + known.count() + ", 2]"),
        "0 0.5 0.5 1 1" + " 0.5 0.5".repeat(known.count()));
    List<String> notes = new ArrayList<>();
    Dataset set =
        DatasetReader.read(
            List.of("yolo:" + folder.resolve("data.yaml")),
            Optional.empty(),
            ReadOptions.DEFAULT.withNotes(notes::add));
    assertThat(set.schema()).isEqualTo(known);
    assertThat(notes)
        .containsExactly(
            known.count()
                + " points without names: taken for "
                + name
                + "; --schema says otherwise");
  }

  @Test
  void mirrorPairsThatAreNoneArePassedOver() throws IOException {
    AnnotationSet set = read(YAML.replace("[1, 0]", "[1, 1]"), "0 0.5 0.5 1 1 0 0 2 0.5 0.5 2");
    assertThat(set.layouts().get(0).mirror()).isEmpty();
    assertThat(yolo.notes).singleElement().asString().contains("data.yaml#/flip_idx");
  }

  @ParameterizedTest
  @CsvSource({
    "0 0.5 0.5 1 1 0 0 2, expected a class",
    "3 0.5 0.5 1 1 0 0 2 0.5 0.5 2, class must be a whole number from 0 to 0",
    "0 0.5 0.5 1 1 0 0 7 0.5 0.5 2, a visibility is",
    "0 0.5 0.5 1 1 700 0 2 0.5 0.5 2, must be a fraction of a side",
    "0 0.5 0.5 0 1 0 0 2 0.5 0.5 2, a box needs"
  })
  void aLineAtFaultCostsThatFace(String line, String why) throws IOException {
    AnnotationSet set = read(YAML, line);
    assertThat(set.faces()).isZero();
    assertThat(yolo.notes).singleElement().asString().contains("a.txt:1: ").contains(why);
  }

  @Test
  void aShapeThatIsNoneIsAnErrorWithItsPlace() throws IOException {
    Path file = yolo.put("data.yaml", YAML.replace("[2, 3]", "[2, 4]"));
    assertThatThrownBy(() -> yolo.read(file))
        .hasMessage(file + "#/kpt_shape/1: expected a whole number from 2 to 3, got 4");
  }
}
