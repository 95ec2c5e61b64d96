package kpnative.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkGraphTest {
  private static NetworkGraph.Builder small() {
    return NetworkGraph.builder(Shape.maps(1, 10, 12));
  }

  @Test
  void theNoseNetworkHasItsAuthorsParameters() {
    NetworkGraph graph = NetworkBuilder.build(Networks.CNN_12_24_32, 1, 80, 60, 1);
    assertThat(graph.parameterCount()).isEqualTo(129_842);
    assertThat(graph.output()).isEqualTo(Shape.numbers(2));
  }

  @Test
  void theSixLayerNetworkHasItsAuthorsParameters() {
    assertThat(NetworkBuilder.build(Networks.DEEP6, 1, 180, 240, 58).parameterCount())
        .isEqualTo(10_458_996);
  }

  static Stream<Arguments> firstFullyConnected() {
    return Stream.of(
        Arguments.of("smallnet", Networks.SMALLNET, 60, 80, 1, 560),
        Arguments.of("bignet", Networks.BIGNET, 120, 160, 58, 2448),
        Arguments.of("baseline-7", Networks.BASELINE_7, 180, 240, 58, 8960),
        Arguments.of("deep6", Networks.DEEP6, 180, 240, 58, 3072),
        Arguments.of("cnn-12-24-32", Networks.CNN_12_24_32, 80, 60, 1, 896));
  }

  @ParameterizedTest(name = "{0}: {5}")
  @MethodSource("firstFullyConnected")
  void theFirstFullyConnectedLayerTakesWhatItsAuthorSays(
      String name, NetworkSpec spec, int height, int width, int keypoints, int inputs) {
    NetworkGraph graph = NetworkBuilder.build(spec, 1, height, width, keypoints);
    assertThat(graph.shape("flatten")).as(name).isEqualTo(Shape.numbers(inputs));
  }

  @Test
  void tensorsHavePyTorchsNames() {
    assertThat(NetworkBuilder.build(Networks.SMALLNET, 1, 60, 80, 1).slots())
        .extracting(TensorSlot::name)
        .containsExactly(
            "conv1.weight",
            "conv1.bias",
            "conv2.weight",
            "conv2.bias",
            "conv3.weight",
            "conv3.bias",
            "fc1.weight",
            "fc1.bias",
            "fc2.weight",
            "fc2.bias");
  }

  @Test
  void aConvolutionBeforeANormalisationHasNoBias() {
    NetworkSpec.Cnn spec =
        new NetworkSpec.Cnn(
            List.of(4),
            List.of(3),
            List.of(1),
            List.of(1),
            NetworkSpec.Padding.SAME,
            true,
            List.of());
    assertThat(NetworkBuilder.build(spec, 1, 8, 8, 1).slots())
        .extracting(TensorSlot::name)
        .startsWith("conv1.weight", "bn1.weight", "bn1.bias", "bn1.running_mean");
  }

  @Test
  void theMapsNetworkGivesTwoNumbersAKeypointFromMapsAtItsStride() {
    NetworkGraph graph = NetworkBuilder.build(Networks.QUICK, 1, 96, 96, 68);
    assertThat(graph.shape("head")).isEqualTo(Shape.maps(68, 24, 24));
    assertThat(graph.output()).isEqualTo(Shape.numbers(136));
  }

  @Test
  void theMapsNetworkStaysSmall() {
    LayerTable table = LayerTable.of(NetworkBuilder.build(Networks.QUICK, 1, 96, 96, 68));
    assertThat(table.parameters()).isBetween(1_400_000L, 1_600_000L);
    assertThat(table.multiplyAdds()).isLessThan(180_000_000L);
  }

  @Test
  void mapsMayBeAsCoarseAsTheLastStage() {
    NetworkSpec.Residual spec =
        new NetworkSpec.Residual(List.of(4, 6), List.of(1), Networks.light(5, 4));
    assertThat(NetworkBuilder.build(spec, 3, 16, 24, 2).shape("head"))
        .isEqualTo(Shape.maps(2, 4, 6));
  }

  @Test
  void aSizeThatTheStridesDoNotDivideIsNamedWithBothShapes() {
    assertThatThrownBy(() -> NetworkBuilder.build(Networks.QUICK, 1, 90, 96, 68))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("multiples of 16")
        .hasMessageContaining("90x96");
  }

  @Test
  void aKernelLargerThanItsInputIsRefusedByName() {
    NetworkGraph.Builder graph = small();
    graph.add("conv1", new Layer.Conv(3, 5, 4, 0, true));
    graph.add("conv2", new Layer.Conv(3, 5, 1, 0, true));
    assertThatThrownBy(graph::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("conv2: kernel 5 does not fit 2x2 (rows x columns) with padding 0");
  }

  @Test
  void aPoolingThatLeavesNothingIsRefusedByName() {
    assertThatThrownBy(() -> NetworkBuilder.build(Networks.DEEP6, 1, 32, 48, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pool6: kernel 2 does not fit 1x1");
  }

  @Test
  void addingTwoShapesIsRefusedByName() {
    NetworkGraph.Builder graph = small();
    String a = graph.add("a", new Layer.Conv(3, 3, 1, 1, true));
    String b = graph.add("b", new Layer.Conv(3, 3, 2, 1, true));
    graph.add("sum", new Layer.Add(), a, b);
    assertThatThrownBy(graph::build).hasMessageStartingWith("sum: cannot add 3x10x12 and 3x5x6");
  }

  @Test
  void joiningAddsChannels() {
    NetworkGraph.Builder graph = small();
    String a = graph.add("a", new Layer.Conv(3, 3, 1, 1, true));
    graph.add("join", new Layer.Concat(), a, NetworkGraph.INPUT);
    assertThat(graph.build().output()).isEqualTo(Shape.maps(4, 10, 12));
  }

  @Test
  void anInputThatComesLaterIsRefused() {
    NetworkGraph.Builder graph = small();
    graph.add("a", new Layer.Relu(), "b");
    assertThatThrownBy(graph::build).hasMessage("a: no earlier node is named 'b'");
  }

  @Test
  void aNameIsUsedOnce() {
    NetworkGraph.Builder graph = small();
    graph.add("a", new Layer.Relu());
    graph.add("a", new Layer.Relu());
    assertThatThrownBy(graph::build).hasMessage("a: another node already has this name");
  }

  @Test
  void aLinearLayerOfMapsIsRefused() {
    NetworkGraph.Builder graph = small();
    graph.add("fc", new Layer.Linear(3, true));
    assertThatThrownBy(graph::build).hasMessageContaining("fc: needs a vector [N]");
  }

  @Test
  void moreThanTwoToThe31ParametersAreRefused() {
    NetworkSpec.Cnn spec =
        new NetworkSpec.Cnn(
            List.of(64),
            List.of(3),
            List.of(1),
            List.of(1),
            NetworkSpec.Padding.SAME,
            false,
            List.of(65536));
    assertThatThrownBy(() -> NetworkBuilder.build(spec, 1, 1024, 1024, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fc1: the network would have over 2^31 parameters");
  }

  @Test
  void aShapeBeyondAnIntIsRefused() {
    NetworkGraph.Builder graph = NetworkGraph.builder(Shape.maps(3, 4096, 4096));
    graph.add("conv1", new Layer.Conv(16384, 1, 1, 0, true));
    assertThatThrownBy(graph::build).hasMessageContaining("over 2^31 - 1 elements");
  }

  @Test
  void equalSpecsGiveEqualGraphs() {
    assertThat(NetworkBuilder.build(Networks.QUICK, 1, 96, 96, 68))
        .isEqualTo(NetworkBuilder.build(Networks.QUICK, 1, 96, 96, 68))
        .hasSameHashCodeAs(NetworkBuilder.build(Networks.QUICK, 1, 96, 96, 68))
        .isNotEqualTo(NetworkBuilder.build(Networks.QUICK, 1, 96, 96, 67));
  }
}
