package kpnative.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kpnative.infer.DetectorOptions;
import kpnative.infer.Version;
import kpnative.measure.EvaluationRun;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import kpnative.train.EpochMetrics;
import kpnative.train.RunSettings;
import kpnative.train.Training;
import kpnative.train.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recipe says everything about a training; a run is one execution of it, a folder. Here we train
 * a small network for some seconds on painted faces and compare it with the mean shape.
 */
class Tutorial02TrainADetectorTest {
  @TempDir Path folder;

  /** A recipe is looked up by name, and single values are set as on the command line. */
  @Test
  void aRecipeSaysEverythingAboutATraining() throws IOException {
    // tag::recipe
    Recipe recipe = Recipes.load("face68/quick", List.of("train.epochs=10", "input.width=64"));
    // end::recipe

    assertThat(recipe.train().epochs()).isEqualTo(10);
    assertThat(recipe.input().width()).isEqualTo(64);
    assertThat(Recipes.parse(recipe.toYaml())).isEqualTo(recipe); // what a run saves
    // a misspelled key is an error before anything is loaded, with the right spelling
    assertThatThrownBy(() -> Recipes.load("face68/quick", List.of("train.epoch=10")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("epochs");
  }

  /** Training, measured on faces that it has not seen. */
  @Test
  void aFewSecondsOfTrainingBeatTheMeanShape() throws IOException {
    List<EpochMetrics> epochs = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epochDone(EpochMetrics metrics, boolean best) {
            epochs.add(metrics);
          }
        };

    // tag::train
    Recipe recipe = Recipes.load("face68/quick", SmallRecipe.SETS);
    RunSettings settings =
        new RunSettings(Version.current(), List.of("synthetic:200"), "", "cpu", 1);
    Training.Outcome outcome =
        Training.start(recipe, settings, Optional.of(folder.resolve("run")), listener, () -> false);
    // end::train

    assertThat(outcome.finished()).isTrue();
    assertThat(epochs).hasSize(recipe.train().epochs());
    var evaluation = outcome.evaluation().orElseThrow();
    double learned = evaluation.detector().measures().nmeInterocular().orElseThrow();
    // the average face, put into each box without a look at the picture
    double meanShape = evaluation.meanShape().measures().nmeInterocular().orElseThrow();
    assertThat(learned).isLessThan(0.7 * meanShape);

    // the run's folder has all of it: recipe, measures, weights
    Path weights = outcome.run().best();
    assertThat(weights).isEqualTo(folder.resolve("run/weights/best.safetensors")).exists();
    assertThat(outcome.run().recipe()).isEqualTo(recipe);
    assertThat(Files.readAllLines(folder.resolve("run/metrics.csv"))).hasSize(1 + epochs.size());

    // the weights know their recipe, and so which faces they have not seen
    var again =
        EvaluationRun.of(
            weights,
            settings.data(),
            Optional.empty(),
            EvaluationRun.Part.VALIDATION,
            DetectorOptions.DEFAULT,
            note -> {});
    assertThat(again.detector().measures().nmeInterocular().orElseThrow())
        .isCloseTo(learned, within(1e-6)); // other batches, other last bits
  }
}
