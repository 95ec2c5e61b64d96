package kpnative.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kpnative.network.Layer;

/**
 * Decides which values of a graph are kept in 8 bits: outputs of convolutions, and of max-poolings
 * and upsamplings of 8-bit values, that only such layers read. All other values, and the network's
 * output, stay float32.
 */
final class ByteValues {
  private final Map<String, FusedNode> producers = new HashMap<>();
  private final Set<String> bytes = new HashSet<>();

  ByteValues(List<FusedNode> nodes) {
    for (FusedNode node : nodes) {
      producers.put(node.output(), node);
      bytes.add(node.output());
    }
    bytes.remove(nodes.get(nodes.size() - 1).output());
    boolean changed = true;
    while (changed) {
      changed = bytes.removeIf(name -> !canBeProduced(name));
      for (FusedNode node : nodes) {
        if (!acceptsBytes(node)) {
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
    FusedNode producer = producers.get(value);
    if (producer == null) {
      return false;
    }
    return producer.layer() instanceof Layer.Conv
        ? producer.relu()
        : isUnsigned(producer.inputs().get(0));
  }

  private boolean canBeProduced(String value) {
    FusedNode producer = producers.get(value);
    return producer != null
        && (producer.layer() instanceof Layer.Conv
            || (keepsScale(producer) && bytes.contains(producer.inputs().get(0))));
  }

  private boolean acceptsBytes(FusedNode node) {
    return node.layer() instanceof Layer.Conv
        || (keepsScale(node) && bytes.contains(node.output()));
  }

  /** {@return whether the node's output has its input's scale} */
  private static boolean keepsScale(FusedNode node) {
    return node.layer() instanceof Layer.MaxPool || node.layer() instanceof Layer.Upsample;
  }
}
