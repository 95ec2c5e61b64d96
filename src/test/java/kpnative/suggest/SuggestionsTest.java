package kpnative.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import kpnative.data.AnnotatedFace;
import kpnative.data.PictureFile;
import kpnative.data.UnreadablePictures;
import kpnative.data.painted.SyntheticFaces;
import kpnative.geometry.Box;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorOptions;
import kpnative.infer.KeypointDetector;
import kpnative.natives.NativeThreads;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuggestionsTest {
  private static final long SEED = 6;
  private static final int PICTURES = 12;
  private static KeypointDetector detector;

  @TempDir Path folder;
  private final List<AnnotatedFace> faces = new ArrayList<>();

  @BeforeAll
  static void load() throws IOException {
    NativeThreads.set(1);
    detector = KeypointDetector.of(BuiltInModel.free(), DetectorOptions.DEFAULT);
  }

  @AfterAll
  static void close() {
    detector.close();
  }

  @BeforeEach
  void paint() throws IOException {
    List<AnnotatedFace> painted = SyntheticFaces.faces(PICTURES, SEED, 68);
    for (int i = 0; i < PICTURES; i++) {
      Path file = folder.resolve(name(i));
      ImageIO.write(SyntheticFaces.render(i, SEED), "png", file.toFile());
      faces.add(painted.get(i).withPicture(new PictureFile(file)));
    }
  }

  private static String name(int i) {
    return (i < 10 ? "face0" : "face") + i + ".png";
  }

  /** The boxes of the painted faces, and none in other pictures. */
  private List<Box> boxes(Path picture) {
    return faces.stream()
        .filter(f -> f.picture().name().endsWith(picture.getFileName().toString()))
        .map(f -> f.keypoints().extent())
        .toList();
  }

  private Suggestions suggest(List<AnnotatedFace> labelled, int count) throws IOException {
    return Suggestions.ofPictures(
        folder, this::boxes, detector, labelled, count, UnreadablePictures.FATAL);
  }

  @Test
  void labelledPicturesAreNotSuggested() throws IOException {
    Suggestions found = suggest(faces.subList(0, 5), 99);

    assertThat(found.faces()).isEqualTo(PICTURES - 5);
    assertThat(found.list())
        .hasSize(PICTURES - 5)
        .extracting(s -> Path.of(s.file()).getFileName().toString())
        .doesNotContain(name(0), name(1), name(2), name(3), name(4))
        .doesNotHaveDuplicates();
  }

  @Test
  void aCopyOfALabelledPictureIsSuggestedLast() throws IOException {
    Files.copy(folder.resolve(name(3)), folder.resolve("copy.png"));
    faces.add(faces.get(3).withPicture(new PictureFile(folder.resolve("copy.png"))));

    List<Suggestion> list = suggest(faces.subList(0, 5), 99).list();

    assertThat(list.get(list.size() - 1).file()).endsWith("copy.png");
    assertThat(list.get(list.size() - 1).score()).isLessThan(1e-6);
  }

  @Test
  void picturesWithoutAFaceAreNamedAndComeLast() throws IOException {
    BufferedImage blank = new BufferedImage(90, 90, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(blank, "png", folder.resolve("a-blank.png").toFile());

    Suggestions found = suggest(List.of(), 99);

    assertThat(found.faceless()).singleElement().asString().endsWith("a-blank.png");
    Suggestion last = found.list().get(PICTURES);
    assertThat(last.file()).endsWith("a-blank.png");
    assertThat(last.reason()).isEqualTo("no face was found in it");
    assertThat(suggest(List.of(), 3).list()).hasSize(3).doesNotContain(last);
  }

  @Test
  void aReasonNamesNoFacesThatAreNotThere() throws IOException {
    List<Suggestion> begun = suggest(List.of(), 2).list();
    assertThat(begun.get(0).reason())
        .startsWith("of all faces it is most like the others")
        .doesNotContain("the above");
    assertThat(begun.get(1).reason()).contains("the above").doesNotContain("the labelled");

    List<Suggestion> beside = suggest(faces.subList(0, 5), 2).list();
    assertThat(beside.get(0).reason()).contains("the labelled").doesNotContain("the above");
    assertThat(beside.get(1).reason()).contains("the labelled and the above");
  }

  @Test
  void theListIsWrittenAsLinesOfJson() throws IOException {
    Path file = folder.resolve("next.jsonl");
    Suggestions found = suggest(faces.subList(0, 2), 4);
    found.write(file);

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(4);
    for (int i = 0; i < 4; i++) {
      JsonNode line = new ObjectMapper().readTree(lines.get(i));
      assertThat(line.get("file").asText()).isEqualTo(found.list().get(i).file());
      assertThat(line.get("face").asInt()).isZero();
      assertThat(line.get("score").asDouble()).isBetween(0.0, 1.0);
      assertThat(line.get("reason").asText()).isNotEmpty();
    }
  }

  @Test
  void facesOfAnnotationsAreSuggestedWithTheirPlaceInThePicture() throws IOException {
    List<AnnotatedFace> two = new ArrayList<>(faces.subList(0, 4));
    two.add(2, faces.get(1).withKeypoints(faces.get(1).keypoints(), List.of())); // of one picture

    Suggestions found = Suggestions.ofFaces(two, detector, List.of(), 99, UnreadablePictures.FATAL);

    assertThat(found.list())
        .filteredOn(s -> s.file().endsWith(name(1)))
        .extracting(Suggestion::face)
        .containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void whereEverythingIsLabelledALineSaysSo() {
    assertThatThrownBy(() -> suggest(faces, 5))
        .isInstanceOf(IOException.class)
        .hasMessage("every picture is labelled already");
  }

  @Test
  void theSameQuestionHasTheSameAnswer() throws IOException {
    assertThat(suggest(faces.subList(0, 3), 5)).isEqualTo(suggest(faces.subList(0, 3), 5));
  }
}
