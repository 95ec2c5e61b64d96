package kpnative.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kpnative.weights.TensorData;

/**
 * Pretrained weights matched to a network: they must fit the whole backbone; in the head, tensors
 * of the same name and shape are used.
 *
 * @param tensors the weights to load, float32, by the network's tensor names
 * @param fresh names of the network's tensors that keep their random initialisation, in the
 *     network's order
 * @param unused the file's tensors that the network does not have
 */
public record StartingWeights(
    Map<String, TensorData> tensors, List<String> fresh, List<String> unused) {

  /** PyTorch's batch counter, needed only for cumulative averages, which kp-native does not use. */
  private static final String COUNT = ".num_batches_tracked";

  /** Copies the lists. */
  public StartingWeights {
    fresh = List.copyOf(fresh);
    unused = List.copyOf(unused);
  }

  /**
   * {@return the tensors of a file that fit a network} A first convolution of three input channels
   * fits a network of one input channel: summed over the channels, it gives the same output for a
   * gray image as for that image in RGB.
   *
   * @param given the file's tensors by name, all of the backbone's after one prefix if other code
   *     wrote it ({@code module.}, {@code model.backbone.}), which is then removed; tensors of
   *     non-floating-point types never fit
   * @throws IllegalArgumentException if a tensor of the backbone is missing or has another shape or
   *     type, or the file's backbone has additional tensors; the message lists them, with both
   *     shapes; or if an element is not a finite number
   */
  public static StartingWeights fit(NetworkGraph graph, Map<String, TensorData> given) {
    Map<String, TensorData> file = unprefixed(graph, given);
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    List<String> fresh = new ArrayList<>();
    TensorMisfits misfits = new TensorMisfits();
    Set<String> known = new LinkedHashSet<>();
    Set<String> backbone = new LinkedHashSet<>(); // first parts of the backbone's tensor names
    Set<String> head = graph.head();
    for (TensorSlot slot : graph.slots()) {
      known.add(slot.name());
      TensorData came = file.get(slot.name());
      boolean inHead = head.contains(slot.node());
      if (!inHead) {
        backbone.add(firstPart(slot.name()));
      }
      if (came != null && came.dtype().isFloat() && Arrays.equals(came.shape(), slot.sizes())) {
        tensors.put(slot.name(), came.toFloat32());
      } else if (came != null && came.dtype().isFloat() && isColorStem(graph, slot, came)) {
        tensors.put(slot.name(), summed(came));
      } else if (inHead) {
        fresh.add(slot.name());
      } else {
        misfits.needs(slot, slot.shape().toString(), came);
      }
    }
    List<String> unused = new ArrayList<>();
    file.forEach(
        (name, data) -> {
          if (known.contains(name) || name.endsWith(COUNT)) {
            return;
          }
          if (backbone.contains(firstPart(name))) {
            misfits.unknown(name + ", " + data + ",");
          } else {
            unused.add(name + " " + data);
          }
        });
    misfits.requireNone("the weights are for another backbone");
    return new StartingWeights(TensorMisfits.requireFinite(tensors), fresh, unused);
  }

  /**
   * {@return the tensors without the prefix under which the whole backbone is found; unchanged if
   * there is no such prefix, or more than one}
   */
  private static Map<String, TensorData> unprefixed(
      NetworkGraph graph, Map<String, TensorData> file) {
    List<String> backbone =
        graph.slots().stream()
            .filter(slot -> !graph.head().contains(slot.node()))
            .map(TensorSlot::name)
            .toList();
    if (backbone.isEmpty() || file.containsKey(backbone.get(0))) {
      return file;
    }
    String end = "." + backbone.get(0);
    List<String> prefixes =
        file.keySet().stream()
            .filter(name -> name.endsWith(end))
            .map(name -> name.substring(0, name.length() - end.length() + 1))
            .filter(prefix -> backbone.stream().allMatch(n -> file.containsKey(prefix + n)))
            .toList();
    if (prefixes.size() != 1) {
      return file;
    }
    int length = prefixes.get(0).length();
    Map<String, TensorData> plain = new LinkedHashMap<>();
    file.forEach(
        (name, data) ->
            plain.putIfAbsent(
                name.startsWith(prefixes.get(0)) ? name.substring(length) : name, data));
    return plain;
  }

  /**
   * Whether this is a first convolution's weight for three channels, in a network of one channel.
   */
  private static boolean isColorStem(NetworkGraph graph, TensorSlot slot, TensorData given) {
    List<Integer> needed = slot.shape();
    long[] shape = given.shape();
    boolean readsInput =
        graph.nodes().stream()
            .anyMatch(n -> n.name().equals(slot.node()) && n.inputs().contains(NetworkGraph.INPUT));
    return readsInput
        && needed.size() == 4
        && shape.length == 4
        && shape[0] == needed.get(0)
        && shape[1] == 3
        && needed.get(1) == 1
        && shape[2] == needed.get(2)
        && shape[3] == needed.get(3);
  }

  /** {@return {@code [O, 3, H, W]} summed over its second dimension} */
  private static TensorData summed(TensorData color) {
    long[] shape = color.shape();
    float[] values = color.toFloat32().floats();
    int area = Math.toIntExact(shape[2] * shape[3]);
    float[] gray = new float[values.length / 3];
    for (int i = 0; i < gray.length; i++) {
      int first = i / area * 3 * area + i % area;
      gray[i] = values[first] + values[first + area] + values[first + 2 * area];
    }
    return TensorData.ofFloats(gray, shape[0], 1, shape[2], shape[3]);
  }

  private static String firstPart(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
