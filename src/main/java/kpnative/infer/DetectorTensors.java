package kpnative.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kpnative.network.NetworkGraph;
import kpnative.network.TensorSlot;
import kpnative.weights.TensorData;

/** The tensors of a weight file, as a network needs them. */
final class DetectorTensors {
  private DetectorTensors() {}

  /**
   * {@return the tensors in the graph's order, with 32 bits}
   *
   * @throws IllegalArgumentException if names or shapes differ from what the network needs; the
   *     message lists each
   */
  static Map<String, TensorData> of(NetworkGraph graph, Map<String, TensorData> given) {
    long needed = graph.slots().stream().mapToLong(TensorSlot::elements).sum();
    long there = given.values().stream().mapToLong(TensorData::elements).sum();
    if (needed > there) {
      throw new IllegalArgumentException(
          "its network has " + needed + " numbers, and its tensors only " + there);
    }
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    List<String> mistakes = new ArrayList<>();
    for (TensorSlot slot : graph.slots()) {
      long[] shape = slot.shape().stream().mapToLong(Integer::longValue).toArray();
      TensorData tensor = given.get(slot.name());
      if (tensor == null || !Arrays.equals(tensor.shape(), shape) || !isFloat(tensor)) {
        mistakes.add(
            slot.name()
                + " needs floats "
                + Arrays.toString(shape)
                + (tensor == null ? ", which is missing" : ", got " + tensor));
      } else {
        tensors.put(slot.name(), tensor.toFloat32());
      }
    }
    given.keySet().stream()
        .filter(name -> !tensors.containsKey(name))
        .filter(name -> mistakes.stream().noneMatch(m -> m.startsWith(name + " ")))
        .forEach(name -> mistakes.add(name + " is unknown to this network"));
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(
          "weights of another network: " + String.join("; ", mistakes));
    }
    return tensors;
  }

  private static boolean isFloat(TensorData tensor) {
    return switch (tensor.dtype()) {
      case F16, BF16, F32, F64 -> true;
      default -> false;
    };
  }
}
