package kpnative.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import kpnative.network.Layer;
import kpnative.network.NetworkGraph;
import kpnative.network.Shape;
import org.junit.jupiter.api.Test;

class FusedGraphTest {
  private final NetworkGraph.Builder graph = NetworkGraph.builder(Shape.maps(4, 8, 8));

  @Test
  void normalisationAndReluAreFusedIntoTheConvolution() {
    graph.add("conv", conv());
    graph.add("bn", Layer.BatchNorm.DEFAULT);
    graph.add("relu", new Layer.Relu());

    FusedNode only = fused().get(0);
    assertThat(fused()).hasSize(1);
    assertThat(only.name()).isEqualTo("conv");
    assertThat(only.output()).isEqualTo("relu");
    assertThat(only.norm()).contains("bn");
    assertThat(only.relu()).isTrue();
  }

  @Test
  void aShortcutIsFusedIntoTheConvolutionComputedLast() {
    graph.add("main", conv());
    graph.add("bn", Layer.BatchNorm.DEFAULT);
    graph.add("side", conv(), NetworkGraph.INPUT);
    graph.add("sum", new Layer.Add(), "bn", "side");
    graph.add("relu", new Layer.Relu());

    List<FusedNode> nodes = fused();
    assertThat(nodes).extracting(FusedNode::output).containsExactly("bn", "relu");
    assertThat(nodes.get(1).name()).isEqualTo("side");
    assertThat(nodes.get(1).addend()).contains("bn");
    assertThat(nodes.get(1).relu()).isTrue();
  }

  @Test
  void aConvolutionMovesAfterItsAddend() {
    graph.add("side", conv());
    graph.add("pool", new Layer.MaxPool(1, 1), NetworkGraph.INPUT);
    graph.add("sum", new Layer.Add(), "side", "pool");

    List<FusedNode> nodes = fused();
    assertThat(nodes).extracting(FusedNode::name).containsExactly("pool", "side");
    assertThat(nodes.get(1).addend()).contains("pool");
  }

  @Test
  void aValueThatIsReadTwiceIsNotFusedAway() {
    graph.add("conv", conv());
    graph.add("relu", new Layer.Relu(), "conv");
    graph.add("sum", new Layer.Add(), "conv", "relu");

    assertThat(fused()).extracting(FusedNode::output).containsExactly("conv", "relu", "sum");
    assertThat(fused().get(0).relu()).isFalse();
    assertThat(fused().get(2).addend()).isEqualTo(Optional.empty());
  }

  @Test
  void aFullyConnectedLayerReadsMaps() {
    graph.add("flat", new Layer.Flatten());
    graph.add("fc", new Layer.Linear(2, true));
    graph.add("relu", new Layer.Relu());

    assertThat(fused()).hasSize(1);
    assertThat(fused().get(0).inputs()).containsExactly(NetworkGraph.INPUT);
    assertThat(fused().get(0).relu()).isTrue();
  }

  private List<FusedNode> fused() {
    return new FusedGraph(graph.build()).nodes();
  }

  private static Layer.Conv conv() {
    return new Layer.Conv(4, 3, 1, 1, false);
  }
}
