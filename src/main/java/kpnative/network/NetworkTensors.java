package kpnative.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kpnative.weights.TensorData;

/** Checks a weight file's tensors against a network's graph. */
public final class NetworkTensors {
  private static final int MOST_LISTED = 40;

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
    List<String> mismatches = new ArrayList<>();
    for (TensorSlot slot : graph.slots()) {
      long[] shape = slot.shape().stream().mapToLong(Integer::longValue).toArray();
      TensorData tensor = given.get(slot.name());
      if (tensor == null || !Arrays.equals(tensor.shape(), shape) || !isFloat(tensor)) {
        mismatches.add(
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
        .filter(name -> mismatches.stream().noneMatch(m -> m.startsWith(name + " ")))
        .forEach(name -> mismatches.add(name + " is unknown to this network"));
    if (!mismatches.isEmpty()) {
      int more = mismatches.size() - MOST_LISTED;
      throw new IllegalArgumentException(
          "weights of another network: "
              + String.join("; ", mismatches.subList(0, Math.min(MOST_LISTED, mismatches.size())))
              + (more > 0 ? "; and " + more + " more" : ""));
    }
    tensors.forEach(
        (name, tensor) ->
            tensor
                .notFinite()
                .ifPresent(
                    fault -> {
                      throw new IllegalArgumentException(
                          "tensor '" + name + "': " + fault + ", expected finite numbers");
                    }));
    return tensors;
  }

  private static boolean isFloat(TensorData tensor) {
    return switch (tensor.dtype()) {
      case F16, BF16, F32, F64 -> true;
      default -> false;
    };
  }
}
