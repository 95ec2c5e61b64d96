package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import kpnative.files.FileNames;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.infer.BuiltInModel;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code --hide}, {@code --chips}, {@code --pose} and {@code --turned} together, on four painted
 * people, by the built-in model.
 */
class PredictTogetherTest {
  private static final Path GROUP = Path.of("docs/images/group.png");
  private static final int PEOPLE = 4;

  @TempDir Path temp;

  @BeforeEach
  void needsAModel() {
    Assumptions.assumeTrue(BuiltInModel.ofJar().isPresent(), "this build has no model");
  }

  private CommandRun predict(Path picture, String out, Object... options) {
    List<Object> all = new ArrayList<>(List.of("predict", picture, "--threads", 1));
    all.addAll(List.of("--out", temp.resolve(out), "--json", temp.resolve(out + ".json")));
    all.addAll(List.of(options));
    return CommandRun.of(all.toArray());
  }

  /** The group, turned clockwise. */
  private Path turned(int quarters) throws IOException {
    Path file = temp.resolve("turned-" + quarters + ".png");
    try (Image image = Image.of(ImageIO.read(GROUP.toFile()), Channels.COLOR);
        Image other = image.turned(quarters)) {
      ImageIO.write(other.toBufferedImage(), "png", file.toFile());
    }
    return file;
  }

  private JsonNode faces(String out) throws IOException {
    return new ObjectMapper().readTree(temp.resolve(out + ".json").toFile()).get(0).get("faces");
  }

  private List<BufferedImage> chips(String folder) throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(temp.resolve(folder))) {
      files = list.sorted().toList();
    }
    List<BufferedImage> chips = new ArrayList<>();
    for (Path file : files) {
      chips.add(ImageIO.read(file.toFile()));
    }
    return chips;
  }

  private BufferedImage written(String out, Path picture) throws IOException {
    return ImageIO.read(temp.resolve(out).resolve(FileNames.text(picture.getFileName())).toFile());
  }

  @Test
  void facesOfATurnedPictureAreHiddenAndTheirChipsStandUpright() throws IOException {
    Path lying = turned(1);

    CommandRun run =
        predict(lying, "safe", "--turned", "--hide", "fill", "--chips", temp.resolve("chips"));
    predict(GROUP, "upright", "--chips", temp.resolve("upright-chips"));

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(faces("safe")).hasSize(PEOPLE);
    BufferedImage hidden = written("safe", lying);
    for (JsonNode face : faces("safe")) {
      for (JsonNode point : face.get("keypoints")) {
        int x = (int) Math.round(point.get(0).asDouble());
        int y = (int) Math.round(point.get(1).asDouble());
        assertThat(hidden.getRGB(x, y) & 0xffffff).as("pixel %d, %d", x, y).isZero();
      }
    }
    List<BufferedImage> chips = chips("chips"); // of the clean picture, not of the hidden one
    List<BufferedImage> upright = chips("upright-chips");
    assertThat(chips).hasSize(PEOPLE);
    for (BufferedImage chip : chips) {
      double nearest =
          upright.stream().mapToDouble(other -> difference(chip, other)).min().orElseThrow();
      assertThat(nearest).as("mean difference of levels").isLessThan(12);
    }
  }

  @Test
  void thePoseOfATurnedPictureIsThatOfItsOwnFrame() throws IOException {
    Path lying = turned(1); // clockwise: heads roll by 90 degrees

    CommandRun run =
        predict(lying, "posed", "--turned", "--pose", "--chips", temp.resolve("chips"));
    predict(GROUP, "upright", "--pose");

    assertThat(run.exit()).as(run.err()).isZero();
    List<Double> rolls = new ArrayList<>();
    faces("posed").forEach(face -> rolls.add(face.get("pose").get("roll").asDouble() - 90));
    List<Double> expected = new ArrayList<>();
    faces("upright").forEach(face -> expected.add(face.get("pose").get("roll").asDouble()));
    rolls.sort(null);
    expected.sort(null);
    assertThat(rolls).hasSize(PEOPLE);
    for (int i = 0; i < PEOPLE; i++) {
      assertThat(rolls.get(i)).isCloseTo(expected.get(i), within(3.0));
    }
    assertThat(chips("chips")).hasSize(PEOPLE);
    assertThat(written("posed", lying)).isNotNull();
  }

  /** An outline is that of other points if its face was read another way: edges may differ. */
  @Test
  void turnedNeverHidesLessButForEdgesOfOutlines() throws IOException {
    for (int quarters = 0; quarters < 3; quarters++) {
      Path picture = quarters == 0 ? GROUP : turned(quarters);
      assertThat(predict(picture, "one" + quarters, "--hide", "fill").exit()).isZero();
      assertThat(predict(picture, "four" + quarters, "--hide", "fill", "--turned").exit()).isZero();

      BufferedImage before = ImageIO.read(picture.toFile());
      BufferedImage one = written("one" + quarters, picture);
      BufferedImage four = written("four" + quarters, picture);
      int all = 0;
      int less = 0;
      for (int y = 0; y < before.getHeight(); y++) {
        for (int x = 0; x < before.getWidth(); x++) {
          boolean hidden = one.getRGB(x, y) != before.getRGB(x, y);
          all += hidden ? 1 : 0;
          less += hidden && four.getRGB(x, y) == before.getRGB(x, y) ? 1 : 0;
        }
      }
      assertThat(less)
          .as("of %d pixels, turned by %d quarters", all, quarters)
          .isLessThanOrEqualTo(all / 200);
    }
  }

  @Test
  void smallFacesOfALargePictureAreFoundWhereAsked() throws IOException {
    BufferedImage group = ImageIO.read(GROUP.toFile());
    BufferedImage large = new BufferedImage(2400, 1500, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = large.createGraphics();
    g.setColor(Color.GRAY);
    g.fillRect(0, 0, large.getWidth(), large.getHeight());
    g.drawImage(group, 1300, 900, group.getWidth() / 2, group.getHeight() / 2, null);
    g.dispose();
    Path file = temp.resolve("large.png");
    ImageIO.write(large, "png", file.toFile());

    predict(file, "whole");
    predict(file, "close", "--faces-from", 40);

    assertThat(faces("whole")).hasSizeLessThan(PEOPLE);
    assertThat(faces("close")).hasSize(PEOPLE);
    for (JsonNode face : faces("close")) {
      assertThat(face.get("box").get(0).asDouble())
          .isBetween(1300.0, 1300 + group.getWidth() / 2.0);
    }
  }

  @Test
  void hiddenFacesCannotBeDrawn() {
    CommandRun run = predict(GROUP, "safe", "--hide", "fill", "--pose");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--hide leaves no faces to draw");
    assertThat(temp.resolve("safe")).doesNotExist();
  }

  /** The mean difference of two chips, in levels of green. */
  private static double difference(BufferedImage a, BufferedImage b) {
    double sum = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        sum += Math.abs((a.getRGB(x, y) >> 8 & 255) - (b.getRGB(x, y) >> 8 & 255));
      }
    }
    return sum / a.getWidth() / a.getHeight();
  }

  @Test
  void whatAnnotationsCannotHoldIsSaidInAnyCase() {
    CommandRun run = predict(GROUP, "out", "--quiet", "--annotations", "pts:" + temp.resolve("p"));

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(PEOPLE - 1 + " further faces of pictures: left out");
  }

  @Test
  void onlyTheListOfJsonIsStandardOutput() {
    CommandRun run = predict(GROUP, "out", "--csv", "-");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--csv names a file");
    assertThat(Path.of("-")).doesNotExist();
  }
}
