package kpnative.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kpnative.natives.Device;
import kpnative.natives.Owned;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The graph as LibTorch calls over numbered values, prepared once: a pass makes no native objects
 * but the layers' outputs, and closes each after its last use.
 *
 * <p>ReLU and addition overwrite their first input where nothing else reads it: the layers that
 * made it don't need their own output for the gradient.
 *
 * <p>A max-pooling that alone reads a ReLU goes before it. The largest of some numbers, cut at zero,
 * is the largest of the numbers cut at zero, and the gradient reaches the same one of them: the same
 * bits from a quarter of the elements.
 */
final class TorchProgram implements AutoCloseable {
  private final List<Step> steps = new ArrayList<>();
  private final TorchConstants constants = new TorchConstants();
  private final int values;

  /** Computes one node. */
  @FunctionalInterface
  interface Operation {
    Tensor apply(Tensor[] inputs, boolean training);
  }

  private record Step(Operation operation, int[] inputs, int output, int[] lastUsed) {}

  /** A layer where it is computed: {@code name} is its own for its tensors, and its output's. */
  private record Place(String name, Layer layer, List<String> inputs, Shape in, Shape out) {}

  TorchProgram(NetworkGraph graph, Map<String, Owned<Tensor>> tensors) {
    Map<String, Integer> index = new HashMap<>();
    Map<String, Integer> uses = new HashMap<>();
    Map<String, Layer> makers = new HashMap<>();
    index.put(NetworkGraph.INPUT, 0);
    for (NetworkGraph.Node node : graph.nodes()) {
      index.put(node.name(), index.size());
      node.inputs().forEach(n -> uses.merge(n, 1, Integer::sum));
    }
    values = index.size();
    Map<String, Integer> left = new HashMap<>(uses);
    for (Place place : poolingFirst(graph, uses)) {
      makers.put(place.name, place.layer);
      String first = place.inputs.get(0);
      boolean overwrites = uses.getOrDefault(first, 0) == 1 && isOverwritable(makers.get(first));
      Operation operation =
          place.layer.read(
              new TorchOperations(constants),
              new TorchOperations.Context(place.name, tensors, place.in, place.out, overwrites));
      List<Integer> lastUsed = new ArrayList<>();
      for (String n : place.inputs) {
        if (left.merge(n, -1, Integer::sum) == 0) {
          lastUsed.add(indexOf(n, index));
        }
      }
      steps.add(
          new Step(
              operation,
              place.inputs.stream().mapToInt(n -> indexOf(n, index)).toArray(),
              indexOf(place.name, index),
              lastUsed.stream().mapToInt(Integer::intValue).toArray()));
    }
  }

  /** The graph's layers; where a pooling changed places with a ReLU, they changed names too. */
  private static List<Place> poolingFirst(NetworkGraph graph, Map<String, Integer> uses) {
    List<Place> places = new ArrayList<>();
    for (NetworkGraph.Node node : graph.nodes()) {
      List<String> inputs = node.inputs();
      Shape in = graph.shape(inputs.get(0));
      Shape out = graph.shape(node.name());
      Place last = places.isEmpty() ? null : places.get(places.size() - 1);
      if (last != null
          && last.layer instanceof Layer.Relu
          && node.layer() instanceof Layer.MaxPool
          && inputs.equals(List.of(last.name))
          && uses.getOrDefault(last.name, 0) == 1) {
        places.set(
            places.size() - 1, new Place(last.name, node.layer(), last.inputs, last.in, out));
        places.add(new Place(node.name(), last.layer, inputs, out, out));
      } else {
        places.add(new Place(node.name(), node.layer(), inputs, in, out));
      }
    }
    return places;
  }

  /**
   * {@return the last node's output; scratch}
   *
   * @param x in the layout that the first layer wants; borrowed
   */
  @SuppressWarnings("ReferenceEquality") // an overwriting call returns its input's own object
  Tensor run(Tensor x, boolean training) {
    @Nullable Tensor[] known = new @Nullable Tensor[values];
    known[0] = x;
    Tensor result = x;
    for (Step step : steps) {
      Tensor[] inputs = new Tensor[step.inputs.length];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = Objects.requireNonNull(known[step.inputs[i]]);
      }
      result = step.operation.apply(inputs, training);
      for (int i : step.lastUsed) {
        Tensor done = known[i];
        known[i] = null;
        if (done != null && done != result && i > 0) { // the network's input is the caller's
          done.close();
        }
      }
      known[step.output] = result;
    }
    return result;
  }

  /** Moves the constants. */
  void to(Device device) {
    constants.to(device);
  }

  /** Frees what was prepared. Idempotent. */
  @Override
  public void close() {
    constants.close();
  }

  private static int indexOf(String name, Map<String, Integer> index) {
    return Objects.requireNonNull(index.get(name));
  }

  private static boolean isOverwritable(@Nullable Layer maker) {
    return maker instanceof Layer.Conv
        || maker instanceof Layer.BatchNorm
        || maker instanceof Layer.Linear
        || maker instanceof Layer.MaxPool
        || maker instanceof Layer.Add;
  }
}
