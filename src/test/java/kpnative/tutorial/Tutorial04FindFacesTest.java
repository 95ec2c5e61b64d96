package kpnative.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import kpnative.find.FaceKeypoints;
import kpnative.find.FindOptions;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.image.Photo;
import kpnative.infer.BuiltInModel;
import kpnative.infer.Face;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Find the faces of a photograph when you do not know where they are. A {@link FaceKeypoints} owns
 * a face finder and a keypoint detector: the finder proposes boxes, the detector finds keypoints in
 * them, and a box counts as a face if the keypoints stay put when it is shifted a little.
 *
 * <p>The detector is the model in the jar, trained on photographs of real people for research only.
 * It finds painted faces too.
 */
class Tutorial04FindFacesTest {
  private static final PaintedScene SCENE =
      new PaintedScene(640, 360)
          .with(2, Box.ofPixels(60, 90, 150, 150))
          .with(8, Box.ofPixels(290, 130, 110, 110))
          .with(15, Box.ofPixels(480, 100, 80, 80));

  @TempDir static Path folder;
  private static Path path = Path.of("");

  @BeforeAll
  static void takeThePhotograph() throws IOException {
    assumeTrue(BuiltInModel.ofJar().isPresent(), "a build without a model");
    path = folder.resolve("photo.png");
    ImageIO.write(SCENE.picture(), "png", path.toFile());
  }

  /** A few lines lead from a file to the noses in it. */
  @Test
  void everyFaceOfAPhotographIsFound() throws IOException {
    // tag::find
    try (FaceKeypoints faces = FaceKeypoints.builtIn()) {
      for (Face face : faces.find(Photo.of(path))) {
        Point nose = face.point("nose_tip");
        System.out.printf("%.1f, %.1f (%.2f)%n", nose.x(), nose.y(), face.confidence());
      }
    }
    // end::find

    try (FaceKeypoints faces = FaceKeypoints.builtIn()) {
      List<Face> found = faces.find(Photo.of(path));

      assertThat(found).hasSize(3);
      for (int i = 0; i < 3; i++) { // from left to right, as they were painted
        Keypoints truth = SCENE.truth().get(i);
        assertThat(PaintedScene.nme(truth, found.get(i).keypoints())).isLessThan(0.06);
      }
    }
  }

  /** Everything is in the photograph's pixels, and what belongs together has a name. */
  @Test
  void aFaceKnowsItsBoxItsPartsAndHowSureItIs() throws IOException {
    try (FaceKeypoints faces = FaceKeypoints.builtIn()) {
      Face face = faces.find(Photo.of(path)).get(0);

      // the box lies around the keypoints, without margin
      assertThat(face.box().overlap(SCENE.truth().get(0).extent())).isGreaterThan(0.8);
      // some parts are one point, others a line of points
      assertThat(face.point("nose_tip")).isEqualTo(face.keypoints().point(30));
      assertThat(face.points("outer_lip")).hasSize(12);
      // the probability that a point is off by at most 5 % of the distance between the eyes
      assertThat(face.confidences()).hasSize(68).allMatch(c -> c > 0 && c < 1);
      assertThat(face.confidence()).isBetween(0.5, 1.0); // their mean
      // how far the points moved when the detector looked again: little, for a face
      assertThat(face.disagreement()).isBetween(0.0, 0.05);
    }
  }

  /** Options are a value: start from the defaults and change what you need. */
  @Test
  void optionsSayWhichFacesCount() throws IOException {
    // tag::options
    FindOptions options = FindOptions.DEFAULT.withLeastSize(100).withMostFaces(1); // pixels
    FaceKeypoints large = FaceKeypoints.builtIn(options);
    // end::options

    try (large) {
      List<Face> largest = large.find(Photo.of(path));

      assertThat(largest).hasSize(1);
      assertThat(largest.get(0).box().overlap(SCENE.truth().get(0).extent())).isGreaterThan(0.8);
    }
    // a confidence that no face reaches: nobody is left
    FindOptions certain = FindOptions.DEFAULT.withLeastConfidence(0.99);
    try (FaceKeypoints faces = FaceKeypoints.builtIn(certain)) {
      assertThat(faces.find(Photo.of(path))).isEmpty();
    }
  }

  /** A photo is where pixels come from; nothing is decoded before they are needed. */
  @Test
  void aPhotoComesFromAnywhere() throws IOException {
    try (FaceKeypoints faces = FaceKeypoints.builtIn();
        InputStream stream = Files.newInputStream(path)) {
      List<Face> fromPath = faces.find(Photo.of(path));

      assertThat(faces.find(Photo.of(Files.readAllBytes(path)))).isEqualTo(fromPath);
      assertThat(faces.find(Photo.of(stream))).isEqualTo(fromPath);
      // pixels in memory, gray by Java's rounding and not by libpng's: the same to a fifth
      Point nose = faces.find(Photo.of(SCENE.picture())).get(0).point("nose_tip");
      assertThat(nose.distanceTo(fromPath.get(0).point("nose_tip"))).isLessThan(0.2);
    }
  }

  /** No face is no error, and where you know the box there is nothing to find. */
  @Test
  void aPhotographWithoutFacesGivesAnEmptyList() throws IOException {
    Photo wall = Photo.of(new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB));
    try (FaceKeypoints faces = FaceKeypoints.builtIn()) {
      assertThat(faces.find(wall)).isEmpty();

      Face told = faces.detect(Photo.of(path), SCENE.truth().get(2).extent());
      assertThat(PaintedScene.nme(SCENE.truth().get(2), told.keypoints())).isLessThan(0.06);
      assertThat(told.score()).isNaN(); // no finder was asked
    }
  }

  /** One for the whole application: threads share it and do not wait for each other. */
  @Test
  void manyThreadsShareOne() throws IOException {
    try (FaceKeypoints faces = FaceKeypoints.builtIn()) {
      List<Face> alone = faces.find(Photo.of(path));

      assertThat(IntStream.range(0, 4).parallel().mapToObj(i -> found(faces)))
          .allMatch(alone::equals);
    }
  }

  private static List<Face> found(FaceKeypoints faces) {
    try {
      return faces.find(Photo.of(path));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
