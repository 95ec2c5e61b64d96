package kpnative.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import kpnative.data.AnnotatedFace;
import kpnative.data.Dataset;
import kpnative.data.Split;
import kpnative.data.check.DataCheck;
import kpnative.data.check.Finding;
import kpnative.data.check.Kind;
import kpnative.data.painted.SyntheticFaces;
import kpnative.data.read.DatasetReader;
import kpnative.doctor.DataReport;
import kpnative.geometry.Point;
import kpnative.infer.Version;
import kpnative.keypoints.Keypoints;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import kpnative.train.RunSettings;
import kpnative.train.Training;
import kpnative.train.TrainingFaces;
import kpnative.train.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faces that you annotated yourself, with keypoints that no schema of ours names: the eyes, the tip
 * of the nose, the corners of the mouth. The simplest of the formats is a table, a row a face:
 * {@code file,x1,y1,x2,y2,...}, pixels counted from 0. Read it, check it, divide it, train on it,
 * and compare what was learned with the mean shape.
 */
class Tutorial08OwnDataTest {
  private static final int PEOPLE = 100; // of each, two photographs

  @TempDir static Path folder;
  private static String data = "";

  @BeforeAll
  static void annotate() throws IOException {
    List<String> rows = new ArrayList<>(List.of("file,x1,y1,x2,y2,x3,y3,x4,y4,x5,y5"));
    List<AnnotatedFace> painted = SyntheticFaces.faces(2 * PEOPLE, 5, 68);
    for (int i = 0; i < painted.size(); i++) {
      // such a name tells who it is: a first name, a last name, a number
      String file =
          String.format(
              Locale.ROOT, "Sitter_%c%c_%d.png", 'A' + i / 2 / 26, 'a' + i / 2 % 26, i % 2 + 1);
      ImageIO.write(SyntheticFaces.render(i, 5), "png", folder.resolve(file).toFile());
      rows.add(file + numbers(fivePoints(painted.get(i).keypoints())));
    }
    Files.write(folder.resolve("faces.csv"), rows);
    data = "csv:" + folder.resolve("faces.csv");
  }

  /** Any number of keypoints will do. A schema without names has no eyes and no mirror pairs. */
  @Test
  void aTableIsReadAsItIs() throws IOException {
    // tag::read
    Dataset faces = DatasetReader.read(List.of(data), Optional.empty());
    // end::read

    assertThat(faces.size()).isEqualTo(2 * PEOPLE);
    assertThat(faces.schema().name()).isEqualTo("points-5");
    assertThat(faces.schema().mirror()).isEmpty();
    assertThat(faces.faces().get(0).person()).contains("Sitter_Aa");
    assertThat(faces.faces().get(0).origin()).endsWith("faces.csv:2"); // for messages
  }

  /** {@code kp doctor}: look for mistakes before you train on them. Here are two. */
  @Test
  void theDoctorNamesWhatIsWrong() throws IOException {
    List<String> rows = new ArrayList<>(Files.readAllLines(folder.resolve("faces.csv")));
    String[] slip = rows.get(7).split(",");
    slip[1] = "9" + slip[1]; // a digit too many puts the left eye outside the picture
    rows.set(7, String.join(",", slip));
    Files.copy(folder.resolve("Sitter_Ab_1.png"), folder.resolve("again.png"));
    rows.add(rows.get(3).replace("Sitter_Ab_1.png", "again.png")); // one photograph, two names
    Files.write(folder.resolve("slips.csv"), rows);

    // tag::doctor
    String slips = "csv:" + folder.resolve("slips.csv");
    DataCheck check = DataReport.of(recipe(), List.of(slips), Optional.empty(), note -> {}).check();
    // end::doctor

    assertThat(check.of(Kind.OUTSIDE))
        .singleElement()
        .satisfies(f -> assertThat(f.file()).endsWith("slips.csv:8"))
        .satisfies(f -> assertThat(f.text()).contains("keypoint", "outside"));
    assertThat(check.of(Kind.DUPLICATE))
        .singleElement()
        .extracting(Finding::faces)
        .satisfies(
            pair ->
                assertThat(pair)
                    .extracting(f -> Path.of(f.picture().name()).getFileName().toString())
                    .containsExactlyInAnyOrder("Sitter_Ab_1.png", "again.png"));
  }

  /** A person on both sides of the split would flatter the result, so people stay together. */
  @Test
  void nobodyIsOnBothSidesOfTheSplit() throws IOException {
    // tag::split
    Split split = TrainingFaces.split(recipe(), List.of(data), Optional.empty(), note -> {});
    // end::split

    assertThat(split.validation().size()).isEqualTo(20); // a tenth
    Set<String> both = new HashSet<>(people(split.train()));
    both.retainAll(people(split.validation()));
    assertThat(both).isEmpty();
  }

  /** A recipe that needs names is refused before training: a mirrored face needs mirror pairs. */
  @Test
  void whatNeedsASchemaSaysSo() throws IOException {
    Recipe flips = Recipes.load("face68/quick", List.of());

    assertThatThrownBy(() -> train(flips, "flips"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mirror pairs")
        .hasMessageContaining("--set augment.flip.p=0");
  }

  /** An error means little by itself: compare it with the mean shape's on the same faces. */
  @Test
  void whatWasLearnedBeatsTheMeanShape() throws IOException {
    var evaluation = train(recipe(), "run").evaluation().orElseThrow();

    // without eyes there is no inter-ocular distance: errors are divided by the box
    assertThat(evaluation.detector().normaliser()).isEqualTo("box");
    assertThat(evaluation.detector().measures().nmeInterocular()).isEmpty();
    assertThat(evaluation.detector().measures().nmeBox())
        .isLessThan(0.8 * evaluation.meanShape().measures().nmeBox());
  }

  /** The small recipe, for faces without mirror pairs; five points are but the middle of a face. */
  private static Recipe recipe() throws IOException {
    List<String> sets = new ArrayList<>(SmallRecipe.SETS);
    sets.addAll(List.of("schema=points-5", "augment.flip.p=0", "box.margin=1.8"));
    return Recipes.load("face68/quick", sets);
  }

  private static Training.Outcome train(Recipe recipe, String name) throws IOException {
    RunSettings settings = new RunSettings(Version.current(), List.of(data), "", "cpu", 1);
    Optional<Path> run = Optional.of(folder.resolve(name));
    return Training.start(recipe, settings, run, new TrainingListener() {}, () -> false);
  }

  private static Set<String> people(Dataset faces) {
    return faces.faces().stream()
        .map(face -> face.person().orElseThrow())
        .collect(Collectors.toSet());
  }

  /** The centres of the eyes, the tip of the nose, the corners of the mouth. */
  private static List<Point> fivePoints(Keypoints ibug) {
    return List.of(
        centre(ibug, 36, 41), centre(ibug, 42, 47), ibug.point(30), ibug.point(48), ibug.point(54));
  }

  private static Point centre(Keypoints all, int from, int to) {
    return new Point(
        IntStream.rangeClosed(from, to).mapToDouble(all::x).average().orElseThrow(),
        IntStream.rangeClosed(from, to).mapToDouble(all::y).average().orElseThrow());
  }

  private static String numbers(List<Point> points) {
    return points.stream()
        .map(p -> String.format(Locale.ROOT, ",%.2f,%.2f", p.x(), p.y()))
        .collect(Collectors.joining());
  }
}
