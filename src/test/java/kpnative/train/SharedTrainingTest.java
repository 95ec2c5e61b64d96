package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import kpnative.natives.NativeThreads;
import kpnative.parallel.LostWorkerException;
import kpnative.parallel.ThreadWorkers;
import kpnative.parallel.WorkerPlace;
import kpnative.recipe.Recipe;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers that train together, here as threads, train what one process trains. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SharedTrainingTest {
  private static final double PERCENT = 0.01; // 1e-4

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  /** The last batch has three faces, so that of four workers one has none. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void lossesAreThoseOfOneProcess(int size) throws Exception {
    Recipe recipe = TinyTraining.recipe("train.ema=0.9", "train.clip_norm=1");
    assertSame(metrics(one(recipe)), metrics(several(recipe, size)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "heatmap_mse | {type: maps, skip: add, channels: [8], stride: 2, reading: dark}",
        "kl | {type: maps, skip: add, channels: [8], stride: 2, reading: expectation}",
        "dsnt | {type: maps, skip: add, channels: [8], stride: 2, reading: expectation}",
        "wing | {type: maps, skip: add, channels: [8], stride: 2, reading: expectation, visibility:"
            + " true}",
        "adaptive_wing | {type: maps, skip: add, channels: [8], stride: 2, reading: peak_dark}",
        "grid | {type: grid, stride: 4, neighbours: 3}",
        "mse | {type: pca, coefficients: 5}",
      })
  void lossesOfEveryKindAreThoseOfOneProcess(String loss, String head) throws Exception {
    Recipe recipe =
        TinyTraining.recipe(
            "network={type: residual, channels: [4, 8], blocks: [0, 1], head: " + head + "}",
            "loss.kind=" + loss,
            "augment.occlusion={side: 0.4, p: 0.5}",
            "augment.translation={left: 0.3, right: 0.3, up: 0.3, down: 0.3, p: 1}");
    assertSame(metrics(one(recipe)), metrics(several(recipe, 2)));
  }

  @Test
  void repeatedAndResumedTheyEndBitForBitTheSame() throws Exception {
    Recipe recipe = TinyTraining.recipe("train.ema=0.9");
    Path straight = several(recipe, 3);
    Path again = several(recipe, 3);
    Path stopped = folder.resolve("stopped");
    start(recipe, stopped, 3, TinyTraining.BATCHES + 1);
    resume(stopped, 3);
    for (String file : List.of("weights/best.safetensors", "weights/last.safetensors")) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(straight.resolve(file));
      assertThat(stopped.resolve(file)).hasSameBinaryContentAs(straight.resolve(file));
    }
  }

  @Test
  void anotherNumberOfWorkersGoesOn() throws Exception {
    Recipe recipe = TinyTraining.recipe();
    Path stopped = folder.resolve("stopped");
    start(recipe, stopped, 2, TinyTraining.BATCHES + 1);
    resume(stopped, 3);
    assertSame(metrics(one(recipe)), metrics(stopped));
  }

  @Test
  void ownStatisticsAreOneSetInTheEnd() throws Exception {
    Recipe recipe = TinyTraining.recipe("train.batch_norm=own", "train.ema=0.9");
    Path first = several(recipe, 2);
    Path again = several(recipe, 2);
    assertThat(again.resolve("weights/last.safetensors"))
        .hasSameBinaryContentAs(first.resolve("weights/last.safetensors"));
    double[] own = metrics(first)[0];
    double[] shared = metrics(several(TinyTraining.recipe("train.ema=0.9"), 2))[0];
    assertThat(own[0]).isNotCloseTo(shared[0], withinPercentage(PERCENT));
  }

  @Test
  void aWorkerThatFailsEndsTheOthersAndTheRunGoesOn() throws Exception {
    Recipe recipe = TinyTraining.recipe("train.save_seconds=0");
    Path run = folder.resolve("lost");
    BooleanSupplier after = TinyTraining.after(5);
    List<Object> outcomes =
        ThreadWorkers.outcomes(
            2,
            place ->
                start(
                    recipe,
                    run,
                    place,
                    () -> {
                      if (place.rank() == 1 && after.getAsBoolean()) {
                        throw new IllegalStateException("as if it were lost");
                      }
                      return false;
                    }));
    assertThat(outcomes.get(0)).isInstanceOf(LostWorkerException.class);
    assertThat(outcomes.get(1)).isInstanceOf(IllegalStateException.class);
    resume(run, 2);
    assertSame(metrics(one(recipe)), metrics(run));
  }

  @Test
  void facesThatMayBeLeftOutAreForOneWorker() throws Exception {
    Recipe recipe = TinyTraining.recipe("data.on_error=skip");
    WorkerPlace place = new WorkerPlace(0, 2, "127.0.0.1", 1);
    assertThatThrownBy(() -> start(recipe, folder.resolve("run"), place, () -> false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("data.on_error=skip is for one worker");
  }

  @Test
  void everyWorkerNeedsAFaceOfABatch() throws Exception {
    Recipe recipe = TinyTraining.recipe();
    WorkerPlace place = new WorkerPlace(0, 5, "127.0.0.1", 1);
    assertThatThrownBy(() -> start(recipe, folder.resolve("run"), place, () -> false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("train.batch must be at least the number of workers, 5, got 4");
  }

  private Path one(Recipe recipe) throws IOException {
    Path run = Files.createTempDirectory(folder, "one");
    TinyTraining.start(recipe, run, new TrainingListener() {});
    return run;
  }

  private Path several(Recipe recipe, int size) throws Exception {
    Path run = Files.createTempDirectory(folder, "several");
    start(recipe, run, size, Integer.MAX_VALUE);
    return run;
  }

  /** Trains until the end, or until one of the workers asks to stop after some steps. */
  private static void start(Recipe recipe, Path run, int size, int steps) throws Exception {
    BooleanSupplier after = TinyTraining.after(steps);
    ThreadWorkers.runPlaces(
        size, place -> start(recipe, run, place, place.rank() == 1 ? after : () -> false));
  }

  private static Training.Outcome start(
      Recipe recipe, Path run, WorkerPlace place, BooleanSupplier stop) throws IOException {
    return Training.start(
        recipe,
        TinyTraining.SETTINGS,
        Optional.of(run),
        Optional.of(place),
        new TrainingListener() {},
        stop);
  }

  private static void resume(Path run, int size) throws Exception {
    List<Training.Outcome> outcomes =
        ThreadWorkers.runPlaces(
            size,
            place ->
                Training.resume(run, Optional.of(place), new TrainingListener() {}, () -> false));
    assertThat(outcomes).allMatch(Training.Outcome::finished);
    assertThat(outcomes.get(0).evaluation()).isPresent();
    assertThat(outcomes.get(1).evaluation()).isEmpty();
  }

  /** Training loss, validation loss and NME of each epoch. */
  private static double[][] metrics(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.csv")).stream()
        .skip(1)
        .map(line -> line.split(","))
        .map(
            cells ->
                new double[] {
                  Double.parseDouble(cells[1]),
                  Double.parseDouble(cells[2]),
                  Double.parseDouble(cells[3])
                })
        .toArray(double[][]::new);
  }

  private static void assertSame(double[][] expected, double[][] found) {
    assertThat(found).hasDimensions(TinyTraining.EPOCHS, 3);
    for (int epoch = 0; epoch < expected.length; epoch++) {
      for (int i = 0; i < 3; i++) {
        assertThat(found[epoch][i])
            .as("number " + i + " of epoch " + (epoch + 1))
            .isCloseTo(expected[epoch][i], withinPercentage(PERCENT));
      }
    }
  }
}
