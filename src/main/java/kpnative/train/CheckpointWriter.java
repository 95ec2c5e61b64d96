package kpnative.train;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorSpec;
import kpnative.recipe.Recipe;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;

/**
 * Writes a run's best and newest weights and the state that it can be resumed from, at the end and
 * every {@code train.save_seconds}. Not thread-safe. Borrows the learner.
 */
final class CheckpointWriter {
  private static final double NANOS = 1e9;

  private final Run run;
  private final Recipe recipe;
  private final DetectorSpec spec;
  private final Optional<String> notice;
  private final Learner learner;
  private final LongSupplier nanoTime;
  private Optional<Map<String, TensorData>> unsavedBest = Optional.empty();
  private long lastSave;

  /**
   * A writer that has written nothing yet.
   *
   * @param spec written to the metadata of the weights, with the recipe
   * @param notice what goes with the weights that the training began with, and so with its own
   * @param nanoTime as {@link System#nanoTime}
   */
  CheckpointWriter(
      Run run,
      Recipe recipe,
      DetectorSpec spec,
      Optional<String> notice,
      Learner learner,
      LongSupplier nanoTime) {
    this.run = run;
    this.recipe = recipe;
    this.spec = spec;
    this.notice = notice;
    this.learner = learner;
    this.nanoTime = nanoTime;
    this.lastSave = nanoTime.getAsLong();
  }

  /**
   * {@return the notice in the newest weights of a run that goes on}
   *
   * @throws IOException if they cannot be read
   */
  static Optional<String> notice(Run run) throws IOException {
    return Files.exists(run.last())
        ? Optional.ofNullable(SafetensorsFile.readMetadata(run.last()).get(BuiltInModel.NOTICE_KEY))
        : Optional.empty();
  }

  /** Starts to count the time to the next save. */
  void start() {
    lastSave = nanoTime.getAsLong();
  }

  /** Keeps a copy of the current weights as the best; the next save writes them. */
  void keepBest() throws IOException {
    unsavedBest = Optional.of(learner.weights());
  }

  /** {@return whether {@code train.save_seconds} have passed since the latest save} */
  boolean isDue() {
    return (nanoTime.getAsLong() - lastSave) / NANOS > recipe.train().saveSeconds();
  }

  /**
   * Writes best, last and the state, in this order: a state never refers to weights that do not
   * exist.
   *
   * @throws IOException if the run's folder cannot be written
   */
  void save(TrainingState state) throws IOException {
    if (unsavedBest.isPresent()) {
      SafetensorsFile.write(run.best(), unsavedBest.get(), metadata());
      unsavedBest = Optional.empty();
    }
    SafetensorsFile.write(run.last(), learner.weights(), metadata());
    Checkpoint.save(run.resume(), state, learner.state());
    lastSave = nanoTime.getAsLong();
  }

  private Map<String, String> metadata() {
    Map<String, String> texts =
        new LinkedHashMap<>(); // the order of Map.of differs between processes
    texts.put(DetectorSpec.KEY, spec.toJson());
    texts.put(DetectorSpec.RECIPE_KEY, recipe.toYaml());
    notice.ifPresent(text -> texts.put(BuiltInModel.NOTICE_KEY, text));
    return texts;
  }
}
