package kpnative.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import kpnative.data.painted.SyntheticFaces;
import kpnative.find.FaceKeypoints;
import kpnative.find.FindOptions;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.image.Photo;
import kpnative.infer.BuiltInModel;
import kpnative.infer.Face;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A photograph in, its faces out: one object finds them, and each tells its keypoints by name. The
 * photograph here is painted, so that the truth is known.
 */
class Tutorial04FindFacesTest {
  private static final long SEED = 1;

  @TempDir static Path folder;
  private static Path file = Path.of("");

  @BeforeAll
  static void paint() throws IOException {
    Assumptions.assumeTrue(BuiltInModel.ofJar().isPresent(), "this build has no model");
    BufferedImage face = SyntheticFaces.render(0, SEED);
    file = folder.resolve("photo.png");
    ImageIO.write(face, "png", file.toFile());
  }

  @Test
  void oneCallFindsTheFaceAndNamesItsPoints() throws IOException {
    // tag::find
    try (FaceKeypoints faces = FaceKeypoints.builtIn()) {
      for (Face face : faces.find(Photo.of(file))) {
        Point nose = face.point("nose_tip"); // in the photograph's own pixels
        System.out.printf(
            "nose: %.1f, %.1f, sure to %.2f%n", nose.x(), nose.y(), face.confidence());
      }
    }
    // end::find

    Keypoints truth = SyntheticFaces.faces(1, SEED, 68).get(0).keypoints();
    try (FaceKeypoints faces = FaceKeypoints.builtIn()) {
      List<Face> found = faces.find(Photo.of(file));
      assertThat(found).hasSize(1);
      double size = Math.sqrt(truth.extent().width() * truth.extent().height());
      Point nose = found.get(0).point("nose_tip");
      assertThat(nose.x()).isCloseTo(truth.x(30), within(0.15 * size));
      assertThat(nose.y()).isCloseTo(truth.y(30), within(0.15 * size));
    }
  }

  /** A picture need not be a file: the pixels of a BufferedImage or a Mat are used as they are. */
  @Test
  void aPhotoComesFromAnywhere() throws IOException {
    BufferedImage picture = ImageIO.read(new File(file.toString()));
    try (FaceKeypoints faces = FaceKeypoints.builtIn()) {
      assertThat(faces.find(Photo.of(picture))).hasSize(1);
    }
  }

  /** Options leave out what is too small, too unsure, or too much. */
  @Test
  void optionsLeaveFacesOut() throws IOException {
    FindOptions large = FindOptions.DEFAULT.withLeastSize(2000).withMostFaces(3);
    try (FaceKeypoints faces = FaceKeypoints.builtIn(large)) {
      assertThat(faces.find(Photo.of(file))).isEmpty();
    }
  }

  /**
   * Who knows where the face is, says so, and nothing is searched: then the answer does not depend
   * on a finder, and takes a few milliseconds.
   */
  @Test
  void aKnownBoxNeedsNoSearch() throws IOException {
    Box box = SyntheticFaces.faces(1, SEED, 68).get(0).keypoints().extent();
    try (FaceKeypoints faces = FaceKeypoints.builtIn()) {
      Face face = faces.detect(Photo.of(file), box);

      assertThat(face.box()).isEqualTo(box);
      assertThat(face.score()).as("no finder was asked").isNaN();
    }
  }
}
