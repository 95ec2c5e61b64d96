package kpnative.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import kpnative.draw.FaceOverlay;
import kpnative.draw.PngFile;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.image.Photo;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A detector is a file of weights. It takes a photograph and the box of a face, and gives keypoints
 * in the photograph's own pixels. Here we know where the face is, and tutorial 4 finds out.
 */
class Tutorial03DetectTest {
  private static final Box FACE = Box.ofPixels(120, 80, 200, 200);
  private static final PaintedScene SCENE = new PaintedScene(480, 360).with(0, FACE);

  @TempDir static Path folder;
  private static Path weights = Path.of("");

  @BeforeAll
  static void train() throws IOException {
    weights = TrainedDetector.writeTo(folder);
  }

  /** A picture and a box go in; a face with its keypoints comes out. */
  @Test
  void aDetectorFindsKeypointsInThePicturesOwnPixels() throws IOException {
    BufferedImage picture = SCENE.picture();

    // tag::detect
    try (KeypointDetector detector = KeypointDetector.load(weights)) {
      Box box = Box.ofPixels(120, 80, 200, 200); // x, y, width, height
      Point nose = detector.detect(Photo.of(picture), box).point("nose_tip");
      System.out.printf("nose: %.1f, %.1f%n", nose.x(), nose.y());
    }
    // end::detect

    Keypoints truth = SCENE.truth().get(0);
    try (KeypointDetector detector = KeypointDetector.load(weights)) {
      Point nose = detector.detect(Photo.of(picture), FACE).point("nose_tip");
      double eyes = detector.schema().interOcular(truth).orElseThrow();
      // after a few seconds of training: within a quarter of the distance between the eyes
      assertThat(nose.distanceTo(truth.point(30))).isLessThan(eyes / 4);
    }
  }

  /**
   * A file, a {@link BufferedImage} and an OpenCV Mat give the same points, but for the rounding of
   * gray, where libpng cuts off. To a network with a few seconds of training that is worth part of
   * a pixel.
   */
  @Test
  void aFileGetsTheAnswerOfItsPixels() throws IOException {
    Path file = folder.resolve("photo.png");
    ImageIO.write(SCENE.picture(), "png", file.toFile());
    try (KeypointDetector detector = KeypointDetector.load(weights)) {
      Point fromFile = detector.detect(Photo.of(file), FACE).point("nose_tip");
      Point fromPixels = detector.detect(Photo.of(SCENE.picture()), FACE).point("nose_tip");

      assertThat(fromFile.distanceTo(fromPixels)).isLessThan(1.5);
    }
  }

  /** Look at what was found: numbers alone hide a mirrored face or a shifted box. */
  @Test
  void anOverlayShowsWhatWasFound() throws IOException {
    Path drawn = folder.resolve("found.png");
    BufferedImage picture = SCENE.picture();

    // tag::overlay
    try (KeypointDetector detector = KeypointDetector.load(weights)) {
      Keypoints found = detector.detect(Photo.of(picture), FACE).keypoints();
      PngFile.write(FaceOverlay.of(detector.schema()).draw(picture, null, found), drawn);
    }
    // end::overlay

    BufferedImage seen = ImageIO.read(drawn.toFile());
    assertThat(seen.getWidth()).isGreaterThanOrEqualTo(picture.getWidth());
  }

  /**
   * The wrong way: to say that the face fills the picture where it does not. The detector then
   * looks for eyes where there is wall.
   */
  @Test
  void aFaceThatDoesNotFillThePictureNeedsItsBox() throws IOException {
    Keypoints truth = SCENE.truth().get(0);
    Photo photo = Photo.of(SCENE.picture());
    try (KeypointDetector detector = KeypointDetector.load(weights)) {
      double boxed = PaintedScene.nme(truth, detector.detect(photo, FACE).keypoints());
      double unboxed = PaintedScene.nme(truth, detector.detectCrop(photo).keypoints());

      assertThat(unboxed).isGreaterThan(2 * boxed);
    }
  }

  /**
   * A detector holds native memory: close it as you would a file; afterwards it refuses to work.
   */
  @Test
  void aClosedDetectorRefusesToWork() throws IOException {
    KeypointDetector detector = KeypointDetector.load(weights);
    detector.close();

    assertThatThrownBy(() -> detector.detect(Photo.of(SCENE.picture()), FACE))
        .isInstanceOf(IllegalStateException.class);
  }
}
