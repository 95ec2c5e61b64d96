package kpnative.network;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import kpnative.weights.TensorData;

/** Checks a weight file's tensors against a network's graph. */
public final class NetworkTensors {
  private NetworkTensors() {}

  /**
   * {@return the tensors in the graph's order, as float32}
   *
   * @throws IllegalArgumentException if a name, shape or type does not fit the network, or an
   *     element is not a finite number; the message lists the mismatches
   */
  public static Map<String, TensorData> of(NetworkGraph graph, Map<String, TensorData> given) {
    long needed = graph.slots().stream().mapToLong(TensorSlot::elements).sum();
    long available = given.values().stream().mapToLong(TensorData::elements).sum();
    if (needed > available) {
      throw new IllegalArgumentException(
          "the network needs " + needed + " numbers, its tensors hold only " + available);
    }
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    Set<String> known = new HashSet<>();
    TensorMisfits misfits = new TensorMisfits();
    for (TensorSlot slot : graph.slots()) {
      known.add(slot.name());
      TensorData tensor = given.get(slot.name());
      if (tensor == null
          || !Arrays.equals(tensor.shape(), slot.sizes())
          || !tensor.dtype().isFloat()) {
        misfits.needs(slot, "floats " + slot.shape(), tensor);
      } else {
        tensors.put(slot.name(), tensor.toFloat32());
      }
    }
    given.keySet().stream().filter(name -> !known.contains(name)).forEach(misfits::unknown);
    misfits.requireNone("weights of another network");
    return TensorMisfits.requireFinite(tensors);
  }
}
