package kpnative.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import kpnative.data.painted.SyntheticFaces;
import kpnative.draw.FaceOverlay;
import kpnative.draw.PngFile;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Photo;
import kpnative.infer.KeypointDetector;
import kpnative.infer.Version;
import kpnative.keypoints.Keypoints;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import kpnative.train.RunSettings;
import kpnative.train.Training;
import kpnative.train.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A detector is a file of weights; it takes a picture and the box of a face, and gives keypoints in
 * the picture's own pixels. The box may come from you, as here, or from a finder of {@code
 * kpnative.face}.
 */
class Tutorial03DetectTest {
  private static final long SEED = 99; // a face that the training has not seen
  private static final Box FACE = Box.ofPixels(120, 80, 200, 200);

  @TempDir static Path folder;
  private static Path weights = Path.of("");

  /** Tutorial 2 in three lines. */
  @BeforeAll
  static void train() throws IOException {
    Recipe recipe = Recipes.load("face68/quick", SmallRecipe.SETS);
    RunSettings settings =
        new RunSettings(Version.current(), List.of("synthetic:200"), "", "cpu", 1);
    weights =
        Training.start(
                recipe,
                settings,
                Optional.of(folder.resolve("run")),
                new TrainingListener() {},
                () -> false)
            .run()
            .best();
  }

  @Test
  void aDetectorFindsKeypointsInThePicturesOwnPixels() throws IOException {
    BufferedImage picture = photograph();

    // tag::detect
    try (KeypointDetector detector = KeypointDetector.load(weights)) {
      Box face = Box.ofPixels(120, 80, 200, 200); // x, y, width, height
      Keypoints found = detector.detect(Photo.of(picture), face).keypoints();
      Point nose = found.point(30); // iBUG's tip of the nose, in the picture's own pixels
      System.out.printf("nose: %.1f, %.1f%n", nose.x(), nose.y());
    }
    // end::detect

    Keypoints truth = truth();
    try (KeypointDetector detector = KeypointDetector.load(weights)) {
      Keypoints found = detector.detect(Photo.of(picture), FACE).keypoints();
      double eyes = detector.schema().interOcular(truth).orElseThrow();
      // a few seconds of training: somewhere at the nose, a quarter of the eyes' distance at most
      assertThat(found.x(30)).isCloseTo(truth.x(30), within(eyes / 4));
      assertThat(found.y(30)).isCloseTo(truth.y(30), within(eyes / 4));
    }
  }

  /**
   * A file, a {@link BufferedImage}, an OpenCV Mat: the same but for the rounding of gray, which
   * libpng cuts off; a network of a few seconds' training makes that a part of a pixel.
   */
  @Test
  void aFileGetsTheAnswerOfItsPixels() throws IOException {
    Path file = folder.resolve("photo.png");
    ImageIO.write(photograph(), "png", file.toFile());
    try (KeypointDetector detector = KeypointDetector.load(weights)) {
      Keypoints fromFile = detector.detect(Photo.of(file), FACE).keypoints();
      Keypoints fromPixels = detector.detect(Photo.of(photograph()), FACE).keypoints();

      assertThat(fromFile.x(30)).isCloseTo(fromPixels.x(30), within(1.5));
      assertThat(fromFile.y(30)).isCloseTo(fromPixels.y(30), within(1.5));
    }
  }

  /** Look at what was found: numbers alone hide a mirrored face or a shifted box. */
  @Test
  void anOverlayShowsWhatWasFound() throws IOException {
    Path drawn = folder.resolve("found.png");
    BufferedImage picture = photograph();

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
   * The wrong way: no box. The detector then takes the face to fill the picture, and looks for eyes
   * where there is wall.
   */
  @Test
  void withoutItsBoxAFaceIsNotFound() throws IOException {
    Keypoints truth = truth();
    try (KeypointDetector detector = KeypointDetector.load(weights)) {
      double boxed = meanError(truth, detector.detect(Photo.of(photograph()), FACE).keypoints());
      double unboxed = meanError(truth, detector.detectCrop(Photo.of(photograph())).keypoints());

      assertThat(unboxed).isGreaterThan(2 * boxed);
    }
  }

  /** A detector holds native memory: it is closed like a file, and then says so. */
  @Test
  void aClosedDetectorRefusesToWork() throws IOException {
    KeypointDetector detector = KeypointDetector.load(weights);
    detector.close();

    assertThatThrownBy(() -> detector.detect(Photo.of(photograph()), FACE))
        .isInstanceOf(IllegalStateException.class);
  }

  /** A picture of 480 x 360 with a painted face whose keypoints span the box. */
  private static BufferedImage photograph() {
    BufferedImage face = SyntheticFaces.render(0, SEED);
    BufferedImage picture = new BufferedImage(480, 360, BufferedImage.TYPE_INT_RGB);
    double[] w = placed().toArray();
    Graphics2D g = picture.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    // Java2D's whole numbers are the pixels' corners: half a pixel beside ours
    AffineTransform half = AffineTransform.getTranslateInstance(0.5, 0.5);
    half.concatenate(new AffineTransform(w[0], w[3], w[1], w[4], w[2], w[5]));
    half.translate(-0.5, -0.5);
    g.drawImage(face, half, null);
    g.dispose();
    return picture;
  }

  private static Keypoints truth() {
    return SyntheticFaces.faces(1, SEED, 68).get(0).keypoints().map(placed());
  }

  /** From the painted picture to the photograph: the keypoints' extent, made square, to the box. */
  private static Warp placed() {
    Keypoints painted = SyntheticFaces.faces(1, SEED, 68).get(0).keypoints();
    return Warp.crop(painted.extent().widenedTo(1), new Size(200, 200))
        .then(Warp.translation(120, 80));
  }

  private static double meanError(Keypoints truth, Keypoints found) {
    double sum = 0;
    for (int k = 0; k < truth.count(); k++) {
      sum += Math.hypot(found.x(k) - truth.x(k), found.y(k) - truth.y(k));
    }
    return sum / truth.count();
  }
}
