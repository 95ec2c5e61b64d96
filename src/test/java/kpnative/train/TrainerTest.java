package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kpnative.data.Split;
import kpnative.natives.NativeThreads;
import kpnative.recipe.Recipe;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
  private final List<String> notes = new ArrayList<>();
  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"data.workers=1", "data.workers=5", "data.cache_mb=0"})
  void theSameSeedGivesTheSameBytes(String howItIsLoaded) throws IOException {
    Path one = train(TinyTraining.recipe(), "one");
    Path other = train(TinyTraining.recipe(howItIsLoaded), "other");

    assertThat(tensors(other)).isEqualTo(tensors(one));
  }

  @Test
  void uint8BatchesTrainTheSameWeightsAsFloatBatches() throws IOException {
    List<EpochMetrics> floats = metrics(TinyTraining.recipe(), "floats");
    List<EpochMetrics> bytes = metrics(TinyTraining.recipe("data.transfer=uint8"), "bytes");

    double loss = floats.get(2).trainLoss();
    assertThat(bytes.get(2).trainLoss()).isCloseTo(loss, Offset.offset(1e-3 * loss));
  }

  @Test
  void anotherSeedGivesOtherWeights() throws IOException {
    Path one = train(TinyTraining.recipe(), "one");
    Path other = train(TinyTraining.recipe("train.seed=6"), "other");

    assertThat(tensors(other)).isNotEqualTo(tensors(one));
  }

  @Test
  void theLossFallsToAFraction() throws IOException {
    List<EpochMetrics> epochs =
        metrics(TinyTraining.recipe("train.epochs=40", "train.lr=3e-3", "augment.flip.p=0"));

    assertThat(epochs).hasSize(40);
    assertThat(epochs.get(39).trainLoss()).isLessThan(epochs.get(0).trainLoss() / 10);
    assertThat(epochs.get(39).validationLoss()).isLessThan(epochs.get(0).validationLoss() / 5);
  }

  @Test
  void oneLinePerEpochGoesToMetricsCsv() throws IOException {
    Path run = train(TinyTraining.recipe(), "run");

    List<String> lines = Files.readAllLines(run.resolve("metrics.csv"));
    assertThat(lines).hasSize(1 + TinyTraining.EPOCHS);
    assertThat(lines.get(0)).isEqualTo(EpochMetrics.HEADER);
    for (int epoch = 1; epoch <= TinyTraining.EPOCHS; epoch++) {
      String[] cells = lines.get(epoch).split(",");
      assertThat(cells).hasSameSizeAs(EpochMetrics.HEADER.split(","));
      assertThat(cells[0]).isEqualTo(String.valueOf(epoch));
      assertThat(cells).allSatisfy(c -> assertThat(Double.parseDouble(c)).isFinite());
    }
  }

  @Test
  void theBestWeightsAreThoseOfTheLowestValidationNme() throws IOException {
    Recipe recipe = TinyTraining.recipe("train.epochs=12", "train.lr=3e-1");
    List<Double> nme = new ArrayList<>();
    List<Boolean> best = new ArrayList<>();
    TinyTraining.start(
        recipe,
        folder.resolve("run"),
        new TrainingListener() {
          @Override
          public void epochDone(EpochMetrics metrics, boolean isBest) {
            nme.add(metrics.nme());
            best.add(isBest);
          }
        });
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < nme.size(); i++) {
      assertThat(best.get(i)).isEqualTo(nme.get(i) < lowest);
      lowest = Math.min(lowest, nme.get(i));
    }
    assertThat(best).as("a learning rate this high has bad epochs").contains(false);
  }

  @Test
  void theOutcomeMeasuresTheBestWeights() throws IOException {
    List<Double> nme = new ArrayList<>();
    Training.Outcome outcome =
        TinyTraining.start(
            TinyTraining.recipe("train.epochs=6", "train.lr=2e-2", "train.ema=0.5"),
            folder.resolve("run"),
            new TrainingListener() {
              @Override
              public void epochDone(EpochMetrics metrics, boolean best) {
                nme.add(metrics.nme());
              }
            });
    double measured =
        outcome.evaluation().orElseThrow().detector().perFace().stream()
            .mapToDouble(Double::doubleValue)
            .average()
            .orElseThrow();

    assertThat(outcome.finished()).isTrue();
    // Validation runs the module in training; finished weights are measured by the detector's
    // engine.
    assertThat(measured)
        .isCloseTo(
            nme.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
            org.assertj.core.data.Offset.offset(1e-6));
  }

  @Test
  void theSavedWeightsAreTheEmaWeights() throws IOException {
    Path live = train(TinyTraining.recipe(), "live");
    Path averaged = train(TinyTraining.recipe("train.ema=0.9"), "averaged");

    assertThat(tensors(averaged).keySet()).isEqualTo(tensors(live).keySet());
    assertThat(tensors(averaged)).isNotEqualTo(tensors(live));
  }

  @Test
  void aLossThatIsNotFiniteStopsTheRunWithAdvice() throws IOException {
    // a step of 10 for every weight, through eight layers without normalisation
    Recipe recipe =
        TinyTraining.recipe(
            "train.lr=10",
            "loss.scale=1e6",
            "network.batch_norm=false",
            "network.hidden=[64, 64, 64, 64]");
    Split split = TinyTraining.split(recipe);
    try (Trainer trainer = TinyTraining.begin(recipe, split, folder.resolve("run"))) {
      assertThatThrownBy(() -> trainer.run(() -> false))
          .isInstanceOf(TrainingDivergedException.class)
          .hasMessageMatching(
              "the (loss|gradient norm) is (NaN|Infinity) at epoch \\d+, step \\d+, learning rate"
                  + " 10\\.0: .*train\\.lr.*");
    }
  }

  @Test
  void earlyStoppingEndsARunThatGetsNoBetter() throws IOException {
    // the first epoch stays the best: the weights do not move
    List<EpochMetrics> epochs =
        metrics(
            TinyTraining.recipe(
                "train.lr=1e-12",
                "train.early_stop=2",
                "train.epochs=50",
                "network.batch_norm=false"));

    assertThat(epochs.size()).isBetween(3, 10);
  }

  @Test
  void anEpochHasTheSamplesAskedFor() throws IOException {
    Recipe recipe = TinyTraining.recipe("train.samples_per_epoch=25", "train.epochs=2");
    int[] steps = {0};
    TinyTraining.start(
        recipe,
        folder.resolve("run"),
        new TrainingListener() {
          @Override
          public void stepDone(double progress, double loss, double imagesPerSecond) {
            steps[0]++;
          }
        });

    assertThat(steps[0]).isEqualTo(2 * 7); // 25 in batches of 4
  }

  @Test
  void aSpentBudgetEndsTheRunWithWeightsAndMetrics() throws IOException {
    Recipe recipe = TinyTraining.recipe("train.max_minutes=0.000001", "train.epochs=1000");
    Training.Outcome outcome =
        TinyTraining.start(recipe, folder.resolve("run"), new TrainingListener() {});

    assertThat(outcome.finished()).isTrue();
    assertThat(outcome.run().best()).exists();
    assertThat(outcome.run().last()).exists();
    assertThat(outcome.evaluation()).isPresent();
    assertThat(outcome.run().metrics()).content().hasLineCount(2);
  }

  @Test
  void progressRunsFromZeroToOne() throws IOException {
    List<Double> progress = new ArrayList<>();
    TinyTraining.start(
        TinyTraining.recipe(),
        folder.resolve("run"),
        new TrainingListener() {
          @Override
          public void stepDone(double share, double loss, double imagesPerSecond) {
            progress.add(share);
          }
        });

    assertThat(progress).hasSize(TinyTraining.STEPS).isSorted().startsWith(0.0);
    assertThat(progress.get(TinyTraining.STEPS - 1)).isBetween(0.8, 1.0);
  }

  @Test
  void aPictureThatCannotBeReadEndsTheRunUnlessSkipped() throws IOException {
    Path pictures = AnnotatedPictures.write(folder.resolve("faces"), 8);
    Files.write(pictures.resolve("3.png"), new byte[] {1, 2, 3});
    RunSettings settings = new RunSettings("1", List.of("pts:" + pictures), "", "cpu", 1);

    assertThatThrownBy(() -> startOn(settings, "fatal"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("3.png");

    assertThat(startOn(settings, "skip").finished()).isTrue();
    assertThat(notes).filteredOn(n -> n.startsWith("left out: ")).hasSize(1);
    assertThat(notes).anyMatch(n -> n.contains("3.png"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"points", "picture"})
  void picturesThatBecomeUnreadableDuringARunAreLeftOutFromThenOn(String box) throws IOException {
    Path pictures = AnnotatedPictures.write(folder.resolve("faces"), 8);
    RunSettings settings = new RunSettings("1", List.of("pts:" + pictures), "", "cpu", 1);
    TrainingListener deleting =
        new TrainingListener() {
          @Override
          public void note(String line) {
            notes.add(line);
          }

          @Override
          public void epochDone(EpochMetrics metrics, boolean best) {
            for (int i = 0; i < 4 && metrics.epoch() == 1; i++) {
              pictures.resolve(i + ".png").toFile().delete();
            }
          }
        };

    Training.Outcome outcome =
        Training.start(
            TinyTraining.recipe("data.on_error=skip", "data.cache_mb=0", "box.from=" + box),
            settings,
            Optional.of(folder.resolve("run")),
            deleting,
            () -> false);

    assertThat(outcome.finished()).isTrue();
    assertThat(notes)
        .filteredOn(n -> n.startsWith("left out: "))
        .hasSize(4)
        .doesNotHaveDuplicates();
  }

  @Test
  void theListOfHeldOutPicturesIsFoundFromAnyFolder() throws IOException {
    Path list = Files.writeString(folder.resolve("held-out.txt"), "synthetic face 3 of seed 5\n");
    Path here = Path.of("").toAbsolutePath();
    assumeTrue(here.getRoot().equals(list.toAbsolutePath().getRoot()), "another drive");
    Recipe recipe =
        TinyTraining.recipe(
            "data.split.by=list", "data.split.list=" + here.relativize(list.toAbsolutePath()));

    Training.Outcome outcome =
        TinyTraining.start(recipe, folder.resolve("run"), new TrainingListener() {});

    assertThat(outcome.run().recipe().data().split().list()).isEqualTo(list.toString());
  }

  private Training.Outcome startOn(RunSettings settings, String onError) throws IOException {
    return Training.start(
        TinyTraining.recipe("data.on_error=" + onError),
        settings,
        Optional.of(folder.resolve("on-" + onError)),
        new TrainingListener() {
          @Override
          public void note(String line) {
            notes.add(line);
          }
        },
        () -> false);
  }

  private Path train(Recipe recipe, String name) throws IOException {
    return TinyTraining.train(recipe, TinyTraining.split(recipe), folder.resolve(name));
  }

  private List<EpochMetrics> metrics(Recipe recipe) throws IOException {
    return metrics(recipe, "run");
  }

  private List<EpochMetrics> metrics(Recipe recipe, String name) throws IOException {
    List<EpochMetrics> all = new ArrayList<>();
    TinyTraining.start(
        recipe,
        folder.resolve(name),
        new TrainingListener() {
          @Override
          public void epochDone(EpochMetrics metrics, boolean best) {
            all.add(metrics);
          }
        });
    return all;
  }

  private static Map<String, TensorData> tensors(Path run) throws IOException {
    return SafetensorsFile.read(run.resolve("weights/last.safetensors")).tensors();
  }
}
