package kpnative.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kpnative.network.Layer;
import kpnative.network.Shape;

/**
 * One or several layers of a graph that are computed in one pass over the data.
 *
 * @param name the layer's node, the first part of its tensors' names
 * @param layer what is computed first
 * @param inputs names of values
 * @param in the first input's shape
 * @param out the output's shape
 * @param output the name of the value that it makes: its last layer's node
 * @param norm the batch normalisation after it, whose numbers go into the weights
 * @param addend a value that is added
 * @param relu whether the result is cut at zero, last
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

  /** A layer alone. */
  static FusedNode of(String name, Layer layer, List<String> inputs, Shape in, Shape out) {
    return new FusedNode(
        name, layer, inputs, in, out, name, Optional.empty(), Optional.empty(), false);
  }

  /** {@return whether its sum can still take another part} */
  boolean isOpen() {
    return addend.isEmpty() && !relu;
  }

  /** {@return the same, and the batch normalisation {@code node}} */
  FusedNode normalised(String node) {
    return then(node, Optional.of(node), addend, relu);
  }

  /** {@return the same, and the addition {@code node} of a value} */
  FusedNode adding(String value, String node) {
    return then(node, norm, Optional.of(value), relu);
  }

  /** {@return the same, and the ReLU {@code node}} */
  FusedNode rectified(String node) {
    return then(node, norm, addend, true);
  }

  /** {@return the same, reading {@code value} instead of its only input} */
  FusedNode reading(String value, Shape shape) {
    return new FusedNode(name, layer, List.of(value), shape, out, output, norm, addend, relu);
  }

  private FusedNode then(
      String last, Optional<String> newNorm, Optional<String> newAddend, boolean newRelu) {
    return new FusedNode(name, layer, inputs, in, out, last, newNorm, newAddend, newRelu);
  }

  /** {@return every value that it reads} */
  List<String> reads() {
    return addend.map(a -> Stream.concat(inputs.stream(), Stream.of(a)).toList()).orElse(inputs);
  }
}
