package kpnative.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kpnative.network.Layer;
import kpnative.network.Shape;

/**
 * One or more layers of a graph, fused into one pass over the data.
 *
 * @param name the first layer's node, the prefix of its tensors' names
 * @param layer the first layer
 * @param inputs names of the values that the first layer reads
 * @param in the first input's shape
 * @param out the output's shape
 * @param output the name of the output value: the last layer's node
 * @param norm the node of the batch normalisation that is folded into the weights
 * @param addend the value that is added to the result
 * @param relu whether a ReLU is applied last
 */
record FusedNode(
    String name,
    Layer layer,
    List<String> inputs,
    Shape in,
    Shape out,
    String output,
    Optional<String> norm,
    Optional<String> addend,
    boolean relu) {
  /** Copies the list. */
  FusedNode {
    inputs = List.copyOf(inputs);
  }

  /** {@return a layer with nothing fused} */
  static FusedNode of(String name, Layer layer, List<String> inputs, Shape in, Shape out) {
    return new FusedNode(
        name, layer, inputs, in, out, name, Optional.empty(), Optional.empty(), false);
  }

  /** {@return whether an addend can still be fused} */
  boolean isOpen() {
    return addend.isEmpty() && !relu;
  }

  /** {@return this node with the batch normalisation {@code node} fused} */
  FusedNode normalised(String node) {
    return then(node, Optional.of(node), addend, relu);
  }

  /** {@return this node with the addition {@code node} of {@code value} fused} */
  FusedNode adding(String value, String node) {
    return then(node, norm, Optional.of(value), relu);
  }

  /** {@return this node with the ReLU {@code node} fused} */
  FusedNode rectified(String node) {
    return then(node, norm, addend, true);
  }

  /** {@return this node with {@code value} as its single input} */
  FusedNode reading(String value, Shape shape) {
    return new FusedNode(name, layer, List.of(value), shape, out, output, norm, addend, relu);
  }

  private FusedNode then(
      String last, Optional<String> newNorm, Optional<String> newAddend, boolean newRelu) {
    return new FusedNode(name, layer, inputs, in, out, last, newNorm, newAddend, newRelu);
  }

  /** {@return the names of all values that it reads} */
  List<String> reads() {
    return addend.map(a -> Stream.concat(inputs.stream(), Stream.of(a)).toList()).orElse(inputs);
  }
}
