package kpnative.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import kpnative.crop.BoxRule;
import kpnative.data.AnnotatedFace;
import kpnative.data.Dataset;
import kpnative.data.read.DatasetReader;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A face is a photograph and K keypoints in it. Here we read some, learn what their keypoints are
 * called, and follow one on its way into a network's input and back.
 */
class Tutorial01ReadAFaceTest {
  @TempDir Path folder;

  /** What {@code --data} takes on the command line, {@link DatasetReader#read} takes too. */
  @Test
  void facesAreReadFromASpecification() throws IOException {
    // tag::read
    Dataset faces = DatasetReader.read(List.of("synthetic:5"), Optional.empty());
    AnnotatedFace first = faces.faces().get(0);
    Point nose = first.keypoints().point(30);
    // end::read

    assertThat(faces.size()).isEqualTo(5);
    assertThat(faces.schema()).isEqualTo(KeypointSchema.IBUG68);
    Size photograph = first.picture().size();
    assertThat(nose.x()).isBetween(0.0, photograph.width() - 1.0);
    assertThat(nose.y()).isBetween(0.0, photograph.height() - 1.0);
  }

  /** A schema says what the numbers are, which points a mirror swaps, and where the eyes are. */
  @Test
  void aSchemaNamesTheKeypoints() throws IOException {
    Keypoints face =
        DatasetReader.read(List.of("synthetic:1"), Optional.empty()).faces().get(0).keypoints();
    KeypointSchema schema = KeypointSchema.IBUG68;

    assertThat(schema.groups()).containsKeys("jaw", "left_eye", "right_eye", "nose_tip");
    // 36 and 45 are the outer corners of the eyes; left is left in the picture
    assertThat(face.x(36)).isLessThan(face.x(45));
    double eyes = Math.hypot(face.x(45) - face.x(36), face.y(45) - face.y(36));
    assertThat(schema.interOcular(face).orElseThrow()).isCloseTo(eyes, within(1e-9));
    // in the mirror, the one has become the other
    assertThat(schema.mirror().orElseThrow().get(36)).isEqualTo(45);

    // any other count of points works too, but what needs names then has no answer
    assertThat(KeypointSchema.ofCount(5).interOcular(Keypoints.of(1, 1, 2, 2, 3, 3, 4, 4, 5, 5)))
        .isEmpty();
  }

  /**
   * Pixel centres are whole numbers, from 0. A PTS file counts from 1, so its reader takes 1 away.
   */
  @Test
  void fileFormatsCountPixelsTheirOwnWay() throws IOException {
    ImageIO.write(
        new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB),
        "png",
        folder.resolve("face.png").toFile());
    Files.writeString(folder.resolve("face.pts"), "version: 1\nn_points: 2\n{\n1 1\n20.5 10\n}\n");

    Keypoints read =
        DatasetReader.read(List.of("pts:" + folder), Optional.empty()).faces().get(0).keypoints();

    assertThat(read).isEqualTo(Keypoints.of(0, 0, 19.5, 9));
  }

  /** A network sees a small crop around the face; one warp leads there, and its inverse back. */
  @Test
  void aWarpLeadsFromThePhotographToTheInputAndBack() throws IOException {
    AnnotatedFace face =
        DatasetReader.read(List.of("synthetic:1"), Optional.empty()).faces().get(0);

    // tag::warp
    Size input = new Size(96, 96);
    BoxRule rule = new BoxRule(BoxRule.From.POINTS, 1.25); // the keypoints' extent and a margin
    Box box = rule.of(face.picture().size(), face.keypoints(), face.box());
    Warp toInput = Warp.crop(rule.crop(box, input), input);
    Keypoints inInput = face.keypoints().map(toInput);
    Keypoints back = inInput.map(toInput.inverse());
    // end::warp

    Box seen = inInput.extent();
    // 1 of 1.25: a tenth of the input stays free on each side, of the longer side at least
    assertThat(Math.max(seen.width(), seen.height())).isCloseTo(96 / 1.25, within(1e-6));
    for (int k = 0; k < 68; k++) {
      assertThat(back.x(k)).isCloseTo(face.keypoints().x(k), within(1e-9));
      assertThat(back.y(k)).isCloseTo(face.keypoints().y(k), within(1e-9));
    }
  }

  /**
   * The wrong way: to halve a picture, many halve the coordinates too. But it is the pixels' areas
   * that are halved, and the first pixel's centre is half a pixel from the edge.
   */
  @Test
  void halvingCoordinatesIsAQuarterOfAPixelWrong() {
    Size large = new Size(200, 200);
    Size small = new Size(100, 100);
    Warp halve = Warp.crop(Box.ofPicture(large), small);

    Point right = halve.map(new Point(80, 80));
    double wrong = 80 / 2.0;

    assertThat(right.x()).isCloseTo((80 + 0.5) / 2 - 0.5, within(1e-9));
    assertThat(wrong - right.x()).isCloseTo(0.25, within(1e-9)); // and it grows with the factor
  }
}
