package kpnative.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * An exponential moving average of a network's parameters and buffers, which often generalises
 * better than the last step's weights (Polyak and Juditsky 1992).
 *
 * <p>Update {@code t}, counted from 1, makes it {@code d * average + (1 - d) * live} with {@code d
 * = min(decay, (1 + t) / (10 + t))}: so the early, bad weights are forgotten fast. Tensors that
 * don't hold floats (counts of batches) are copied. Not thread-safe.
 */
final class EmaWeights implements AutoCloseable {
  private final double decay;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Owned<Tensor> updates; // on the CPU always, so that reading it never waits
  private final List<Owned<IValue>> lists = new ArrayList<>();
  private final IValue averages;
  private final IValue lives;
  private final ListKernel lerp;

  /**
   * Starts from a copy of the tensors.
   *
   * @param live parameters and buffers by name; borrowed, to outlive this
   * @param decay the part of the average that an update keeps, 0 to below 1
   */
  EmaWeights(Map<String, Tensor> live, double decay) {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException("the decay must be in [0, 1), got " + decay);
    }
    if (live.values().stream().noneMatch(Tensor::is_floating_point)) {
      throw new IllegalArgumentException(
          "no tensor of floats to average among the " + live.size() + " given");
    }
    this.decay = decay;
    lerp = new ListKernel("aten::_foreach_lerp_", "Scalar");
    try (NativeScope scope = NativeScope.open();
        NoGradGuard noGrad = new NoGradGuard()) {
      List<Tensor> averageFloats = new ArrayList<>();
      List<Tensor> liveFloats = new ArrayList<>();
      live.forEach(
          (name, tensor) -> {
            Owned<Tensor> average = Owned.retain(tensor.detach().clone());
            boolean floats = tensor.is_floating_point();
            entries.put(name, new Entry(tensor, average, floats));
            if (floats) {
              averageFloats.add(average.get());
              liveFloats.add(tensor);
            }
          });
      averages = keep(ListKernel.list(averageFloats));
      lives = keep(ListKernel.list(liveFloats));
      updates = Owned.retain(torch.zeros(new long[0], new TensorOptions(torch.ScalarType.Long)));
    }
  }

  /** Takes the live values into the average. */
  void update() {
    try (NativeScope scope = NativeScope.open();
        NoGradGuard noGrad = new NoGradGuard()) {
      long t = updates.get().item_long() + 1;
      updates.get().fill_(new Scalar(t));
      double keep = Math.min(decay, (1.0 + t) / (10.0 + t));
      lerp.call(averages, lives, new IValue(1 - keep));
      for (Entry entry : entries.values()) {
        if (!entry.floats()) {
          entry.average().get().copy_(entry.live());
        }
      }
    }
  }

  /**
   * Puts the average into the network, for a validation or to save it.
   *
   * @return what puts the live values back when closed; between the two, neither train nor update
   */
  Swapped swapIn() {
    exchange();
    return new Swapped();
  }

  /** {@return the averages by the names of their tensors, borrowed} */
  Map<String, Tensor> averages() {
    return named("");
  }

  /**
   * {@return all that a resumed run needs, borrowed: {@code average/NAME} and {@code updates};
   * restored by copying into them}
   */
  Map<String, Tensor> stateTensors() {
    Map<String, Tensor> tensors = named("average/");
    tensors.put("updates", updates.get());
    return Collections.unmodifiableMap(tensors);
  }

  /** Frees the averages. Idempotent. */
  @Override
  public void close() {
    lerp.close();
    lists.forEach(Owned::close);
    updates.close();
    entries.values().forEach(entry -> entry.average().close());
  }

  private void exchange() {
    try (NoGradGuard noGrad = new NoGradGuard()) {
      for (Entry entry : entries.values()) {
        try (NativeScope scope = NativeScope.open()) {
          Tensor wasLive = entry.live().detach().clone();
          entry.live().copy_(entry.average().get());
          entry.average().get().copy_(wasLive);
        }
      }
    }
  }

  private Map<String, Tensor> named(String prefix) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    entries.forEach((name, entry) -> tensors.put(prefix + name, entry.average().get()));
    return tensors;
  }

  private IValue keep(IValue list) {
    lists.add(Owned.retain(list));
    return list;
  }

  /** The time during which the network holds its average. */
  final class Swapped implements AutoCloseable {
    private boolean over;

    private Swapped() {}

    /** Puts the live values back. Idempotent. */
    @Override
    public void close() {
      if (!over) {
        over = true;
        exchange();
      }
    }
  }

  private record Entry(Tensor live, Owned<Tensor> average, boolean floats) {}
}
