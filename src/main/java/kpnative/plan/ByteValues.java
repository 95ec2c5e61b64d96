package kpnative.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kpnative.network.Layer;

/**
 * Which values of a graph are kept in 8 bits: those that a convolution makes, or a pooling or
 * enlargement of such a value, and that nothing else reads. All others stay numbers of 32 bits.
 */
final class ByteValues {
  private final Map<String, FusedNode> makers = new HashMap<>();
  private final Set<String> bytes = new HashSet<>();

  ByteValues(List<FusedNode> nodes) {
    for (FusedNode node : nodes) {
      makers.put(node.output(), node);
      bytes.add(node.output());
    }
    bytes.remove(nodes.get(nodes.size() - 1).output());
    boolean changed = true;
    while (changed) {
      changed = bytes.removeIf(name -> !canBeMade(name));
      for (FusedNode node : nodes) {
        if (!reads(node)) {
          changed |= bytes.removeAll(node.reads());
        }
      }
    }
  }

  /** {@return whether the value is kept in 8 bits} */
  boolean contains(String value) {
    return bytes.contains(value);
  }

  /** {@return whether the value is never negative} */
  boolean isUnsigned(String value) {
    FusedNode maker = makers.get(value);
    if (maker == null) {
      return false;
    }
    return maker.layer() instanceof Layer.Conv ? maker.relu() : isUnsigned(maker.inputs().get(0));
  }

  private boolean canBeMade(String value) {
    FusedNode maker = makers.get(value);
    return maker != null
        && (maker.layer() instanceof Layer.Conv
            || (passes(maker) && bytes.contains(maker.inputs().get(0))));
  }

  private boolean reads(FusedNode node) {
    return node.layer() instanceof Layer.Conv || (passes(node) && bytes.contains(node.output()));
  }

  /** {@return whether the node's output has its input's scale} */
  private static boolean passes(FusedNode node) {
    return node.layer() instanceof Layer.MaxPool || node.layer() instanceof Layer.Upsample;
  }
}
