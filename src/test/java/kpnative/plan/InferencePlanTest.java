package kpnative.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.network.Layer;
import kpnative.network.NetworkGraph;
import kpnative.network.Shape;
import kpnative.network.TensorSlot;
import kpnative.network.TensorSlot.Role;
import kpnative.network.TorchModule;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import kpnative.weights.TensorData;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class InferencePlanTest {
  private static final float TOLERANCE = 1e-5f;

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  static Stream<String> recipes() {
    String small = "input.height=64 input.width=64";
    return Stream.of(
        "nose/cnn-12-24-32",
        "nose/smallnet",
        "face58/deep6 " + small,
        "face58/conv6-strided " + small,
        "face58/bignet " + small,
        "face68/fast " + small,
        "face68/visibility " + small,
        "face68/best " + small,
        "face68/grid " + small,
        "face68/resnet18-gray network.width=8 " + small,
        "face68/resnet18-pca12 network.width=8 " + small,
        "face68/resnet50-gray network.width=8 " + small,
        "face68/resnet-unet-kl network.width=8 " + small,
        "face68/unet-heatmap network.width=4 input.height=84 input.width=84");
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void itMatchesTheModule(String recipe) throws Exception {
    NetworkGraph graph = graph(recipe);
    compare(graph, 1);
    compare(graph, 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void itsVisibilityIsTheModules(int batch) throws Exception {
    NetworkGraph graph = graph("face68/visibility input.height=64 input.width=64");
    float[] input = noise(batch * graph.input().elements(), 2);
    try (TorchModule module = new TorchModule(graph, 1)) {
      Map<String, TensorData> tensors = trained(graph, module);
      module.load(tensors);
      try (InferencePlan plan = new InferencePlan(graph, tensors, Precision.FLOAT32);
          PlanMemory memory = plan.memory(batch)) {
        run(memory, input);
        float[] found = new float[batch * 68];
        memory.visibility().orElseThrow().get(found);
        float[] expected = visibility(module, input, batch);

        assertThat(range(expected)).isGreaterThan(1e-3f);
        assertThat(distance(found, expected)).isLessThan(TOLERANCE * largest(expected));
      }
    }
  }

  @Test
  void visibilityLeavesThePointsAsTheyAreBitForBit() throws Exception {
    String small = " input.height=64 input.width=64";
    NetworkGraph with = graph("face68/visibility" + small);
    NetworkGraph without = graph("face68/fast" + small);
    float[] input = noise(with.input().elements(), 4);
    try (TorchModule module = new TorchModule(with, 1)) {
      Map<String, TensorData> tensors = trained(with, module);
      Map<String, TensorData> fewer = new LinkedHashMap<>(tensors);
      fewer.keySet().removeIf(name -> name.startsWith("visibility"));
      try (InferencePlan a = new InferencePlan(with, tensors, Precision.FLOAT32);
          InferencePlan b = new InferencePlan(without, fewer, Precision.FLOAT32);
          PlanMemory one = a.memory(1);
          PlanMemory two = b.memory(1)) {
        assertThat(run(one, input)).isEqualTo(run(two, input));
        assertThat(two.visibility()).isEmpty();
      }
    }
  }

  @Test
  void memoryIsNotRunOnceItOrItsPlanIsClosed() {
    NetworkGraph.Builder graph = NetworkGraph.builder(Shape.maps(1, 4, 4));
    graph.add("flat", new Layer.Flatten());
    graph.add("fc", new Layer.Linear(2, false));
    Map<String, TensorData> tensors =
        Map.of("fc.weight", TensorData.ofFloats(new float[2 * 16], 2, 16));
    InferencePlan plan = new InferencePlan(graph.build(), tensors, Precision.FLOAT32);
    try (PlanMemory open = plan.memory(1)) {
      PlanMemory closed = plan.memory(1);
      closed.close();
      assertThatThrownBy(closed::run).hasMessage("used after close");
      open.run();
      plan.close();
      assertThatThrownBy(open::run).hasMessage("used after close");
      assertThatThrownBy(() -> open.observe(new HashMap<>())).hasMessage("used after close");
    }
  }

  @Test
  void aValueThatIsReadTwiceIsNotOverwritten() {
    NetworkGraph.Builder graph = NetworkGraph.builder(Shape.maps(3, 8, 8));
    graph.add("a", new Layer.Conv(5, 3, 1, 1, true));
    graph.add("b", new Layer.Conv(5, 3, 1, 1, true), "a");
    graph.add("sum", new Layer.Add(), "b", "a"); // b reads a, which is also added to b
    graph.add("c", new Layer.Conv(5, 1, 1, 0, true), "a"); // a is read a third time
    graph.add("sum2", new Layer.Add(), "sum", "c");
    graph.add("relu", new Layer.Relu());
    graph.add("twice", new Layer.Add(), "relu", "relu");
    graph.add("flat", new Layer.Flatten());
    graph.add("fc", new Layer.Linear(4, true));
    compare(graph.build(), 2);
  }

  @Test
  void layersThatAreNotFusedWork() {
    NetworkGraph.Builder graph = NetworkGraph.builder(Shape.maps(2, 9, 7));
    graph.add("relu", new Layer.Relu());
    graph.add("bn", Layer.BatchNorm.DEFAULT);
    graph.add("grouped", new Layer.Conv(6, 3, 2, 1, 2, true));
    graph.add("pool", new Layer.MaxPool(3, 2, 1));
    graph.add("flat", new Layer.Flatten());
    graph.add("relu2", new Layer.Relu());
    graph.add("fc", new Layer.Linear(4, false));
    compare(graph.build(), 2);
  }

  @ParameterizedTest
  @CsvSource({"face68/fast", "face68/grid"})
  void threadsShareAPlan(String recipe) throws Exception {
    NetworkGraph graph = graph(recipe + " input.height=64 input.width=64");
    float[] input = noise(graph.input().elements(), 3);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try (InferencePlan plan = plan(graph, Precision.FLOAT32)) {
      Callable<float[]> run =
          () -> {
            NativeThreads.enter();
            try (PlanMemory memory = plan.memory(1)) {
              float[] found = {};
              for (int i = 0; i < 20; i++) {
                found = run(memory, input);
              }
              return found;
            }
          };
      float[] alone = run.call();
      List<Callable<float[]>> work = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        work.add(run);
      }
      for (Future<float[]> f : pool.invokeAll(work)) {
        assertThat(f.get()).as("bit for bit").isEqualTo(alone);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void bfloat16IsCloseToFloat32() throws Exception {
    NetworkGraph graph = graph("face68/fast input.height=64 input.width=64");
    float[] input = noise(graph.input().elements(), 3);
    try (InferencePlan exact = plan(graph, Precision.FLOAT32);
        InferencePlan rounded = plan(graph, Precision.BFLOAT16);
        PlanMemory a = exact.memory(1);
        PlanMemory b = rounded.memory(1)) {
      assertThat(distance(run(b, input), run(a, input))).isLessThan(0.01f);
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void int8IsCloseToFloat32(String recipe) throws Exception {
    NetworkGraph graph = graph(recipe);
    float[] input = noise(graph.input().elements(), 3);
    try (TorchModule module = new TorchModule(graph, 1)) {
      Map<String, TensorData> tensors = trained(graph, module);
      Map<String, Float> ranges = new HashMap<>();
      try (InferencePlan exact = new InferencePlan(graph, tensors, Precision.FLOAT32);
          PlanMemory a = exact.memory(1)) {
        a.input().put(input);
        a.observe(ranges);
        float[] expected = new float[(int) a.output().capacity()];
        a.output().get(expected);
        try (InferencePlan rounded = new InferencePlan(graph, tensors, Precision.INT8, ranges);
            PlanMemory b = rounded.memory(1)) {
          float[] found = run(b, input);
          assertThat(found).as("quantised output").isNotEqualTo(expected);
          assertThat(meanDistance(found, expected))
              .isLessThan(0.05f * Math.max(range(expected), 1e-3f));
        }
      }
    }
  }

  @Test
  void int8NeedsRanges() throws Exception {
    NetworkGraph graph = graph("nose/conv2");
    assertThatThrownBy(() -> plan(graph, Precision.INT8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs the range");
  }

  @Test
  void aClosedPlanSaysSo() throws Exception {
    InferencePlan plan = plan(graph("nose/conv2"), Precision.FLOAT32);
    plan.close();
    plan.close();
    assertThatThrownBy(() -> plan.memory(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anEmptyBatchIsRefused() throws Exception {
    try (InferencePlan plan = plan(graph("nose/conv2"), Precision.FLOAT32)) {
      assertThatThrownBy(() -> plan.memory(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at least 1");
    }
  }

  private static NetworkGraph graph(String recipe) throws Exception {
    List<String> words = Arrays.asList(recipe.split(" "));
    Recipe loaded = Recipes.load(words.get(0), words.subList(1, words.size()));
    return loaded.graph(loaded.ownSchema());
  }

  private static InferencePlan plan(NetworkGraph graph, Precision precision) {
    try (TorchModule module = new TorchModule(graph, 1)) {
      return new InferencePlan(graph, trained(graph, module), precision);
    }
  }

  /** Compares the outputs of the module and of the plan for the same noise. */
  private static void compare(NetworkGraph graph, int batch) {
    float[] input = noise(batch * graph.input().elements(), 2);
    try (TorchModule module = new TorchModule(graph, 1)) {
      Map<String, TensorData> tensors = trained(graph, module);
      module.load(tensors);
      try (InferencePlan plan = new InferencePlan(graph, tensors, Precision.FLOAT32);
          PlanMemory memory = plan.memory(batch)) {
        float[] expected = expected(module, plan.output(), input, batch);
        float[] found = run(memory, input);
        if (plan.output() == InferencePlan.Output.MOMENTS) {
          found = means(found);
        }
        assertThat(expected).as("number of outputs").hasSizeGreaterThan(1);
        assertThat(range(expected)).as("range of the outputs").isGreaterThan(1e-4f);
        // raw maps may be large numbers
        float size = Math.max(1, largest(expected));
        assertThat(distance(found, expected)).isLessThan(TOLERANCE * size);
      }
    }
  }

  private static float[] expected(
      TorchModule module, InferencePlan.Output output, float[] input, int batch) {
    Shape in = module.graph().input();
    try (NativeScope scope = NativeScope.open();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor x =
          Tensor.create(input, batch, in.height(), in.width(), in.channels()).permute(0, 3, 1, 2);
      Tensor y = output == InferencePlan.Output.MAPS ? module.forwardRaw(x) : module.forward(x);
      Tensor rows = y.contiguous();
      float[] values = new float[(int) rows.numel()];
      rows.data_ptr_float().get(values);
      return values;
    }
  }

  private static float[] visibility(TorchModule module, float[] input, int batch) {
    Shape in = module.graph().input();
    try (NativeScope scope = NativeScope.open();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor x =
          Tensor.create(input, batch, in.height(), in.width(), in.channels()).permute(0, 3, 1, 2);
      Tensor logits = module.forwardAll(x).visibility().orElseThrow().contiguous();
      float[] values = new float[(int) logits.numel()];
      logits.data_ptr_float().get(values);
      return values;
    }
  }

  private static float[] run(PlanMemory memory, float[] input) {
    memory.input().put(input);
    memory.run();
    float[] found = new float[(int) memory.output().capacity()];
    memory.output().get(found);
    return found;
  }

  private static float[] means(float[] moments) {
    float[] means = new float[moments.length / 2];
    for (int i = 0; i < means.length / 2; i++) {
      means[2 * i] = moments[4 * i] + 0.5f;
      means[2 * i + 1] = moments[4 * i + 1] + 0.5f;
    }
    return means;
  }

  /**
   * Initial weights, with random running statistics and constants instead of those of a new
   * network.
   */
  private static Map<String, TensorData> trained(NetworkGraph graph, TorchModule module) {
    Map<String, TensorData> tensors = new LinkedHashMap<>(module.state());
    SplittableRandom random = new SplittableRandom(5);
    for (TensorSlot slot : graph.slots()) {
      boolean variance = slot.role() == Role.RUNNING_VARIANCE;
      boolean drawn = variance || slot.role() == Role.RUNNING_MEAN || slot.role() == Role.CONSTANT;
      if (drawn && !slot.name().endsWith("neighbours")) {
        float[] values = new float[(int) slot.elements()];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (variance ? 0.5 + random.nextDouble() : random.nextDouble() - 0.5);
        }
        long[] shape = slot.shape().stream().mapToLong(Integer::longValue).toArray();
        tensors.put(slot.name(), TensorData.ofFloats(values, shape));
      }
    }
    return tensors;
  }

  private static float[] noise(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (random.nextDouble() - 0.5);
    }
    return values;
  }

  private static float distance(float[] a, float[] b) {
    assertThat(a).hasSameSizeAs(b);
    float most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] - b[i]));
    }
    return most;
  }

  private static float meanDistance(float[] a, float[] b) {
    assertThat(a).hasSameSizeAs(b);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return (float) (sum / a.length);
  }

  private static float largest(float[] values) {
    return distance(values, new float[values.length]);
  }

  private static float range(float[] values) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float v : values) {
      least = Math.min(least, v);
      most = Math.max(most, v);
    }
    return most - least;
  }
}
