package kpnative.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import kpnative.network.TorchModule;
import kpnative.parallel.Workers;
import kpnative.recipe.OptimizerSettings;
import kpnative.weights.TensorData;
import kpnative.weights.Tensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The tensors of a training: the network's, the optimiser's and, with EMA, the averaged ones. What
 * they are trained for is the caller's business. Not thread-safe. Owns them all, and the module.
 */
final class TrainedNetwork implements AutoCloseable {
  private static final String MODEL = "model/";
  private static final String OPTIMIZER = "optimizer/";
  private static final String EMA = "average/";

  private final TorchModule module;
  private final AdamOptimizer optimizer;
  private final Optional<GradientClipping> clipping;
  private final Optional<EmaWeights> ema;
  private final List<Runnable> owned = new ArrayList<>(); // closers, in order of creation

  /**
   * Makes what is needed to train a module, which is on its device already.
   *
   * @param module owned from now on, also if this fails
   * @param paces paces of the parameters by name
   * @param clipNorm largest norm of all gradients together; 0 for no clipping
   * @param decay of the EMA weights per step; 0 for no EMA
   */
  TrainedNetwork(
      TorchModule module,
      OptimizerSettings settings,
      Function<String, Pace> paces,
      double clipNorm,
      double decay) {
    this.module = module;
    owned.add(module::close);
    boolean done = false;
    try {
      optimizer = new AdamOptimizer(module.parameters(), settings, paces);
      owned.add(optimizer::close);
      clipping =
          clipNorm > 0 ? Optional.of(new GradientClipping(optimizer, clipNorm)) : Optional.empty();
      clipping.ifPresent(c -> owned.add(c::close));
      ema = decay > 0 ? Optional.of(new EmaWeights(tensors(module), decay)) : Optional.empty();
      ema.ifPresent(a -> owned.add(a::close));
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  /** {@return the network, borrowed} */
  TorchModule module() {
    return module;
  }

  /** Sets every gradient to zero, in place. */
  void zeroGradients() {
    optimizer.zeroGradients();
  }

  /**
   * Clips the gradients, updates every parameter, and the EMA weights.
   *
   * @param progress the fraction of the training that is done
   * @param at the training's state, for the message
   * @throws TrainingDivergedException if the gradient is not finite; then nothing was updated
   */
  void update(double lr, double progress, TrainingState at) {
    if (clipping.isPresent()) {
      double norm = clipping.get().clip();
      if (!Double.isFinite(norm)) {
        throw new TrainingDivergedException("gradient norm", norm, at, lr);
      }
    }
    optimizer.step(lr, progress);
    ema.ifPresent(EmaWeights::update);
  }

  /** An operation on the network while it holds its EMA weights. */
  @FunctionalInterface
  interface Use<T> {
    /** {@return its result} */
    T get() throws IOException;
  }

  /** Runs {@code use} while the network holds its EMA weights, or its own if there is no EMA. */
  <T> T withEma(Use<T> use) throws IOException {
    if (ema.isEmpty()) {
      return use.get();
    }
    try (EmaWeights.Swapped swapped = ema.get().swapIn()) {
      return use.get();
    }
  }

  /** {@return a copy of the EMA weights, or of the network's own if there is no EMA} */
  Map<String, TensorData> weights() throws IOException {
    return withEma(module::state);
  }

  /** {@return a copy of all tensors that a resumed training needs, by prefixed name} */
  Map<String, TensorData> state() {
    Map<String, TensorData> state = new LinkedHashMap<>();
    module.state().forEach((name, tensor) -> state.put(MODEL + name, tensor));
    copy(optimizer.stateTensors(), OPTIMIZER, state);
    ema.ifPresent(a -> copy(a.stateTensors(), EMA, state));
    return state;
  }

  /** {@return the tensors of which {@link #state} is a copy, borrowed} */
  Map<String, Tensor> tensors() {
    Map<String, Tensor> all = new LinkedHashMap<>();
    tensors(module).forEach((name, tensor) -> all.put(MODEL + name, tensor));
    module.constants().forEach((name, tensor) -> all.put(MODEL + name, tensor));
    optimizer.stateTensors().forEach((name, tensor) -> all.put(OPTIMIZER + name, tensor));
    ema.ifPresent(a -> a.stateTensors().forEach((name, tensor) -> all.put(EMA + name, tensor)));
    return all;
  }

  /** Averages the running statistics, and their averages over time, over the workers. */
  void averageStatistics(Workers workers) {
    Scalar number = new Scalar((double) workers.size());
    for (Map.Entry<String, Tensor> each : tensors().entrySet()) {
      if (module.buffers().keySet().stream().anyMatch(each.getKey()::endsWith)) {
        workers.sum(each.getValue());
        each.getValue().div_(number);
      }
    }
  }

  /**
   * Restores what {@link #state} returned.
   *
   * @throws IllegalArgumentException if it is the state of another network or recipe
   */
  void restore(Map<String, TensorData> state) {
    module.load(part(state, MODEL));
    restore(optimizer.stateTensors(), part(state, OPTIMIZER));
    ema.ifPresent(a -> restore(a.stateTensors(), part(state, EMA)));
  }

  private static Map<String, Tensor> tensors(TorchModule module) {
    Map<String, Tensor> all = new LinkedHashMap<>(module.parameters());
    all.putAll(module.buffers());
    return all;
  }

  private static void copy(Map<String, Tensor> from, String prefix, Map<String, TensorData> to) {
    from.forEach((name, tensor) -> to.put(prefix + name, Tensors.toData(tensor)));
  }

  private static void restore(Map<String, Tensor> to, Map<String, TensorData> from) {
    to.forEach(
        (name, tensor) -> {
          TensorData data = from.get(name);
          if (data == null) {
            throw new IllegalArgumentException(name + " is missing");
          }
          Tensors.copyInto(data, tensor);
        });
  }

  private static Map<String, TensorData> part(Map<String, TensorData> all, String prefix) {
    Map<String, TensorData> part = new LinkedHashMap<>();
    all.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            part.put(name.substring(prefix.length()), tensor);
          }
        });
    return part;
  }

  /** Frees the tensors, in reverse order of creation. Idempotent. */
  @Override
  public void close() {
    Collections.reverse(owned);
    owned.forEach(Runnable::run);
    owned.clear();
  }
}
