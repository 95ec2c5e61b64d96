package kpnative.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import kpnative.natives.MachineLimits;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.network.NetworkGraph;
import kpnative.network.TorchModule;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import org.bytedeco.dnnl.primitive_desc_base;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gray picture is convolved by the kernels that are generated for one channel. */
class FirstLayerTest {
  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FLOAT32", "BFLOAT16"})
  void aGrayPictureIsNotMultipliedAsAMatrix(Precision precision) throws IOException {
    assumeTrue(System.getProperty("os.arch").equals("amd64"), "names of x86's kernels");
    assumeTrue(MachineLimits.environment().isEmpty(), "oneDNN is kept at AVX, which lacks them");
    NativeThreads.set(1);
    Recipe recipe = Recipes.load("nose/cnn-12-24-32", List.of());
    NetworkGraph graph = recipe.graph(recipe.ownSchema());
    try (TorchModule module = new TorchModule(graph, 1);
        PackedWeights packed = new PackedWeights();
        NativeScope scope = NativeScope.open()) {
      PlanBuilder builder =
          new PlanBuilder(
              new FusedGraph(graph),
              1,
              new FoldedWeights(graph, module.state()),
              packed,
              precision,
              Map.of());
      try (BatchPlan plan = builder.build(graph.input())) {
        assertThat(implementation(plan.steps().get(0))).startsWith("jit:");
      }
    }
  }

  private static String implementation(PlanStep step) {
    return new primitive_desc_base(step.program().get().get_dnnl_primitive_desc(), true)
        .impl_info_str()
        .getString();
  }
}
