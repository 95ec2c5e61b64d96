package kpnative.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import kpnative.data.Split;
import kpnative.infer.Version;
import kpnative.natives.Device;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;

/**
 * Trainings that take a moment: a dozen synthetic faces and a network of a few thousand parameters.
 */
public final class TinyTraining {
  /** Numbers of training and validation faces. */
  static final int TRAIN = 11;

  static final int VALIDATION = 3;

  /** Three batches of 4, 4 and 3. */
  static final int BATCHES = 3;

  static final int EPOCHS = 3;

  /** Steps of an uninterrupted run. */
  static final int STEPS = BATCHES * EPOCHS;

  public static final RunSettings SETTINGS =
      new RunSettings(Version.current(), List.of(), "", "cpu", 1);

  private static final List<String> TINY =
      List.of(
          "schema=ibug68",
          "keypoints=[all]",
          "input.height=24",
          "input.width=24",
          "box.from=points",
          "data.split.by=fraction",
          "data.split.validation=0.2",
          "data.synthetic=" + (TRAIN + VALIDATION),
          "data.workers=2",
          "network.channels=[4, 6, 8]",
          "network.batch_norm=true",
          "network.padding=same",
          "network.hidden=[16]",
          "augment.rotation.degrees=10",
          "augment.rotation.p=1",
          "augment.flip.p=0.5",
          "train.epochs=" + EPOCHS,
          "train.batch=4",
          "train.lr=1e-3",
          "train.save_seconds=1000",
          "train.seed=5");

  private TinyTraining() {}

  /** {@return the recipe with these changes} */
  public static Recipe recipe(String... sets) throws IOException {
    List<String> all = new ArrayList<>(TINY);
    all.addAll(List.of(sets));
    return Recipes.load("nose/cnn-12-24-32", all);
  }

  /** {@return the recipe's faces} */
  static Split split(Recipe recipe) throws IOException {
    return TrainingFaces.split(recipe, SETTINGS, line -> {});
  }

  /** {@return a trainer of a new run in {@code folder}} */
  static Trainer begin(Recipe recipe, Split split, Path folder) throws IOException {
    Run run = Run.create(folder, recipe, SETTINGS);
    return new Trainer(recipe, split, run, Device.CPU, new TrainingListener() {});
  }

  /**
   * {@return a trainer that resumes the run in {@code folder}; {@code notes} receives its notes}
   */
  static Trainer resume(Recipe recipe, Split split, Path folder, List<String> notes)
      throws IOException {
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void note(String line) {
            notes.add(line);
          }
        };
    return new Trainer(recipe, split, Run.open(folder), Device.CPU, listener);
  }

  /** {@return the run's folder, after training to its end} */
  static Path train(Recipe recipe, Split split, Path folder) throws IOException {
    try (Trainer trainer = begin(recipe, split, folder)) {
      trainer.run(() -> false);
    }
    return folder;
  }

  /** {@return the outcome of a complete training of the recipe} */
  static Training.Outcome start(Recipe recipe, Path folder, TrainingListener listener)
      throws IOException {
    return Training.start(recipe, SETTINGS, Optional.of(folder), listener, () -> false);
  }

  /** {@return a supplier that returns true after {@code steps} steps} */
  static BooleanSupplier after(int steps) {
    int[] left = {steps};
    return () -> --left[0] <= 0;
  }
}
