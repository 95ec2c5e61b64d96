package kpnative.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kpnative.geometry.Box;
import kpnative.image.Photo;
import kpnative.infer.Face;
import kpnative.infer.KeypointDetector;
import kpnative.infer.Version;
import kpnative.recipe.Recipes;
import kpnative.train.RunSettings;
import kpnative.train.Training;
import kpnative.train.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A detector gives all of its points, also those behind a hand. A head with {@code visibility:
 * true} says which can be seen, once something has taught it: here the patches that augmentation
 * lays.
 */
class Tutorial11VisibilityTest {
  private static final Box FACE = Box.ofPixels(120, 80, 200, 200);

  @TempDir static Path folder;
  private static Path weights = Path.of("");

  /** A training that lays patches knows what it hid, and calibrates what was learned of it. */
  @BeforeAll
  static void train() throws IOException {
    List<String> sets = new ArrayList<>(SmallRecipe.SETS);
    sets.addAll(
        List.of(
            "network.head.visibility=true",
            "augment.occlusion.p=0.8",
            "augment.occlusion.count=2",
            "augment.occlusion.side=0.5",
            "train.epochs=3"));
    RunSettings settings =
        new RunSettings(Version.current(), List.of("synthetic:200"), "", "cpu", 1);
    Training.Outcome outcome =
        Training.start(
            Recipes.load("face68/quick", sets),
            settings,
            Optional.of(folder.resolve("taught")),
            new TrainingListener() {},
            () -> false);
    weights = outcome.run().best();
  }

  /**
   * Each point has a probability of being visible. What a few seconds of training make of it is
   * little; docs/guide/predict.md says what some thousand faces do.
   */
  @Test
  void aTaughtDetectorGivesEachPointAProbability() throws IOException {
    BufferedImage picture = new PaintedScene(480, 360).with(0, FACE).picture();
    Box box = FACE;

    // tag::hidden
    try (KeypointDetector detector = KeypointDetector.load(weights)) {
      Face face = detector.detect(Photo.of(picture), box);
      for (int k = 0; k < face.visibilities().size(); k++) { // none where nothing taught it
        if (face.visibilities().get(k) < 0.5) {
          System.out.println("hidden: " + face.schema().pointName(face.indices().get(k)));
        }
      }
    }
    // end::hidden

    try (KeypointDetector detector = KeypointDetector.load(weights)) {
      Face face = detector.detect(Photo.of(picture), box);
      assertThat(face.visibilities()).hasSize(68).allMatch(p -> p > 0 && p < 1);
      assertThat(face.shown()).hasSize(68);
    }
  }

  /** The wrong way: to read an empty list as hidden. It says that nobody taught the detector. */
  @Test
  void aDetectorThatNothingTaughtSaysNothing() throws IOException {
    Path untaught = TrainedDetector.writeTo(folder);
    BufferedImage picture = new PaintedScene(480, 360).with(0, FACE).picture();
    try (KeypointDetector detector = KeypointDetector.load(untaught)) {
      assertThat(detector.detect(Photo.of(picture), FACE).visibilities()).isEmpty();
    }
  }
}
