package kpnative.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kpnative.codec.GridMaps;
import kpnative.natives.Device;
import kpnative.natives.NativeRuntime;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import kpnative.network.TensorSlot.Role;
import kpnative.weights.DType;
import kpnative.weights.TensorData;
import kpnative.weights.Tensors;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A graph with weights, computed by LibTorch: for training, and the reference of every faster way.
 *
 * <p>Maps are kept channels-last: on CPU, pooling and normalisation are then several times faster.
 *
 * <p>Evaluation is thread-safe. Training, moving, loading and closing are not, and nothing else may
 * run beside them.
 */
public final class TorchModule implements AutoCloseable {
  private final NetworkGraph graph;
  private final Map<String, Owned<Tensor>> owned = new LinkedHashMap<>();
  private final Map<String, Tensor> parameters;
  private final Map<String, Tensor> buffers;
  private final Map<String, Tensor> constants;
  private final Set<String> frozen;
  private final List<Tensor> gradients = new ArrayList<>();
  private final TorchProgram program;
  private volatile boolean training;
  private volatile boolean closed;

  /**
   * A new network, on the CPU, in evaluation mode, initialised as PyTorch does by default.
   *
   * @param seed decides every weight, whatever the machine
   */
  public TorchModule(NetworkGraph graph, long seed) {
    this(graph, seed, Set.of());
  }

  /**
   * A new network, some of whose parameters are not trained: they get no gradient, and batch
   * normalisations whose scale is among them neither use nor gather a batch's statistics, as in
   * evaluation. Autograd does not run before the first layer that is trained.
   *
   * @param seed decides every weight, whatever the machine
   * @param frozen names of parameters; others are ignored
   */
  public TorchModule(NetworkGraph graph, long seed, Set<String> frozen) {
    NativeRuntime.load();
    this.graph = graph;
    this.frozen = Set.copyOf(frozen);
    Map<String, Tensor> trained = new LinkedHashMap<>();
    Map<String, Tensor> updated = new LinkedHashMap<>();
    Map<String, Tensor> set = new LinkedHashMap<>();
    boolean done = false;
    try (NativeScope scope = NativeScope.open()) {
      TorchInitializer initializer = new TorchInitializer(seed);
      for (TensorSlot slot : graph.slots()) {
        Owned<Tensor> tensor = Owned.retain(initializer.create(slot));
        owned.put(slot.name(), tensor);
        (slot.isParameter() ? trained : slot.role() == Role.CONSTANT ? set : updated)
            .put(slot.name(), tensor.get());
        if (slot.isParameter()) {
          tensor.get().set_requires_grad(!frozen.contains(slot.name()));
        }
      }
      parameters = Collections.unmodifiableMap(trained);
      buffers = Collections.unmodifiableMap(updated);
      constants = Collections.unmodifiableMap(set);
      allocateGradients();
      program = new TorchProgram(graph, owned, this.frozen);
      done = true;
    } finally {
      if (!done) {
        gradients.forEach(Tensor::close);
        owned.values().forEach(Owned::close);
      }
    }
  }

  /** {@return what this computes} */
  public NetworkGraph graph() {
    return graph;
  }

  /**
   * {@return the output, {@code [B, 2K]}; scratch}
   *
   * @param x {@code [B, C, H, W]}, float32, on this module's device; borrowed, not changed
   * @throws IllegalArgumentException if its shape or type is another one
   */
  public Tensor forward(Tensor x) {
    if (closed) {
      throw new IllegalStateException("used after close");
    }
    return program.run(withLayout(x), training);
  }

  /**
   * {@return what the last layer reads: raw maps {@code [B, C, H, W]} where it makes coordinates of
   * maps, coefficients {@code [B, N]} where it makes them of a shape; scratch}
   *
   * @param x as {@link #forward} takes it
   */
  public Tensor forwardRaw(Tensor x) {
    if (closed) {
      throw new IllegalStateException("used after close");
    }
    return program.runRaw(withLayout(x), training);
  }

  /**
   * {@return the coordinates that the last layer makes of what {@link #forwardRaw} gave, {@code [B,
   * 2K]}; scratch}
   *
   * @param raw borrowed, not changed
   */
  public Tensor decode(Tensor raw) {
    if (closed) {
      throw new IllegalStateException("used after close");
    }
    return program.last(raw, training);
  }

  /**
   * {@return the maps as the last layer understands them, {@code [B, K, h * w]}: softmaxed where it
   * reads a distribution, heights where it reads peaks, scores where it reads a grid; scratch}
   *
   * @param raw what {@link #forwardRaw} gave; borrowed, not changed
   */
  public Tensor maps(Tensor raw) {
    if (graph.last() instanceof Layer.GridPoints) {
      return GridMaps.of(raw, graph.output().elements() / 2).scores();
    }
    Tensor flat = raw.flatten(2, 3);
    boolean peaks = graph.mapForm().equals(Optional.of(MapForm.PEAKS));
    return peaks ? flat : torch.softmax(flat, 2);
  }

  /**
   * Chooses between training (batch statistics, which also update the running ones) and evaluation
   * (running statistics).
   */
  public void setTraining(boolean training) {
    this.training = training;
  }

  /**
   * {@return the trained tensors by name, in the graph's order; borrowed until this is closed} The
   * frozen ones are among them, and require no gradient.
   */
  public Map<String, Tensor> parameters() {
    return parameters;
  }

  /** {@return the running statistics by name, in the graph's order; borrowed} */
  public Map<String, Tensor> buffers() {
    return buffers;
  }

  /**
   * {@return what is set from the training data before the first step, by name; borrowed. It
   * travels with the weights}
   */
  public Map<String, Tensor> constants() {
    return constants;
  }

  /** Sets every gradient to zero. The tensors stay: whoever holds them sees the next ones too. */
  public void zeroGrad() {
    for (Tensor g : gradients) {
      g.zero_();
    }
  }

  /** Moves parameters, gradients and buffers; the tensors stay the same objects. */
  public void to(Device device) {
    try (NativeScope scope = NativeScope.open();
        NoGradGuard guard = new NoGradGuard()) {
      for (Owned<Tensor> tensor : owned.values()) {
        Tensor t = tensor.get();
        t.__dispatch_set_data(t.detach().to(device.toTorch(), ScalarType.Float));
      }
      program.to(device);
      allocateGradients();
    }
  }

  /** {@return copies of all parameters and buffers by name, in the graph's order} */
  public Map<String, TensorData> state() {
    Map<String, TensorData> state = new LinkedHashMap<>();
    owned.forEach((name, tensor) -> state.put(name, Tensors.toData(tensor.get())));
    return state;
  }

  /**
   * Copies every parameter and buffer from {@code state} into this module's own memory.
   *
   * @throws IllegalArgumentException if names, types or shapes differ; the message lists each, and
   *     nothing was copied
   */
  public void load(Map<String, TensorData> state) {
    List<String> mismatches = new ArrayList<>();
    Map<String, TensorData> fitting = new LinkedHashMap<>();
    for (TensorSlot slot : graph.slots()) {
      TensorData given = state.get(slot.name());
      long[] shape = slot.shape().stream().mapToLong(Integer::longValue).toArray();
      String needed = slot.name() + " needs F32 " + Arrays.toString(shape);
      if (given == null) {
        mismatches.add(needed + ", which is missing");
      } else if (given.dtype() != DType.F32 || !Arrays.equals(given.shape(), shape)) {
        mismatches.add(needed + ", got " + given);
      } else {
        fitting.put(slot.name(), given);
      }
    }
    for (String name : state.keySet()) {
      if (!owned.containsKey(name)) {
        mismatches.add(name + " is unknown to this network");
      }
    }
    if (!mismatches.isEmpty()) {
      throw new IllegalArgumentException(
          "weights of another network: " + String.join("; ", mismatches));
    }
    // both maps are in the graph's order
    Iterator<TensorData> given = fitting.values().iterator();
    owned.values().forEach(tensor -> Tensors.copyInto(given.next(), tensor.get()));
  }

  /** Frees the tensors. Idempotent. */
  @Override
  public void close() {
    closed = true;
    program.close();
    gradients.forEach(Tensor::close);
    gradients.clear();
    owned.values().forEach(Owned::close);
  }

  private void allocateGradients() {
    gradients.forEach(Tensor::close);
    gradients.clear();
    for (Tensor p : parameters.values()) {
      if (!p.requires_grad()) {
        continue;
      }
      p.mutable_grad().put(torch.zeros_like(p)); // keeps the strides
      Tensor g = p.grad();
      g.retainReference();
      gradients.add(g);
    }
  }

  private Tensor withLayout(Tensor x) {
    Shape in = graph.input();
    long[] given = Tensors.sizes(x);
    if (given.length != 4
        || given[0] < 1
        || given[1] != in.channels()
        || given[2] != in.height()
        || given[3] != in.width()
        || x.scalar_type().intern() != ScalarType.Float) {
      throw new IllegalArgumentException(
          String.format(
              "the network takes float32 [B, %s], got %s %s",
              in.sizes().stream().map(String::valueOf).collect(Collectors.joining(", ")),
              x.scalar_type().intern(),
              Arrays.toString(given)));
    }
    if (in.channels() > 1) {
      return x.contiguous(MemoryFormat.ChannelsLast);
    }
    // for one channel the strides are ambiguous and contiguous() would leave NCHW's
    long row = in.width();
    return x.contiguous().as_strided(given, in.height() * row, 1, row, 1);
  }
}
