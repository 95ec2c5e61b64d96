package kpnative.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import kpnative.data.painted.SyntheticFaces;
import kpnative.face.FaceCandidate;
import kpnative.face.FaceFinder;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.Photo;
import kpnative.infer.BuiltInModel;
import kpnative.infer.Face;
import kpnative.keypoints.Keypoints;
import kpnative.natives.NativeMemory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A painted face that stands on its head or lies on its side. */
class TurnedFacesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aTurnedFaceGetsThePointsOfTheUprightOne(int quarters) throws IOException {
    Assumptions.assumeTrue(BuiltInModel.ofJar().isPresent(), "this build has no model");
    BufferedImage upright = painted();
    Box box = SyntheticFaces.faces(1, 1, 68).get(0).keypoints().extent();
    Warp turn = TurnedFaces.turn(new Size(upright.getWidth(), upright.getHeight()), quarters);
    BufferedImage picture;
    try (Image image = Image.of(upright, Channels.COLOR);
        Image turned = image.turned(quarters)) {
      picture = turned.toBufferedImage();
    }

    List<Face> found = found(picture, turned(box, turn), true);

    assertThat(found).hasSize(1);
    Keypoints truth = found(upright, box, true).get(0).keypoints().map(turn);
    for (int k = 0; k < truth.count(); k++) {
      assertThat(found.get(0).keypoints().point(k).distanceTo(truth.point(k))).isLessThan(0.01);
    }
    assertThat(found.get(0).box().overlap(turned(box, turn))).isGreaterThan(0.5);
    assertThat(found.get(0).score()).isEqualTo(0.9);
  }

  @Test
  void aFinderThatIsNotSureIsNotAskedAgain() throws IOException {
    Assumptions.assumeTrue(BuiltInModel.ofJar().isPresent(), "this build has no model");
    BufferedImage upright = painted();
    Box box = SyntheticFaces.faces(1, 1, 68).get(0).keypoints().extent();
    Warp turn = TurnedFaces.turn(new Size(upright.getWidth(), upright.getHeight()), 2);
    try (Image image = Image.of(upright, Channels.COLOR);
        Image turned = image.turned(2)) {
      assertThat(found(turned.toBufferedImage(), turned(box, turn), false)).isEmpty();
    }
  }

  @Test
  void aWallIsNoFaceHoweverItIsTurned() throws IOException {
    Assumptions.assumeTrue(BuiltInModel.ofJar().isPresent(), "this build has no model");
    BufferedImage wall = new BufferedImage(200, 150, BufferedImage.TYPE_INT_RGB);
    long before = NativeMemory.objects();

    assertThat(found(wall, new Box(20, 20, 120, 120), true)).isEmpty();
    assertThat(NativeMemory.objects()).isEqualTo(before);
  }

  private static BufferedImage painted() {
    BufferedImage face = SyntheticFaces.render(0, 1);
    BufferedImage picture =
        new BufferedImage(
            face.getWidth() + 30, face.getHeight() + 11, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = picture.createGraphics();
    g.drawImage(face, 0, 0, null);
    g.dispose();
    return picture;
  }

  private static Box turned(Box box, Warp turn) {
    Point a = turn.map(new Point(box.left(), box.top()));
    Point b = turn.map(new Point(box.right(), box.bottom()));
    return Keypoints.of(a.x(), a.y(), b.x(), b.y()).extent();
  }

  private static List<Face> found(BufferedImage picture, Box box, boolean sure) throws IOException {
    FindOptions options = FindOptions.DEFAULT.withFinder(() -> new OneBox(box, sure));
    try (FaceKeypoints faces = FaceKeypoints.builtIn(options)) {
      return faces.find(Photo.of(picture));
    }
  }

  private record OneBox(Box box, boolean isSure) implements FaceFinder {
    @Override
    public List<FaceCandidate> find(Image picture) {
      return List.of(new FaceCandidate(box, 0.9));
    }

    @Override
    public void close() {
      // owns nothing
    }
  }
}
