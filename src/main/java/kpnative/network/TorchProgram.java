package kpnative.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kpnative.natives.Construction;
import kpnative.natives.Device;
import kpnative.natives.Owned;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A graph compiled to a list of LibTorch calls. A forward pass allocates no native objects except
 * the layers' outputs, and closes each after its last use.
 *
 * <p>ReLU and addition run in-place where nothing else reads their first input and the layer that
 * computed it does not need its output for the gradient.
 */
final class TorchProgram implements AutoCloseable {
  private final List<Step> steps = new ArrayList<>();
  private final TorchConstants constants = new TorchConstants();
  private final int values;
  private final int visibility; // index of its value; -1 if there is none

  private record Step(TorchOperation operation, int[] inputs, int output, int[] lastUsed) {}

  TorchProgram(
      NetworkGraph graph,
      Map<String, Owned<Tensor>> tensors,
      Set<String> frozen,
      Optional<SharedStatistics> shared) {
    try (Construction making = new Construction()) {
      making.own(constants, TorchConstants::close);
      ComputeOrder order = new ComputeOrder(graph);
      Map<String, Integer> uses = order.uses();
      Map<String, Integer> remainingUses = new HashMap<>(uses);
      Map<String, Integer> index = new HashMap<>();
      Map<String, Layer> producers = new HashMap<>();
      index.put(NetworkGraph.INPUT, 0);
      for (ComputeOrder.Place place : order.places()) {
        index.put(place.name(), index.size());
        producers.put(place.name(), place.layer());
        String first = place.inputs().get(0);
        boolean overwrites =
            uses.getOrDefault(first, 0) == 1 && isOverwritable(producers.get(first));
        TorchOperation operation =
            new TorchOperations(constants, shared)
                .read(
                    place.layer(), new TorchOperations.Context(place, tensors, frozen, overwrites));
        List<Integer> lastUsed = new ArrayList<>();
        for (String n : place.inputs()) {
          if (remainingUses.merge(n, -1, Integer::sum) == 0) {
            lastUsed.add(indexOf(n, index));
          }
        }
        steps.add(
            new Step(
                operation,
                place.inputs().stream().mapToInt(n -> indexOf(n, index)).toArray(),
                indexOf(place.name(), index),
                lastUsed.stream().mapToInt(Integer::intValue).toArray()));
      }
      values = index.size();
      visibility = index.getOrDefault(NetworkGraph.VISIBILITY, -1);
      making.done();
    }
  }

  /**
   * {@return the last node's output; scratch}
   *
   * @param x in the memory format that the first layer needs; borrowed
   */
  Tensor run(Tensor x, boolean training) {
    return Objects.requireNonNull(run(x, training, steps.size())[last().output]);
  }

  /**
   * {@return the first input of the last step, and the visibility if there is one; scratch}
   *
   * @param x as for {@link #run}
   */
  RawMaps runRaw(Tensor x, boolean training) {
    @Nullable Tensor[] computed = run(x, training, steps.size() - 1);
    return new RawMaps(
        Objects.requireNonNull(computed[last().inputs[0]]),
        Optional.ofNullable(visibility < 0 ? null : computed[visibility]));
  }

  private Step last() {
    return steps.get(steps.size() - 1);
  }

  /**
   * {@return the output of the last step for {@code raw}, which is borrowed and not modified;
   * scratch}
   */
  Tensor last(Tensor raw, boolean training) {
    return last().operation.apply(new Tensor[] {raw}, training);
  }

  @SuppressWarnings("ReferenceEquality") // an in-place call returns its input object
  private @Nullable Tensor[] run(Tensor x, boolean training, int count) {
    @Nullable Tensor[] computed = new @Nullable Tensor[values];
    computed[0] = x;
    for (Step step : steps.subList(0, count)) {
      Tensor[] inputs = new Tensor[step.inputs.length];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = Objects.requireNonNull(computed[step.inputs[i]]);
      }
      Tensor result = step.operation.apply(inputs, training);
      for (int i : step.lastUsed) {
        Tensor done = computed[i];
        computed[i] = null;
        if (done != null && done != result && i > 0) { // the caller owns the network's input
          done.close();
        }
      }
      computed[step.output] = result;
    }
    return computed;
  }

  /** Moves the constants to a device. */
  void to(Device device) {
    constants.to(device);
  }

  /** Frees the constants. Idempotent. */
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
