package kpnative.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kpnative.natives.Construction;
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
 * <p>Update {@code t}, counted from 1, sets the average to {@code d * average + (1 - d) * live}
 * with {@code d = min(decay, (1 + t) / (10 + t))}, so that the poor weights of the first steps
 * decay fast. Tensors that are not floating point (batch counters) are copied. Not thread-safe.
 */
final class EmaWeights implements AutoCloseable {
  private final double decay;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Owned<Tensor>
      updates; // always on the CPU, so that reading it never waits for a GPU
  private final List<Owned<IValue>> lists = new ArrayList<>();
  private final IValue averages;
  private final IValue lives;
  private final ListKernel lerp;

  /**
   * Starts from a copy of the tensors.
   *
   * @param live parameters and buffers by name; borrowed, must outlive this
   * @param decay the fraction of the average that an update keeps, 0 to below 1
   */
  EmaWeights(Map<String, Tensor> live, double decay) {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException("the decay must be in [0, 1), got " + decay);
    }
    if (live.values().stream().noneMatch(Tensor::is_floating_point)) {
      throw new IllegalArgumentException(
          "no floating-point tensor to average among the " + live.size() + " given");
    }
    this.decay = decay;
    try (Construction making = new Construction();
        NoGradGuard noGrad = new NoGradGuard()) {
      making.own(entries, all -> all.values().forEach(entry -> entry.average().close()));
      making.own(lists, all -> all.forEach(Owned::close));
      lerp = making.own(new ListKernel("aten::_foreach_lerp_", "Scalar"), ListKernel::close);
      List<Tensor> averageFloats = new ArrayList<>();
      List<Tensor> liveFloats = new ArrayList<>();
      live.forEach(
          (name, tensor) -> {
            Owned<Tensor> average = Owned.retain(tensor.detach().clone());
            boolean isFloat = tensor.is_floating_point();
            entries.put(name, new Entry(tensor, average, isFloat));
            if (isFloat) {
              averageFloats.add(average.get());
              liveFloats.add(tensor);
            }
          });
      averages = keep(ListKernel.list(averageFloats));
      lives = keep(ListKernel.list(liveFloats));
      updates = making.retain(torch.zeros(new long[0], new TensorOptions(torch.ScalarType.Long)));
      making.done();
    }
  }

  /** Updates the average with the live values. */
  void update() {
    try (NativeScope scope = NativeScope.open();
        NoGradGuard noGrad = new NoGradGuard()) {
      long t = updates.get().item_long() + 1;
      updates.get().fill_(new Scalar(t));
      double keep = Math.min(decay, (1.0 + t) / (10.0 + t));
      lerp.call(averages, lives, new IValue(1 - keep));
      for (Entry entry : entries.values()) {
        if (!entry.isFloat()) {
          entry.average().get().copy_(entry.live());
        }
      }
    }
  }

  /**
   * Swaps the EMA weights into the network, to validate or save them.
   *
   * @return swaps the live values back when closed; until then, neither train nor {@link #update}
   */
  Swapped swapIn() {
    exchange();
    return new Swapped();
  }

  /** {@return the EMA weights by tensor name, borrowed} */
  Map<String, Tensor> averages() {
    return named("");
  }

  /**
   * {@return the state that a resumed run needs, borrowed: {@code average/NAME} and {@code
   * updates}; restored by copying into them}
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
          Tensor previousLive = entry.live().detach().clone();
          entry.live().copy_(entry.average().get());
          entry.average().get().copy_(previousLive);
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

  /** The scope in which the network holds its EMA weights. */
  final class Swapped implements AutoCloseable {
    private boolean closed;

    private Swapped() {}

    /** Swaps the live values back. Idempotent. */
    @Override
    public void close() {
      if (!closed) {
        closed = true;
        exchange();
      }
    }
  }

  private record Entry(Tensor live, Owned<Tensor> average, boolean isFloat) {}
}
