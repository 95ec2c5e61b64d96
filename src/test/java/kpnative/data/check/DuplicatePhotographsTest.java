package kpnative.data.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import kpnative.geometry.Warp;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A changed copy of one of twelve faces is found, and nothing else. */
class DuplicatePhotographsTest {
  private static final int FACE = 5;

  @TempDir Path temp;
  private FaceFolder folder;
  private BufferedImage picture;
  private Keypoints keypoints;

  @BeforeEach
  void make() throws IOException {
    folder = FaceFolder.of(temp.resolve("faces"), 12);
    picture = FaceFolder.picture(FACE);
    keypoints = FaceFolder.keypoints(FACE);
  }

  private Finding found() throws IOException {
    List<Finding> found = folder.check().of(Kind.DUPLICATE);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).faces())
        .extracting(f -> f.picture().name())
        .anyMatch(n -> n.endsWith("face5.png"))
        .anyMatch(n -> n.contains("zcopy"));
    return found.get(0);
  }

  @Test
  void aCopyIsFound() throws IOException {
    folder.write("zcopy", picture, keypoints);

    assertThat(found().value()).isGreaterThan(0.999);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0", "0.7, 60", "1.4, -30"})
  void aBrighterOrDarkerCopyIsFound(float gain, float offset) throws IOException {
    folder.write("zcopy", new RescaleOp(gain, offset, null).filter(picture, null), keypoints);

    assertThat(found().text()).contains("the same as zcopy.png");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.4, 0.75, 2.5})
  void aCopyOfAnotherSizeIsFound(double scale) throws IOException {
    AffineTransform t = AffineTransform.getScaleInstance(scale, scale);
    int w = (int) (picture.getWidth() * scale);
    int h = (int) (picture.getHeight() * scale);
    folder.write(
        "zcopy", FaceFolder.transformed(picture, t, w, h), keypoints.map(FaceFolder.warp(t)));

    assertThat(found().value()).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @ValueSource(floats = {0.1f, 0.4f, 0.9f})
  void aRecompressedCopyIsFound(float quality) throws IOException {
    folder.writeJpeg("zcopy", picture, keypoints, quality);

    assertThat(found().text()).contains("zcopy.jpg");
  }

  @Test
  void aTurnedCopyIsFound() throws IOException {
    int side = picture.getWidth();
    AffineTransform t = AffineTransform.getRotateInstance(0.35, side / 2.0, side / 2.0);
    folder.write(
        "zcopy",
        FaceFolder.transformed(picture, t, side, picture.getHeight()),
        keypoints.map(FaceFolder.warp(t)));

    assertThat(found().value()).isGreaterThan(0.9);
  }

  @Test
  void aMirroredCopyIsFoundAsSuch() throws IOException {
    int w = picture.getWidth();
    AffineTransform t = new AffineTransform(-1, 0, 0, 1, w, 0);
    folder.write(
        "zcopy",
        FaceFolder.transformed(picture, t, w, picture.getHeight()),
        KeypointSchema.IBUG68.mirrored(keypoints.map(Warp.flip(w))));

    assertThat(found().text()).contains("the mirror image of zcopy.png");
  }

  @Test
  void aCopyThatSomebodyElseAnnotatedIsFound() throws IOException {
    double[] xy = keypoints.toArray();
    Random random = new Random(3);
    for (int i = 0; i < xy.length; i++) { // 2 pixels per point, and all a little too low
      xy[i] += 2 * random.nextGaussian() + (i % 2 == 0 ? 0 : 3);
    }
    folder.write("zcopy", picture, Keypoints.of(xy));

    assertThat(found().value()).isGreaterThan(0.9);
  }

  @Test
  void picturesOfOneColourAreNoDuplicates() throws IOException {
    BufferedImage blank = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
    folder.write("blank1", blank, keypoints);
    folder.write("blank2", blank, keypoints);

    assertThat(folder.check().of(Kind.DUPLICATE)).isEmpty();
  }
}
