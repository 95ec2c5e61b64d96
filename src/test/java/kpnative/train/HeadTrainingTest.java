package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kpnative.data.Split;
import kpnative.natives.NativeThreads;
import kpnative.recipe.LossSettings;
import kpnative.recipe.Recipe;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every head with each of its losses, on a dozen synthetic faces. */
class HeadTrainingTest {
  private static final int COMPONENTS = 4;

  @TempDir Path folder;

  private enum Head {
    EXPECTATION_WING("wing", maps("expectation")),
    EXPECTATION_KL("kl", maps("expectation")),
    EXPECTATION_DSNT("dsnt", maps("expectation")),
    DARK_MSE("heatmap_mse", maps("dark")),
    DARK_KL("kl", maps("dark")),
    PEAKS_MSE("heatmap_mse", maps("peak_dark")),
    PEAKS_ADAPTIVE_WING("adaptive_wing", maps("peak_quarter")),
    PCA("mse", "{type: pca, coefficients: " + COMPONENTS + "}"),
    GRID("grid", "{type: grid, stride: 4, neighbours: 3}"),
    GRID_ALONE("grid", "{type: grid, stride: 4, neighbours: 0}");

    final String loss;
    final String head;

    Head(String loss, String head) {
      this.loss = loss;
      this.head = head;
    }

    Recipe recipe(String... sets) throws IOException {
      List<String> all = new ArrayList<>();
      all.add("network={type: residual, channels: [4, 8], blocks: [0, 1], head: " + head + "}");
      all.add("loss.kind=" + loss);
      all.add("train.lr=3e-3");
      all.addAll(List.of(sets));
      return TinyTraining.recipe(all.toArray(String[]::new));
    }

    private static String maps(String reading) {
      return "{type: maps, skip: add, channels: [8], stride: 2, reading: " + reading + "}";
    }
  }

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  @ParameterizedTest
  @EnumSource(Head.class)
  void bothLossesFall(Head head) throws IOException {
    Recipe recipe = head.recipe("train.epochs=12");
    Path run = TinyTraining.train(recipe, TinyTraining.split(recipe), folder.resolve("run"));
    List<String[]> lines = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("metrics.csv"))) {
      lines.add(line.split(","));
    }
    for (String column : List.of("train_loss", "validation_loss")) {
      int at = Arrays.asList(lines.get(0)).indexOf(column);
      double[] losses =
          lines.stream().skip(1).mapToDouble(line -> Double.parseDouble(line[at])).toArray();
      // so few faces are soon overfitted: on the validation faces the best epoch counts
      assertThat(Arrays.stream(losses).min().orElseThrow()).as(column).isLessThan(losses[0]);
    }
  }

  @ParameterizedTest
  @EnumSource(Head.class)
  void stoppedInAnEpochItEndsWithTheSameBytes(Head head) throws IOException {
    Recipe recipe = head.recipe("train.epochs=2", "train.ema=0.9", "train.flip_test=true");
    Split split = TinyTraining.split(recipe);
    Path straight = TinyTraining.train(recipe, split, folder.resolve("straight"));
    Path stopped = folder.resolve("stopped");
    try (Trainer first = TinyTraining.begin(recipe, split, stopped)) {
      assertThat(first.run(TinyTraining.after(TinyTraining.BATCHES + 1))).isFalse();
    }
    try (Trainer next = TinyTraining.resume(recipe, split, stopped, new ArrayList<>())) {
      assertThat(next.run(() -> false)).isTrue();
    }
    for (String weights : List.of("best.safetensors", "last.safetensors")) {
      assertThat(stopped.resolve("weights").resolve(weights))
          .hasSameBinaryContentAs(straight.resolve("weights").resolve(weights));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Head.class,
      names = {"DARK_KL", "PEAKS_ADAPTIVE_WING", "GRID", "PCA"})
  void aTrainedHeadIsEvaluatedAsTheTrainingSawIt(Head head) throws IOException {
    Training.Outcome outcome =
        TinyTraining.start(head.recipe(), folder.resolve("run"), new TrainingListener() {});
    double best =
        Files.readAllLines(outcome.run().metrics()).stream()
            .skip(1)
            .mapToDouble(line -> Double.parseDouble(line.split(",")[3]))
            .min()
            .orElseThrow();
    assertThat(Files.readAllLines(outcome.run().metrics()).get(0).split(",")[3]).isEqualTo("nme");
    assertThat(
            outcome.evaluation().orElseThrow().detector().perFace().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow())
        .isCloseTo(best, within(1e-6));
  }

  @Test
  void theComponentsAreOfTheShapesThatTheFirstEpochShows() throws IOException {
    Map<String, TensorData> tensors = trained(Head.PCA);
    float[] mean = tensors.get("coordinates.mean").floats();
    assertThat(mean).hasSize(136);
    for (float m : mean) {
      assertThat(m).isBetween(0f, 1f);
    }
    float[] basis = tensors.get("coordinates.basis").floats();
    for (int a = 0; a < COMPONENTS; a++) {
      for (int b = 0; b < COMPONENTS; b++) {
        double dot = 0;
        for (int i = 0; i < 136; i++) {
          dot += (double) basis[i * COMPONENTS + a] * basis[i * COMPONENTS + b];
        }
        assertThat(dot).isCloseTo(a == b ? 1 : 0, within(1e-5));
      }
    }
    List<String> csv = Files.readAllLines(Run.open(folder.resolve("run")).pca());
    assertThat(csv.get(0)).isEqualTo("component,share,cumulative");
    assertThat(csv).hasSize(1 + TinyTraining.TRAIN);
    float[] shares = tensors.get("coordinates.variance").floats();
    for (int c = 0; c < COMPONENTS; c++) {
      assertThat(Double.parseDouble(csv.get(c + 1).split(",")[1]))
          .isCloseTo(shares[c], within(1e-5));
    }
    assertThat(csv.get(TinyTraining.TRAIN)).endsWith(",1.00000");
  }

  @Test
  void theVarianceThatTheComponentsExplainIsNoted() throws IOException {
    List<String> notes = new ArrayList<>();
    TinyTraining.start(
        Head.PCA.recipe(),
        folder.resolve("run"),
        new TrainingListener() {
          @Override
          public void note(String line) {
            notes.add(line);
          }
        });
    assertThat(notes)
        .anyMatch(
            line ->
                line.matches(
                    "4 components explain \\d\\d\\.\\d % of the variance of the training shapes:"
                        + " \\d+\\.\\d, \\d+\\.\\d, \\d+\\.\\d, \\d+\\.\\d"));
  }

  @Test
  void moreCoefficientsThanFacesAreRefused() throws IOException {
    Recipe recipe = Head.PCA.recipe("network.head.coefficients=40");
    Split split = TinyTraining.split(recipe);
    assertThatThrownBy(() -> TinyTraining.begin(recipe, split, folder.resolve("run")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "network.head.coefficients: 40 need at least as many training faces, got "
                + TinyTraining.TRAIN);
  }

  @Test
  void aGridsNeighboursAreTheNearestInTheMeanShape() throws IOException {
    float[] nearest = trained(Head.GRID).get("coordinates.neighbours").floats();
    assertThat(nearest).hasSize(68 * 3);
    assertThat(List.of(nearest[0], nearest[1]))
        .as("of the jaw's first point")
        .contains(1f)
        .doesNotContain(0f);
  }

  @ParameterizedTest
  @EnumSource(LossSettings.Kind.class)
  void aLossThatTheNetworkCannotLearnByIsRefused(LossSettings.Kind kind) {
    Head wrong =
        switch (kind) {
          case MSE, L1, SMOOTH_L1, WING -> Head.DARK_KL;
          case HEATMAP_MSE -> Head.PCA;
          case KL, DSNT -> Head.PEAKS_MSE;
          case ADAPTIVE_WING -> Head.EXPECTATION_KL;
          case GRID -> Head.EXPECTATION_WING;
        };
    String name = kind.name().toLowerCase(Locale.ROOT);
    assertThatThrownBy(() -> wrong.recipe("loss.kind=" + name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "--set loss.kind=" + name + ": loss.kind: " + name + " learns from ");
  }

  private Map<String, TensorData> trained(Head head) throws IOException {
    Recipe recipe = head.recipe("train.epochs=1");
    Split split = TinyTraining.split(recipe);
    Path run = TinyTraining.train(recipe, split, folder.resolve("run"));
    return SafetensorsFile.read(Run.open(run).last()).tensors();
  }
}
