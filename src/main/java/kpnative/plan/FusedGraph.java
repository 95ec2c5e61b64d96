package kpnative.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kpnative.network.Layer;
import kpnative.network.NetworkGraph;
import kpnative.network.NetworkGraph.Node;
import kpnative.network.Shape;

/*
 * A batch normalisation is folded into the weights of the convolution before it, the addition of a
 * shortcut is fused into the convolution among its inputs that is computed last, and a ReLU into the
 * layer before it. Each fusion saves one pass over a layer's maps. It removes an intermediate value,
 * so it is done only where nothing else reads that value.
 */
/** A graph in evaluation mode, with layers fused where one pass over the data can compute them. */
final class FusedGraph {
  private final List<FusedNode> nodes = new ArrayList<>();
  private final Map<String, Integer> uses = new HashMap<>();

  FusedGraph(NetworkGraph graph) {
    for (Node node : graph.nodes()) {
      node.inputs().forEach(n -> uses.merge(n, 1, Integer::sum));
    }
    for (Node node : graph.nodes()) {
      Shape in = graph.shape(node.inputs().get(0));
      add(FusedNode.of(node.name(), node.layer(), node.inputs(), in, graph.shape(node.name())));
    }
  }

  /** {@return the nodes to compute, each after its inputs; the last one is the output} */
  List<FusedNode> nodes() {
    return List.copyOf(nodes);
  }

  private void add(FusedNode node) {
    if (node.layer() instanceof Layer.BatchNorm) {
      Optional<Integer> conv =
          producerOfSingleUse(node.inputs().get(0))
              .filter(i -> isConv(i) && nodes.get(i).norm().isEmpty());
      if (conv.isPresent()) {
        nodes.set(conv.get(), nodes.get(conv.get()).normalised(node.name()));
        return;
      }
    } else if (node.layer() instanceof Layer.Relu) {
      Optional<Integer> producer =
          producerOfSingleUse(node.inputs().get(0)).filter(this::takesRelu);
      if (producer.isPresent()) {
        nodes.set(producer.get(), nodes.get(producer.get()).rectified(node.name()));
        return;
      }
    } else if (node.layer() instanceof Layer.Add && addsToConvolution(node)) {
      return;
    } else if (node.layer() instanceof Layer.Linear) {
      Optional<Integer> flat =
          producerOfSingleUse(node.inputs().get(0))
              .filter(i -> nodes.get(i).layer() instanceof Layer.Flatten);
      if (flat.isPresent()) { // a fully connected layer also reads maps
        FusedNode flatten = nodes.remove((int) flat.get());
        nodes.add(node.reading(flatten.inputs().get(0), flatten.in()));
        return;
      }
    }
    nodes.add(node);
  }

  private boolean addsToConvolution(FusedNode sum) {
    String a = sum.inputs().get(0);
    String b = sum.inputs().get(1);
    if (a.equals(b)) {
      return false;
    }
    Optional<Integer> first = producerOfSingleUse(a).filter(this::isConv);
    Optional<Integer> second = producerOfSingleUse(b).filter(this::isConv);
    if (first.isEmpty() && second.isEmpty()) {
      return false;
    }
    boolean takesFirst = first.orElse(-1) > second.orElse(-1);
    int conv = takesFirst ? first.orElseThrow() : second.orElseThrow();
    // moved to the end, after the other addend; nothing read its value before
    nodes.add(nodes.remove(conv).adding(takesFirst ? b : a, sum.name()));
    return true;
  }

  /** {@return the index of the node that outputs the value, if exactly one node reads it} */
  private Optional<Integer> producerOfSingleUse(String value) {
    if (uses.getOrDefault(value, 0) != 1) {
      return Optional.empty();
    }
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (nodes.get(i).output().equals(value)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private boolean isConv(int i) {
    return nodes.get(i).layer() instanceof Layer.Conv && nodes.get(i).isOpen();
  }

  private boolean takesRelu(int i) {
    Layer layer = nodes.get(i).layer();
    return !nodes.get(i).relu()
        && (layer instanceof Layer.Conv
            || layer instanceof Layer.Linear
            || layer instanceof Layer.Add);
  }
}
