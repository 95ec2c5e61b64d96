package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import kpnative.data.AnnotatedFace;
import kpnative.data.read.DataSpec;
import kpnative.data.read.RenderedFolder;
import kpnative.data.rendered.EggHead;
import kpnative.data.rendered.HeadModelFile;
import kpnative.data.rendered.LabelPlaces;
import kpnative.data.rendered.RenderedFaces;
import kpnative.data.rendered.RenderedPicture;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a head that tests make. */
class RenderCommandTest {
  private static final int FACES = 3;
  private static final long SEED = 9;

  @TempDir static Path temp;
  private static Path head;
  private static Path out;
  private static CommandRun run;
  private static RenderedFaces faces;

  @BeforeAll
  static void render() throws IOException {
    head = temp.resolve("head:5.safetensors"); // a colon, as none but tests have
    HeadModelFile.write(EggHead.make(), head);
    out = temp.resolve("faces");
    run = render(out, "--masks");
    faces = RenderedFaces.of(HeadModelFile.read(head), SEED, LabelPlaces.PEOPLE);
  }

  private static CommandRun render(Path to, String... more) {
    Object[] words = new Object[7 + more.length];
    List<Object> first =
        List.of("render", "--data", "rendered:" + head + ":" + FACES, "--seed", SEED, "--out", to);
    System.arraycopy(first.toArray(), 0, words, 0, 7);
    System.arraycopy(more, 0, words, 7, more.length);
    return CommandRun.of(words);
  }

  @Test
  void itSaysHowManyAndWhere() {
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEqualToNormalizingNewlines("3 faces in " + out + "\n");
  }

  @Test
  void theTableIsReadAsDataAndHoldsTheFacesOfATraining() throws IOException {
    List<AnnotatedFace> read = DataSpec.parse("csv:" + out).read();
    assertThat(read).hasSize(FACES);
    for (int i = 0; i < FACES; i++) {
      Keypoints exact = faces.plannedFace(i).keypoints();
      for (int k = 0; k < 68; k++) {
        assertThat(read.get(i).keypoints().x(k)).isCloseTo(exact.x(k), within(0.0006));
        assertThat(read.get(i).keypoints().y(k)).isCloseTo(exact.y(k), within(0.0006));
      }
    }
  }

  @Test
  void thePicturesAreTheRenderedOnes() throws IOException {
    for (int i = 0; i < FACES; i++) {
      BufferedImage read = ImageIO.read(out.resolve("face-00000" + i + ".png").toFile());
      BufferedImage rendered = faces.render(i).picture();
      assertThat(pixels(read)).isEqualTo(pixels(rendered));
    }
  }

  @Test
  void posesAndVisiblePointsAreTheTruth() throws IOException {
    List<String> lines = Files.readAllLines(out.resolve(RenderedFolder.POSES));
    assertThat(lines).hasSize(1 + FACES);
    assertThat(lines.get(0)).startsWith("file\tyaw\tpitch\troll\tvisible0\t").endsWith("visible67");
    for (int i = 0; i < FACES; i++) {
      RenderedPicture face = faces.render(i);
      String[] cells = lines.get(1 + i).split("\t");
      assertThat(cells).hasSize(4 + 68);
      assertThat(cells[0]).isEqualTo("face-00000" + i + ".png");
      assertThat(Double.parseDouble(cells[1]))
          .isCloseTo(Math.toDegrees(face.pose().yaw()), within(0.0006));
      assertThat(Double.parseDouble(cells[2]))
          .isCloseTo(Math.toDegrees(face.pose().pitch()), within(0.0006));
      assertThat(Double.parseDouble(cells[3]))
          .isCloseTo(Math.toDegrees(face.pose().roll()), within(0.0006));
      for (int k = 0; k < 68; k++) {
        assertThat(cells[4 + k]).isEqualTo(face.visible()[k] ? "1" : "0");
      }
    }
  }

  @Test
  void masksShowTheFacesOwnSkin() throws IOException {
    for (int i = 0; i < FACES; i++) {
      BufferedImage mask =
          ImageIO.read(out.resolve("masks").resolve("face-00000" + i + ".png").toFile());
      RenderedPicture face = faces.render(i);
      byte[] bytes = new byte[mask.getWidth() * mask.getHeight()];
      mask.getRaster().getDataElements(0, 0, mask.getWidth(), mask.getHeight(), bytes);
      assertThat(bytes).isEqualTo(face.mask());
    }
  }

  @Test
  void withoutMasksThereAreNone() {
    Path plain = temp.resolve("plain");
    assertThat(render(plain).exit()).isZero();
    assertThat(plain.resolve("masks")).doesNotExist();
    assertThat(plain.resolve(RenderedFolder.POINTS)).exists();
  }

  @Test
  void whatExistsIsRefusedBeforeTheWorkUnlessForced() throws IOException {
    Path taken = Files.createDirectory(temp.resolve("taken"));
    Path mine = Files.writeString(taken.resolve("face-000001.png"), "mine");

    CommandRun refused = render(taken);

    assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).isEqualTo("kp-native: " + mine + " exists; --force replaces it\n");
    assertThat(taken.resolve(RenderedFolder.POINTS)).doesNotExist();
    assertThat(mine).hasContent("mine");

    assertThat(render(taken, "--force", "--quiet").out()).isEmpty();
    assertThat(ImageIO.read(mine.toFile())).isNotNull();
  }

  @Test
  void otherDataAndTooManyFacesAreRefused() {
    CommandRun painted = CommandRun.of("render", "--data", "synthetic:3", "--out", temp);
    assertThat(painted.exit()).isNotZero();
    assertThat(painted.err()).contains("expected rendered:HEAD", "got 'synthetic:3'");
    CommandRun many =
        CommandRun.of("render", "--data", "rendered:" + head + ":1000001", "--out", temp);
    assertThat(many.exit()).isNotZero();
    assertThat(many.err()).contains("at most 1000000 faces, got 1000001");
  }

  private static int[] pixels(BufferedImage picture) {
    int w = picture.getWidth();
    int h = picture.getHeight();
    return picture.getRGB(0, 0, w, h, null, 0, w);
  }
}
