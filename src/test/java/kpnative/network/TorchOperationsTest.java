package kpnative.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.weights.TensorData;
import kpnative.weights.Tensors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each layer against its plain Java reference, on odd sizes. */
class TorchOperationsTest {
  private static final long SEED = 11;

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  static Stream<Arguments> networks() {
    Shape maps = Shape.maps(3, 7, 11);
    return Stream.of(
        one("conv", maps, new Layer.Conv(5, 3, 1, 1, true)),
        one("strided conv", maps, new Layer.Conv(4, 5, 3, 2, false)),
        one("1x1 conv", maps, new Layer.Conv(4, 1, 2, 0, true)),
        one("grouped conv", Shape.maps(4, 5, 9), new Layer.Conv(6, 3, 2, 0, 2, true)),
        one("conv of one channel", Shape.maps(1, 9, 5), new Layer.Conv(4, 3, 2, 1, true)),
        one("even kernel", Shape.maps(1, 9, 5), new Layer.Conv(2, 4, 1, 3, true)),
        one("batch norm", maps, new Layer.BatchNorm(1e-3, 0.1)),
        one("relu", maps, new Layer.Relu()),
        one("max pool", maps, new Layer.MaxPool(2, 2)),
        one("overlapping max pool", maps, new Layer.MaxPool(3, 2)),
        one("max pool with a border", maps, new Layer.MaxPool(3, 2, 1)),
        one("average pool", maps, new Layer.AveragePool(3)),
        one("average of all", maps, new Layer.GlobalAveragePool()),
        one("flatten", maps, new Layer.Flatten()),
        one("linear", Shape.numbers(13), new Layer.Linear(5, true)),
        one("linear without bias", Shape.numbers(13), new Layer.Linear(5, false)),
        one("upsample", maps, new Layer.Upsample(3)),
        one("soft-argmax", maps, new Layer.SoftArgmax()),
        one("argmax", maps, new Layer.Argmax(Refinement.NONE, MapForm.PEAKS)),
        one("grid", Shape.maps(28, 3, 5), new Layer.GridPoints(4, 2)),
        one("grid alone", Shape.maps(9, 3, 5), new Layer.GridPoints(3, 0)),
        one("shape basis", Shape.numbers(3), new Layer.ShapeBasis(8)),
        Arguments.of("branches", branches()),
        Arguments.of("cells", cells()),
        Arguments.of("features at points", pointFeatures()),
        Arguments.of("maps", NetworkBuilder.build(Networks.QUICK, 1, 32, 48, 3)),
        Arguments.of("smallnet", NetworkBuilder.build(Networks.SMALLNET, 1, 30, 41, 2)));
  }

  /** A network whose values are read twice, so that nothing may overwrite them. */
  private static NetworkGraph branches() {
    NetworkGraph.Builder graph = NetworkGraph.builder(Shape.maps(2, 5, 7));
    String conv = graph.add("conv", new Layer.Conv(2, 3, 1, 1, true));
    String relu = graph.add("relu", new Layer.Relu());
    String sum = graph.add("sum", new Layer.Add(), conv, relu);
    String twice = graph.add("twice", new Layer.Add(), sum, sum);
    String more = graph.add("more", new Layer.Add(), twice, NetworkGraph.INPUT);
    graph.add("join", new Layer.Concat(), more, conv, NetworkGraph.INPUT);
    return graph.build();
  }

  /** Three points' features, of five channels. */
  private static NetworkGraph pointFeatures() {
    NetworkGraph.Builder graph = NetworkGraph.builder(Shape.maps(2, 6, 4));
    String features = graph.add("features", new Layer.Conv(5, 3, 1, 1, true));
    String maps = graph.add("maps", new Layer.Conv(3, 1, 1, 0, true));
    graph.add("points", new Layer.PointFeatures(), maps, features);
    return graph.build();
  }

  /** A network that answers in the cells of two grids. */
  private static NetworkGraph cells() {
    NetworkGraph.Builder graph = NetworkGraph.builder(Shape.maps(2, 6, 4));
    String fine = graph.add("fine", new Layer.Conv(3, 3, 1, 1, true));
    String coarse = graph.add("coarse", new Layer.Conv(5, 3, 2, 1, true));
    graph.add("cells", new Layer.Cells(), fine, coarse);
    return graph.build();
  }

  private static Arguments one(String name, Shape input, Layer layer) {
    // a network takes maps, so vectors reach the layer through Flatten
    Shape maps = input.isMaps() ? input : Shape.maps(input.elements(), 1, 1);
    NetworkGraph.Builder graph = NetworkGraph.builder(maps);
    if (!input.isMaps()) {
      graph.add("flat", new Layer.Flatten());
    }
    graph.add("layer", layer);
    return Arguments.of(name, graph.build());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void theForwardPassIsThatOfPlainJava(String name, NetworkGraph graph) {
    int batch = 2;
    float[] x = PlainNetwork.noise(batch * graph.input().elements(), SEED);
    try (NativeScope scope = NativeScope.open();
        TorchModule module = new TorchModule(graph, SEED)) {
      Map<String, TensorData> state = randomStatistics(graph, module.state());
      module.load(state);
      Shape in = graph.input();
      float[] actual =
          Tensors.toData(
                  module.forward(
                      Tensors.toTorch(
                          TensorData.ofFloats(x, batch, in.channels(), in.height(), in.width()))))
              .floats();
      for (int b = 0; b < batch; b++) {
        double[] expected = plain(graph, state, x, b);
        for (int i = 0; i < expected.length; i++) {
          assertThat((double) actual[b * expected.length + i])
              .as("%s, image %d, value %d", name, b, i)
              .isCloseTo(expected[i], Offset.offset(1e-5 + 1e-5 * Math.abs(expected[i])));
        }
      }
    }
  }

  /**
   * Replaces the initial statistics: a new batch normalisation is the identity, which would test
   * little.
   */
  private static Map<String, TensorData> randomStatistics(
      NetworkGraph graph, Map<String, TensorData> state) {
    Map<String, TensorData> randomised = new LinkedHashMap<>(state);
    for (TensorSlot slot : graph.slots()) {
      boolean positive = slot.role() == TensorSlot.Role.RUNNING_VARIANCE;
      if (slot.role() == TensorSlot.Role.WEIGHT || slot.role() == TensorSlot.Role.BIAS) {
        continue;
      }
      float[] values = PlainNetwork.noise((int) slot.elements(), slot.name().hashCode());
      for (int i = 0; i < values.length && positive; i++) {
        values[i] = 1.5f + values[i];
      }
      List<Integer> shape = slot.shape();
      for (int i = 0; i < values.length && slot.name().endsWith(".neighbours"); i++) {
        values[i] = (i / shape.get(1) + i % shape.get(1) + 1) % shape.get(0); // the next ones
      }
      long[] sizes = shape.stream().mapToLong(Integer::longValue).toArray();
      randomised.put(slot.name(), TensorData.ofFloats(values, sizes));
    }
    return randomised;
  }

  private static double[] plain(
      NetworkGraph graph, Map<String, TensorData> state, float[] x, int picture) {
    Map<String, double[]> known = new HashMap<>();
    double[] in = new double[graph.input().elements()];
    for (int i = 0; i < in.length; i++) {
      in[i] = x[picture * in.length + i];
    }
    known.put(NetworkGraph.INPUT, in);
    double[] last = in;
    for (NetworkGraph.Node node : graph.nodes()) {
      List<double[]> inputs = new ArrayList<>();
      List<Shape> shapes = new ArrayList<>();
      for (String name : node.inputs()) {
        inputs.add(known.get(name));
        shapes.add(graph.shape(name));
      }
      Map<String, TensorData> own = new HashMap<>();
      state.forEach(
          (name, tensor) -> {
            if (name.startsWith(node.name() + ".")) {
              own.put(name.substring(node.name().length() + 1), tensor);
            }
          });
      last =
          new PlainNetwork()
              .read(
                  node.layer(),
                  new PlainNetwork.Context(inputs, shapes, graph.shape(node.name()), own));
      known.put(node.name(), last);
    }
    return last;
  }

  @Test
  void theSoftArgmaxOfAPeakIsThePeaksCentre() {
    NetworkGraph.Builder graph = NetworkGraph.builder(Shape.maps(1, 5, 8));
    graph.add("coordinates", new Layer.SoftArgmax());
    float[] map = new float[40];
    map[3 * 8 + 6] = 60; // row 3, column 6
    try (NativeScope scope = NativeScope.open();
        TorchModule module = new TorchModule(graph.build(), SEED)) {
      float[] xy =
          Tensors.toData(module.forward(Tensors.toTorch(TensorData.ofFloats(map, 1, 1, 5, 8))))
              .floats();
      assertThat(xy).containsExactly(new float[] {6.5f / 8, 3.5f / 5}, Offset.offset(1e-6f));
    }
  }
}
