package kpnative.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
 * A network graph with weights, computed by LibTorch: for training, and as the reference for every
 * faster engine.
 *
 * <p>Maps are channels-last in memory: this makes pooling and batch normalisation several times
 * faster on the CPU.
 *
 * <p>Evaluation is thread-safe. Training, moving, loading and closing are not, and no other call
 * may run at the same time.
 */
public final class TorchModule implements AutoCloseable {
  private final NetworkGraph graph;
  private final Map<String, Owned<Tensor>> owned = new LinkedHashMap<>();
  private final Map<String, Tensor> parameters;
  private final Map<String, Tensor> buffers;
  private final Map<String, Tensor> constants;
  private final List<Tensor> gradients = new ArrayList<>();
  private final TorchProgram program;
  private volatile boolean training;
  private volatile boolean closed;

  /**
   * Creates a network on the CPU, in evaluation mode, with PyTorch's default initialisation.
   *
   * @param graph the network
   * @param seed determines every weight, independently of the machine
   */
  public TorchModule(NetworkGraph graph, long seed) {
    this(graph, seed, Set.of());
  }

  /**
   * Creates a network with frozen parameters. They get no gradient; batch normalisations whose
   * scale is frozen neither use nor update batch statistics, as in evaluation. Autograd does not
   * record anything before the first trained layer.
   *
   * @param graph the network
   * @param seed determines every weight, independently of the machine
   * @param frozen names of parameters to freeze; unknown names are ignored
   */
  public TorchModule(NetworkGraph graph, long seed, Set<String> frozen) {
    this(graph, seed, frozen, Set.of());
  }

  /**
   * Creates a network with frozen parameters, and with batch normalisations that are trained but
   * keep their statistics.
   *
   * @param graph the network
   * @param seed determines every weight, independently of the machine
   * @param frozen names of parameters to freeze; unknown names are ignored
   * @param keeping names of batch normalisations that neither use nor update batch statistics
   */
  public TorchModule(NetworkGraph graph, long seed, Set<String> frozen, Set<String> keeping) {
    this(graph, seed, frozen, keeping, Optional.empty());
  }

  /**
   * Creates a network whose batch normalisations, in training, use the statistics of other workers'
   * samples too, unless they use none.
   *
   * @param graph the network
   * @param seed determines every weight, independently of the machine
   * @param frozen names of parameters to freeze; unknown names are ignored
   * @param keeping names of batch normalisations that neither use nor update batch statistics
   * @param shared with whom they share; empty for nobody
   */
  public TorchModule(
      NetworkGraph graph,
      long seed,
      Set<String> frozen,
      Set<String> keeping,
      Optional<SharedStatistics> shared) {
    NativeRuntime.load();
    this.graph = graph;
    Map<String, Tensor> trained = new LinkedHashMap<>();
    Map<String, Tensor> updated = new LinkedHashMap<>();
    Map<String, Tensor> fixed = new LinkedHashMap<>();
    boolean done = false;
    try (NativeScope scope = NativeScope.open()) {
      TorchInitializer initializer = new TorchInitializer(seed);
      for (TensorSlot slot : graph.slots()) {
        Owned<Tensor> tensor = Owned.retain(initializer.create(slot));
        owned.put(slot.name(), tensor);
        (slot.isParameter() ? trained : slot.role() == Role.CONSTANT ? fixed : updated)
            .put(slot.name(), tensor.get());
        if (slot.isParameter()) {
          tensor.get().set_requires_grad(!frozen.contains(slot.name()));
        }
      }
      parameters = Collections.unmodifiableMap(trained);
      buffers = Collections.unmodifiableMap(updated);
      constants = Collections.unmodifiableMap(fixed);
      allocateGradients();
      Set<String> fixedStatistics = new HashSet<>(frozen);
      keeping.forEach(node -> fixedStatistics.add(node + ".weight"));
      program = new TorchProgram(graph, owned, fixedStatistics, shared);
      done = true;
    } finally {
      if (!done) {
        gradients.forEach(Tensor::close);
        owned.values().forEach(Owned::close);
      }
    }
  }

  /** {@return the network that this computes} */
  public NetworkGraph graph() {
    return graph;
  }

  /**
   * {@return the output, {@code [B, 2K]}; scratch}
   *
   * @param x {@code [B, C, H, W]}, float32, on this module's device; borrowed, not modified
   * @throws IllegalArgumentException if the shape or type of {@code x} differs
   * @throws IllegalStateException if this is closed
   */
  public Tensor forward(Tensor x) {
    if (closed) {
      throw new IllegalStateException("used after close");
    }
    return program.run(withLayout(x), training);
  }

  /**
   * {@return the input of the last layer: raw maps {@code [B, C, H, W]} if it decodes maps,
   * coefficients {@code [B, N]} if it is a shape model; scratch}
   *
   * @param x as for {@link #forward}
   */
  public Tensor forwardRaw(Tensor x) {
    return forwardAll(x).maps();
  }

  /**
   * {@return the input of the last layer, and the keypoints' visibility; scratch}
   *
   * @param x as for {@link #forward}
   */
  public RawMaps forwardAll(Tensor x) {
    if (closed) {
      throw new IllegalStateException("used after close");
    }
    return program.runRaw(withLayout(x), training);
  }

  /**
   * {@return the coordinates that the last layer computes from {@code raw}, {@code [B, 2K]};
   * scratch}
   *
   * @param raw the result of {@link #forwardRaw}; borrowed, not modified
   */
  public Tensor decode(Tensor raw) {
    if (closed) {
      throw new IllegalStateException("used after close");
    }
    return program.last(raw, training);
  }

  /**
   * {@return the maps in the last layer's form, {@code [B, K, h * w]}: probabilities (after
   * softmax) for logits, peak values for peak maps, scores for a grid; scratch}
   *
   * @param raw the result of {@link #forwardRaw}; borrowed, not modified
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
   * Switches between training mode (batch statistics, which also update the running statistics) and
   * evaluation mode (running statistics).
   */
  public void setTraining(boolean training) {
    this.training = training;
  }

  /**
   * {@return the parameters by name, in the graph's order; borrowed until this is closed} Frozen
   * parameters are included; they do not require a gradient.
   */
  public Map<String, Tensor> parameters() {
    return parameters;
  }

  /**
   * {@return the running statistics by name, in the graph's order; borrowed until this is closed}
   */
  public Map<String, Tensor> buffers() {
    return buffers;
  }

  /**
   * {@return the constants that are set from the training data before the first step, by name;
   * borrowed until this is closed} They are saved and loaded with the weights.
   */
  public Map<String, Tensor> constants() {
    return constants;
  }

  /** Zeroes every gradient in place: references to the gradient tensors stay valid. */
  public void zeroGrad() {
    for (Tensor g : gradients) {
      g.zero_();
    }
  }

  /**
   * Moves parameters, gradients, buffers and constants to a device; the parameter objects stay the
   * same.
   */
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

  /** {@return copies of all parameters, buffers and constants by name, in the graph's order} */
  public Map<String, TensorData> state() {
    Map<String, TensorData> state = new LinkedHashMap<>();
    owned.forEach((name, tensor) -> state.put(name, Tensors.toData(tensor.get())));
    return state;
  }

  /**
   * Copies every parameter, buffer and constant from {@code state} into this module's memory.
   *
   * @throws IllegalArgumentException if names, types or shapes differ; the message lists them, and
   *     nothing is copied
   */
  public void load(Map<String, TensorData> state) {
    TensorMisfits misfits = new TensorMisfits();
    Map<String, TensorData> fitting = new LinkedHashMap<>();
    for (TensorSlot slot : graph.slots()) {
      TensorData given = state.get(slot.name());
      if (given == null
          || given.dtype() != DType.F32
          || !Arrays.equals(given.shape(), slot.sizes())) {
        misfits.needs(slot, "F32 " + slot.shape(), given);
      } else {
        fitting.put(slot.name(), given);
      }
    }
    state.keySet().stream().filter(name -> !owned.containsKey(name)).forEach(misfits::unknown);
    misfits.requireNone("the weights are for another network");
    // both maps iterate in the graph's order
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
              Locale.ROOT,
              "the network takes float32 [B, %s], got %s %s",
              in.sizes().stream().map(String::valueOf).collect(Collectors.joining(", ")),
              x.scalar_type().intern(),
              Arrays.toString(given)));
    }
    if (in.channels() > 1) {
      return x.contiguous(MemoryFormat.ChannelsLast);
    }
    // for one channel the strides are ambiguous, and contiguous() would keep those of NCHW
    long row = in.width();
    return x.contiguous().as_strided(given, in.height() * row, 1, row, 1);
  }
}
