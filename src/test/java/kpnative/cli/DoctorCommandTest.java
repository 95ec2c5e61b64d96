package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import kpnative.data.AnnotatedFace;
import kpnative.data.painted.SyntheticFaces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor --data}; without data, see {@link ReadOnlyCommandsTest}. */
class DoctorCommandTest {
  private static final long SEED = 8;
  private static final int FACES = 7;

  @TempDir Path temp;
  private Path folder;

  /** Writes different faces, the last of them twice. */
  @BeforeEach
  void make() throws IOException {
    folder = Files.createDirectories(temp.resolve("faces"));
    for (int i = 0; i < FACES; i++) {
      write("face" + i, i);
    }
    write("twin", FACES - 1);
  }

  private void write(String name, int face) throws IOException {
    AnnotatedFace annotated = SyntheticFaces.faces(face + 1, SEED, 68).get(face);
    StringBuilder pts = new StringBuilder("version: 1\nn_points: 68\n{\n");
    for (int k = 0; k < 68; k++) {
      double x = annotated.keypoints().x(k) + 1;
      double y = annotated.keypoints().y(k) + 1;
      pts.append(String.format(Locale.ROOT, "%.3f %.3f%n", x, y));
    }
    Files.writeString(folder.resolve(name + ".pts"), pts.append("}\n"));
    ImageIO.write(SyntheticFaces.render(face, SEED), "png", folder.resolve(name + ".png").toFile());
  }

  @Test
  void everyKindHasALineAndTheWorstFollow() {
    CommandRun run = CommandRun.of("doctor", "--data", folder);

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .startsWith("8 faces in 8 pictures, ibug68")
        .containsPattern("pictures that cannot be read +none")
        .containsPattern("duplicate photographs +1\n  .*face6.png: the same as twin.png, likeness");
  }

  @Test
  void labelsAreLookedForOnlyWhereThatIsAsked() {
    CommandRun without = CommandRun.of("doctor", "--data", folder);
    CommandRun with = CommandRun.of("doctor", "--data", folder, "--labels");

    assertThat(without.out())
        .containsPattern("faces with points far from where .* +not looked for \\(--labels\\)");
    assertThat(with.exit()).isZero();
    assertThat(with.out()) // there are too few faces
        .containsPattern("faces with points far from where .* +not looked for");
    assertThat(with.err()).contains("labels are compared among 20 faces or more");
  }

  @Test
  void aWrongLabelIsWrittenWithThePlaceWhereItIsExpected() throws IOException {
    for (int i = FACES; i < 25; i++) {
      write("face" + i, i);
    }
    Path pts = folder.resolve("face20.pts");
    List<String> lines = new ArrayList<>(Files.readAllLines(pts));
    String nose = lines.get(3 + 30);
    double x = Double.parseDouble(nose.split(" ")[0]);
    lines.set(3 + 30, (x + 40) + " " + nose.split(" ")[1]);
    Files.write(pts, lines);
    Path json = temp.resolve("findings.json");

    CommandRun run =
        CommandRun.of("doctor", "--data", folder, "--labels", "--json", json, "--quiet");

    assertThat(run.exit()).isZero();
    JsonNode found = new ObjectMapper().readTree(json.toFile());
    assertThat(found.get("counts").get("label").asInt()).isPositive();
    JsonNode label = null;
    for (JsonNode f : found.get("findings")) {
      label = label == null && f.get("kind").asText().equals("label") ? f : label;
    }
    assertThat(label).isNotNull();
    assertThat(label.get("file").asText()).endsWith("face20.pts");
    JsonNode point = label.get("points").get(0);
    assertThat(point.get("point").asInt()).isEqualTo(30);
    assertThat(point.get("x").asDouble()).isCloseTo(x - 1, within(15.0));
  }

  @Test
  void verboseListsEveryFinding() throws IOException {
    for (int i = 0; i < FACES; i++) {
      Files.writeString(folder.resolve("face" + i + ".png"), "no picture");
    }
    String some = CommandRun.of("doctor", "--data", folder).out();
    String all = CommandRun.of("doctor", "--data", folder, "--verbose").out();

    assertThat(some).contains("face4.png", "and 2 more (--verbose)").doesNotContain("face6.png:");
    assertThat(all).contains("face6.png").doesNotContain(" more (");
  }

  @Test
  void everythingIsWrittenAsJson() throws IOException {
    Path json = temp.resolve("found.json");
    CommandRun run = CommandRun.of("doctor", "--data", folder, "--json", json);
    JsonNode found = new ObjectMapper().readTree(json.toFile());

    assertThat(run.exit()).isZero();
    assertThat(found.at("/faces").asInt()).isEqualTo(8);
    assertThat(found.at("/counts/duplicate").asInt()).isEqualTo(1);
    assertThat(found.at("/counts/outside").asInt()).isZero();
    assertThat(found.at("/findings/0/kind").asText()).isEqualTo("duplicate");
    assertThat(found.at("/findings/0/faces/1/annotation").asText()).endsWith("twin.pts");
  }

  @Test
  void aSheetShowsDuplicatesSideBySide() throws IOException {
    Path png = temp.resolve("sheet.png");
    CommandRun run = CommandRun.of("doctor", "--data", folder, "--out", png);

    assertThat(run.exit()).isZero();
    assertThat(ImageIO.read(png.toFile()).getWidth()).isGreaterThan(6 * 256);
  }

  @Test
  void aMissingSheetIsReported() throws IOException {
    Files.delete(folder.resolve("twin.pts"));
    Path png = temp.resolve("sheet.png");
    CommandRun run = CommandRun.of("doctor", "--data", folder, "--out", png);

    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("no sheet");
    assertThat(png).doesNotExist();
  }

  @Test
  void dataWithoutAReadableFaceFail() throws IOException {
    for (String name : new String[] {"face0", "face1", "face2", "face3", "face4", "face5"}) {
      Files.writeString(folder.resolve(name + ".pts"), "none");
    }
    Files.writeString(folder.resolve("face6.pts"), "none");
    Files.writeString(folder.resolve("twin.pts"), "none");
    CommandRun run = CommandRun.of("doctor", "--data", folder);

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).containsPattern("annotations that cannot be read +8");
  }

  @Test
  void aSheetWithoutDataIsRefused() {
    CommandRun run = CommandRun.of("doctor", "--out", temp.resolve("sheet.png"));

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("need --data");
  }
}
