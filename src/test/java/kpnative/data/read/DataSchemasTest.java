package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import kpnative.data.Dataset;
import kpnative.keypoints.KeypointSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which schema the faces of data have. */
class DataSchemasTest {
  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();

  @BeforeEach
  void picture() throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(image, "png", folder.resolve("a.png").toFile());
  }

  private String table(String name, int points) throws IOException {
    String row =
        IntStream.range(0, points)
            .mapToObj(k -> k % 7 + "," + k % 5)
            .collect(Collectors.joining(","));
    Path file = folder.resolve(name);
    Files.writeString(file, "a.png," + row + "\n");
    return "csv:" + file;
  }

  private Dataset read(ReadOptions options, String... specs) throws IOException {
    return DatasetReader.read(List.of(specs), Optional.empty(), options.withNotes(notes::add));
  }

  @Test
  void pointsWithoutNamesAreTakenForAKnownSchemaWithALine() throws IOException {
    assertThat(read(ReadOptions.DEFAULT, table("t.csv", 68)).schema())
        .isEqualTo(KeypointSchema.IBUG68);
    assertThat(notes)
        .containsExactly("68 points without names: taken for ibug68; --schema says otherwise");
  }

  @ParameterizedTest
  @CsvSource({
    "ASF, 58, imm58",
    "ASF, 73, imm-frontal73",
    "PTS, 68, ibug68",
    "DLIB, 68, ibug68",
    "HRNET, 19, aflw19",
    "HRNET, 68, ibug68",
    "HRNET, 98, wflw98"
  })
  void pointsOfAFormatAreThoseThatTheyAreByCustomWithoutALine(
      AnnotationFormat format, int points, String schema) throws IOException {
    String spec = format.kind() + ":" + many(format, points);
    assertThat(read(ReadOptions.DEFAULT, spec).schema().name()).isEqualTo(schema);
    assertThat(read(ReadOptions.DEFAULT, "[points-" + points + "]" + spec).schema().name())
        .isEqualTo("points-" + points);
    KeypointSchema own = KeypointSchema.unnamed(points);
    assertThat(read(ReadOptions.DEFAULT.withSchema(own), spec).schema()).isEqualTo(own);
    assertThat(notes).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ASF, 68", "PTS, 98", "DLIB, 29"})
  void otherNumbersOfPointsAreTakenForASchemaWithALine(AnnotationFormat format, int points)
      throws IOException {
    read(ReadOptions.DEFAULT, format.kind() + ":" + many(format, points));
    assertThat(notes).singleElement().asString().contains(points + " points without names: taken");
  }

  private Path many(AnnotationFormat format, int points) throws IOException {
    StringBuilder text = new StringBuilder();
    StringBuilder row = new StringBuilder();
    for (int k = 0; k < points; k++) {
      switch (format) {
        case ASF -> text.append("0 0 0.1 0.2 ").append(k).append(" 0 0\n");
        case PTS -> text.append("1 2\n");
        case DLIB -> text.append("<part name='").append(k).append("' x='1' y='2'/>");
        default -> {
          text.append(",original_").append(k).append("_x,original_").append(k).append("_y");
          row.append(",1,2");
        }
      }
    }
    String all =
        switch (format) {
          case ASF -> points + "\n" + text + "a.png\n";
          case PTS -> text.toString();
          case DLIB ->
              "<dataset><images><image file='a.png'><box left='0' top='0' width='4' height='4'>"
                  + text
                  + "</box></image></images></dataset>";
          default -> "image_name" + text + "\na.png" + row + "\n";
        };
    return Files.writeString(folder.resolve("a." + format.extension()), all);
  }

  @Test
  void whatIsStatedNeedsNoLine() throws IOException {
    String data = table("t.csv", 68);
    assertThat(read(ReadOptions.DEFAULT, "[points-68]" + data).schema())
        .isEqualTo(KeypointSchema.unnamed(68));
    assertThat(read(ReadOptions.DEFAULT, "[ibug68]" + data).schema())
        .isEqualTo(KeypointSchema.IBUG68);
    assertThat(read(ReadOptions.DEFAULT.withSchema(KeypointSchema.unnamed(68)), data).schema())
        .isEqualTo(KeypointSchema.unnamed(68));
    assertThat(read(ReadOptions.DEFAULT, table("five.csv", 5)).schema().name())
        .isEqualTo("points-5");
    assertThat(notes).isEmpty();
  }

  @Test
  void aSchemaOfOnesOwnIsAFileAndItsPathIsKeptWhole() throws IOException {
    Path own = folder.resolve("own.yaml");
    Files.writeString(own, "name: own\npoints: [a, b, c]\n");
    String spec = "[" + own + "]" + table("t.csv", 3);
    assertThat(read(ReadOptions.DEFAULT, spec).schema().pointNames())
        .containsExactly("a", "b", "c");
    assertThat(DataSpec.parse(spec).absolute()).isEqualTo(spec);
    assertThat(DataSpec.parse("[ibug68>face5]pts:x").absolute()).startsWith("[ibug68>face5]pts:");
  }

  @Test
  void facesAreMapped() throws IOException {
    Dataset five = read(ReadOptions.DEFAULT, "[wflw98>face5]" + table("t.csv", 98));
    assertThat(five.schema().name()).isEqualTo("face5");
    assertThat(five.faces().get(0).keypoints().point(2).x()).isEqualTo(54 % 7);
    assertThat(read(ReadOptions.DEFAULT, "[>ibug68]" + table("t.csv", 98)).schema())
        .isEqualTo(KeypointSchema.IBUG68);
  }

  @Test
  void anotherNumberOfPointsThanTheStatedSchemasIsAFault() throws IOException {
    String data = table("t.csv", 68);
    assertThatThrownBy(() -> read(ReadOptions.DEFAULT, "[wflw98]" + data))
        .isInstanceOf(IOException.class);
    assertThat(notes).first().asString().contains("t.csv:1: wflw98 has 98 keypoints, got 68");
  }

  @Test
  void facesOfTwoSchemasAreRefusedThoughTheirNumbersAreTheSame() throws IOException {
    String a = "[ibug68]" + table("a.csv", 68);
    String b = "[points-68]" + table("b.csv", 68);
    assertThatThrownBy(() -> read(ReadOptions.DEFAULT, a, b))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected faces of one schema, got ibug68 in")
        .hasMessageContaining("--map-to");
  }

  @Test
  void twoOrdersOfTheSameNamesAreRefusedWithTheFirstThatDiffers() throws IOException {
    Path a =
        Files.writeString(
            folder.resolve("a.csv"), "file,nose_x,nose_y,eye_x,eye_y\na.png,1,2,3,4\n");
    Path b =
        Files.writeString(
            folder.resolve("b.csv"), "file,eye_x,eye_y,nose_x,nose_y\na.png,1,2,3,4\n");
    assertThatThrownBy(() -> read(ReadOptions.DEFAULT, "csv:" + a, "csv:" + b))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("(point 0 is 'nose' and 'eye')")
        .hasMessageContaining("--map-to makes them one")
        .hasMessageNotContaining("--schema");
  }
}
