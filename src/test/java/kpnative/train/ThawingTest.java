package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kpnative.data.Split;
import kpnative.natives.NativeThreads;
import kpnative.recipe.Recipe;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of a network that begins with given weights are frozen, and thaw when the recipe says. */
class ThawingTest {
  /** Of 9 steps, the decoder learns from the fourth on, the encoder from the seventh. */
  private static final String[] IN_TURN = {
    "train.optimizer=adamw",
    "train.weight_decay=0.01",
    "train.clip_norm=0.5",
    "train.parts.encoder={thaw: 0.66, rate: 0.5, statistics: kept}",
    "train.parts.decoder={thaw: 0.33, rate: 1, statistics: kept}"
  };

  /** A residual network has an encoder, a decoder and a last layer. */
  private static final String NETWORK =
      "network={type: residual, channels: [4, 6], blocks: [0, 1], head: {type: maps, skip: add,"
          + " channels: [4], stride: 2, reading: expectation}}";

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  private static Recipe recipe(String... more) throws IOException {
    List<String> sets = new ArrayList<>(List.of(NETWORK));
    sets.addAll(List.of(more));
    return TinyTraining.recipe(sets.toArray(String[]::new));
  }

  /** {@return the recipe, beginning with the weights of a short training of 68 points} */
  private Recipe from() throws IOException {
    Recipe before = recipe("train.epochs=1");
    Path run = TinyTraining.train(before, TinyTraining.split(before), folder.resolve("before"));
    List<String> sets = new ArrayList<>(List.of(IN_TURN));
    sets.add("train.pretrained=" + Run.open(run).last());
    return recipe(sets.toArray(String[]::new));
  }

  private static Map<String, TensorData> last(Path run) throws IOException {
    return SafetensorsFile.read(Run.open(run).last()).tensors();
  }

  @Test
  void partsStayAsTheyWereUntilTheirTime() throws IOException {
    Recipe recipe = from();
    Split split = TinyTraining.split(recipe);
    Map<String, TensorData> began = last(folder.resolve("before"));
    Path run = folder.resolve("run");
    List<String> first = List.of("head.weight");
    List<String> second = List.of("neck.conv.weight", "neck.bn.weight");
    List<String> third = List.of("stem.conv.weight", "stem.bn.weight");

    Map<String, TensorData> at3 = afterSteps(recipe, split, run, 3);
    assertChanged(began, at3, first, true);
    assertChanged(began, at3, second, false);
    assertChanged(began, at3, third, false);
    Map<String, TensorData> at6 = afterSteps(recipe, split, run, 3);
    assertChanged(began, at6, second, true);
    assertChanged(began, at6, third, false);
    assertChanged(began, afterSteps(recipe, split, run, 3), third, true);
  }

  @Test
  void keptStatisticsAreThoseOfTheGivenWeights() throws IOException {
    Recipe recipe = from();
    Path run = TinyTraining.train(recipe, TinyTraining.split(recipe), folder.resolve("run"));

    Map<String, TensorData> began = last(folder.resolve("before"));
    List<String> statistics =
        began.keySet().stream().filter(name -> name.contains(".running_")).toList();
    assertThat(statistics).contains("stem.bn.running_mean", "neck.bn.running_var");
    assertChanged(began, last(run), statistics, false);
  }

  @Test
  void stoppedAfterEveryStepItEndsWithTheSameBytes() throws IOException {
    Recipe recipe = from();
    Split split = TinyTraining.split(recipe);
    Path straight = TinyTraining.train(recipe, split, folder.resolve("straight"));
    Path stopped = folder.resolve("stopped");
    for (int step = 0; step <= TinyTraining.STEPS; step++) { // the last ends the last epoch
      afterSteps(recipe, split, stopped, 1);
    }

    for (String file : List.of("weights/last.safetensors", "weights/best.safetensors")) {
      assertThat(stopped.resolve(file)).hasSameBinaryContentAs(straight.resolve(file));
    }
  }

  @Test
  void withoutGivenWeightsAllIsTrainedFromTheBeginning() throws IOException {
    Recipe plain = recipe();
    Recipe inTurn = recipe("train.optimizer=adam", IN_TURN[3], IN_TURN[4]);

    Path a = TinyTraining.train(plain, TinyTraining.split(plain), folder.resolve("a"));
    Path b = TinyTraining.train(inTurn, TinyTraining.split(inTurn), folder.resolve("b"));

    assertThat(last(b)).isEqualTo(last(a));
  }

  /** {@return the live tensors of a run's state after some more steps} */
  private static Map<String, TensorData> afterSteps(Recipe recipe, Split split, Path run, int steps)
      throws IOException {
    boolean begins = !run.toFile().exists();
    try (Trainer trainer =
        begins
            ? TinyTraining.begin(recipe, split, run)
            : TinyTraining.resume(recipe, split, run, new ArrayList<>())) {
      trainer.run(TinyTraining.after(steps));
    }
    return Checkpoint.newest(Run.open(run).resume(), line -> {}).orElseThrow().tensors();
  }

  private static void assertChanged(
      Map<String, TensorData> before,
      Map<String, TensorData> after,
      List<String> names,
      boolean changed) {
    for (String name : names) {
      TensorData now = after.getOrDefault("model/" + name, after.get(name));
      assertThat(now.equals(before.get(name))).as(name).isEqualTo(!changed);
    }
  }
}
