package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kpnative.data.Split;
import kpnative.natives.Device;
import kpnative.natives.NativeThreads;
import kpnative.network.NetworkBuilder;
import kpnative.network.NetworkGraph;
import kpnative.recipe.Recipe;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frozen tensors stay bit-identical, and the others are trained. */
class FrozenTrainingTest {
  private static final String FROZEN = "train.freeze=['conv1.*', 'bn1.*']";

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  @Test
  void frozenTensorsAndTheirRunningStatisticsStayAsTheyWere() throws IOException {
    Map<String, TensorData> first = tensors("train.lr=1e-12", "train.epochs=1");
    Map<String, TensorData> last = tensors();
    for (String name :
        List.of(
            "conv1.weight",
            "conv1.bias",
            "bn1.weight",
            "bn1.bias",
            "bn1.running_mean",
            "bn1.running_var")) {
      assertThat(last.get(name)).as(name).isEqualTo(first.get(name));
    }
    for (String name : List.of("conv2.weight", "bn2.weight", "fc1.weight")) {
      assertThat(last.get(name)).as(name).isNotEqualTo(first.get(name));
    }
  }

  @Test
  void emaLeavesFrozenTensorsAsTheyWere() throws IOException {
    Map<String, TensorData> first = tensors("train.lr=1e-12", "train.epochs=1");
    Map<String, TensorData> last = tensors("train.ema=0.9");
    assertThat(last.get("conv1.weight")).isEqualTo(first.get("conv1.weight"));
    assertThat(last.get("bn1.running_var")).isEqualTo(first.get("bn1.running_var"));
  }

  @Test
  void backwardHasNothingToDoBelowWhatIsTrained() throws IOException {
    Recipe recipe = TinyTraining.recipe(FROZEN);
    NetworkGraph graph = NetworkBuilder.build(recipe.network(), 1, 24, 24, 68);
    try (Learner learner =
        new Learner(
            recipe,
            graph,
            1,
            Optional.empty(),
            Device.CPU,
            new PhaseClock(() -> {}, System::nanoTime))) {
      for (Map.Entry<String, Tensor> p : learner.module().parameters().entrySet()) {
        boolean frozen = p.getKey().startsWith("conv1.") || p.getKey().startsWith("bn1.");
        assertThat(p.getValue().requires_grad()).as(p.getKey()).isEqualTo(!frozen);
        assertThat(p.getValue().mutable_grad().defined()).as(p.getKey()).isEqualTo(!frozen);
      }
      assertThat(learner.state().keySet())
          .contains("optimizer/exp_avg/conv2.weight")
          .doesNotContain("optimizer/exp_avg/conv1.weight");
    }
  }

  @Test
  void withoutTheWeightsThatItWasWrittenForARecipeFreezesNothing() throws IOException {
    Recipe recipe = TinyTraining.recipe(FROZEN, "train.wants=some.pth");
    NetworkGraph graph = NetworkBuilder.build(recipe.network(), 1, 24, 24, 68);
    assertThat(recipe.train().frozen(graph)).isEmpty();
  }

  private Map<String, TensorData> tensors(String... sets) throws IOException {
    String[] all = new String[sets.length + 1];
    System.arraycopy(sets, 0, all, 0, sets.length);
    all[sets.length] = FROZEN;
    Recipe recipe = TinyTraining.recipe(all);
    Split split = TinyTraining.split(recipe);
    Path run =
        TinyTraining.train(recipe, split, folder.resolve("run" + String.join("", sets).hashCode()));
    return SafetensorsFile.read(Run.open(run).last()).tensors();
  }
}
