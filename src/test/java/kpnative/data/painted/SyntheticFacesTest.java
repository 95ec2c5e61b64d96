package kpnative.data.painted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import kpnative.data.AnnotatedFace;
import kpnative.data.PictureSource;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticFacesTest {
  private static final long SEED = 20240607;

  @Test
  void sameSeedAndIndexGiveTheSamePixels() {
    assertThat(pixels(SyntheticFaces.render(3, SEED)))
        .isEqualTo(pixels(SyntheticFaces.render(3, SEED)));
  }

  @Test
  void pixelsDoNotDependOnTheThreadThatPaints() {
    List<int[]> alone =
        IntStream.range(0, 8).mapToObj(i -> pixels(SyntheticFaces.render(i, SEED))).toList();
    List<int[]> together =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> pixels(SyntheticFaces.render(i, SEED)))
            .toList();
    for (int i = 0; i < 8; i++) {
      assertThat(together.get(i)).as("face %d", i).isEqualTo(alone.get(i));
    }
  }

  @Test
  void sameSeedAndIndexGiveTheSamePointsInAnyCount() {
    List<AnnotatedFace> few = SyntheticFaces.faces(2, SEED, 68);
    List<AnnotatedFace> many = SyntheticFaces.faces(9, SEED, 68);
    assertThat(many.get(1).keypoints()).isEqualTo(few.get(1).keypoints());
  }

  @Test
  void otherIndexGivesAnotherFace() {
    List<AnnotatedFace> faces = SyntheticFaces.faces(2, SEED, 68);
    assertThat(faces.get(0).keypoints()).isNotEqualTo(faces.get(1).keypoints());
    assertThat(faces.get(0).photograph()).isNotEqualTo(faces.get(1).photograph());
    assertThat(pixels(SyntheticFaces.render(0, SEED)))
        .isNotEqualTo(pixels(SyntheticFaces.render(1, SEED)));
  }

  @Test
  void otherSeedGivesAnotherFace() {
    assertThat(SyntheticFaces.faces(1, SEED, 68).get(0).keypoints())
        .isNotEqualTo(SyntheticFaces.faces(1, SEED + 1, 68).get(0).keypoints());
  }

  @Test
  void readGivesThePaintedPictureInTheStatedSize() throws IOException {
    PictureSource source = SyntheticFaces.faces(5, SEED, 58).get(4).picture();
    try (Image image = source.read(Channels.COLOR)) {
      assertThat(image.size()).isEqualTo(source.size());
      assertThat(pixels(image.toBufferedImage())).isEqualTo(pixels(SyntheticFaces.render(4, SEED)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {58, 68})
  void pointsLieInThePicture(int count) throws IOException {
    for (AnnotatedFace face : SyntheticFaces.faces(300, SEED, count)) {
      Size size = face.picture().size();
      Box box = face.keypoints().extent();
      assertThat(box.left()).as(face.origin()).isGreaterThan(-0.5);
      assertThat(box.top()).as(face.origin()).isGreaterThan(-0.5);
      assertThat(box.right()).as(face.origin()).isLessThan(size.width() - 0.5);
      assertThat(box.bottom()).as(face.origin()).isLessThan(size.height() - 0.5);
    }
  }

  @Test
  void faceFillsTwoToFourFifthsOfTheShorterSide() throws IOException {
    for (AnnotatedFace face : SyntheticFaces.faces(300, SEED, 68)) {
      Size size = face.picture().size();
      Box box = face.keypoints().extent();
      double share = Math.max(box.width(), box.height()) / Math.min(size.width(), size.height());
      assertThat(share).as(face.origin()).isBetween(0.399, 0.751);
    }
  }

  @Test
  void countsThatNoSchemaHasAreRejected() {
    assertThatThrownBy(() -> SyntheticFaces.faces(1, SEED, 73))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("synthetic faces have 58 or 68 keypoints, got 73");
    assertThatThrownBy(() -> SyntheticFaces.faces(0, SEED, 68))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0");
  }

  /** A point that both schemas have: its index among the 58 and among the 68. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "6 8", "13 45", "17 42", "21 36", "25 39", "39 48", "41 51", "43 54", "45 57", "51 32",
        "52 33", "53 34", "29 22", "33 26", "34 21", "38 17"
      })
  void schemasAgreeOnThePointsThatTheyShare(String pair) {
    int imm = Integer.parseInt(pair.substring(0, pair.indexOf(' ')));
    int ibug = Integer.parseInt(pair.substring(pair.indexOf(' ') + 1));
    List<AnnotatedFace> f58 = SyntheticFaces.faces(20, SEED, 58);
    List<AnnotatedFace> f68 = SyntheticFaces.faces(20, SEED, 68);
    for (int i = 0; i < 20; i++) {
      Point a = f58.get(i).keypoints().point(imm);
      Point b = f68.get(i).keypoints().point(ibug);
      assertThat(a.distanceTo(b)).as("face %d", i).isCloseTo(0, within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {58, 68})
  void meanOfManyFacesIsItsOwnMirrorImage(int count) {
    KeypointSchema schema = KeypointSchema.ofCount(count);
    double[] mean = meanInBox(SyntheticFaces.faces(2000, SEED, count));
    double[] turned = mean.clone();
    for (int k = 0; k < count; k++) {
      turned[2 * k] = 1 - mean[2 * k];
    }
    Keypoints mirrored = schema.mirrored(Keypoints.of(turned));
    for (int k = 0; k < count; k++) {
      assertThat(mirrored.point(k).distanceTo(Keypoints.of(mean).point(k)))
          .as("keypoint %d, as a fraction of the box", k)
          .isLessThan(0.015);
    }
  }

  @Test
  void meanShapeInTheTrueBoxMissesByATenthOfTheEyesDistanceOrMore() {
    List<AnnotatedFace> faces = SyntheticFaces.faces(1000, SEED, 68);
    double[] mean = meanInBox(faces);
    double sum = 0;
    for (AnnotatedFace face : faces) {
      Keypoints k = face.keypoints();
      Box box = k.extent();
      double distance = 0;
      for (int i = 0; i < 68; i++) {
        double x = box.left() + mean[2 * i] * box.width();
        double y = box.top() + mean[2 * i + 1] * box.height();
        distance += Math.hypot(x - k.x(i), y - k.y(i)) / 68;
      }
      sum += distance / KeypointSchema.IBUG68.interOcular(k).orElseThrow();
    }
    assertThat(sum / faces.size()).as("inter-ocular NME").isBetween(0.10, 0.20);
  }

  /** The mean shape, x and y as fractions of each face's box. */
  private static double[] meanInBox(List<AnnotatedFace> faces) {
    double[] mean = new double[2 * faces.get(0).keypoints().count()];
    for (AnnotatedFace face : faces) {
      Keypoints k = face.keypoints();
      Box box = k.extent();
      for (int i = 0; i < k.count(); i++) {
        mean[2 * i] += (k.x(i) - box.left()) / box.width() / faces.size();
        mean[2 * i + 1] += (k.y(i) - box.top()) / box.height() / faces.size();
      }
    }
    return mean;
  }

  private static int[] pixels(BufferedImage p) {
    int[] rgb = p.getRGB(0, 0, p.getWidth(), p.getHeight(), null, 0, p.getWidth());
    return Arrays.stream(rgb).map(v -> v & 0xFFFFFF).toArray();
  }
}
