package kpnative.tutorial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kpnative.infer.Version;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import kpnative.train.RunSettings;
import kpnative.train.Training;
import kpnative.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/** The detector of tutorial 2, trained once for all the tutorials that begin with a detector. */
final class TrainedDetector {
  private static byte @Nullable [] weights;

  private TrainedDetector() {}

  /**
   * {@return the detector's weights, in a file of their own}
   *
   * @param folder of the tutorial, which owns the file
   */
  static synchronized Path writeTo(Path folder) throws IOException {
    if (weights == null) {
      weights = train(folder.resolve("run"));
    }
    return Files.write(folder.resolve("face68.safetensors"), weights);
  }

  private static byte[] train(Path run) throws IOException {
    Recipe recipe = Recipes.load("face68/quick", SmallRecipe.SETS);
    RunSettings settings =
        new RunSettings(Version.current(), List.of("synthetic:200"), "", "cpu", 1);
    Training.Outcome outcome =
        Training.start(recipe, settings, Optional.of(run), new TrainingListener() {}, () -> false);
    return Files.readAllBytes(outcome.run().best());
  }
}
