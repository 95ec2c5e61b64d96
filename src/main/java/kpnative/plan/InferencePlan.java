package kpnative.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kpnative.natives.NativeScope;
import kpnative.network.Layer;
import kpnative.network.NetworkGraph;
import kpnative.weights.TensorData;

/**
 * A network compiled for inference on the processor: normalisations folded into the weights, ReLU
 * and the residuals' additions into the convolutions, weights in the layout of oneDNN's generated
 * code, memory used again.
 *
 * <p>What a run gives, {@link PlanMemory#output()}, depends on the network's last layer: {@link
 * Output}.
 *
 * <p>Thread-safe. Owns its weights and programs; close it after all its {@link PlanMemory}.
 */
public final class InferencePlan implements AutoCloseable {
  private final NetworkGraph graph;
  private final FusedGraph fused;
  private final FoldedWeights folded;
  private final PackedWeights packed = new PackedWeights();
  private final Precision precision;
  private final Map<String, Float> ranges;
  private final Map<Integer, BatchPlan> plans = new HashMap<>();
  private boolean closed;

  /** What the numbers of a run are. */
  public enum Output {
    /** {@code [B, 2K]}: coordinates, x and y in turn, fractions of the input's sides. */
    COORDINATES,
    /**
     * {@code [B, K, 4]}: means of a distribution over the map's pixels: of x - 0.5, y - 0.5, and of
     * the squares of both, in fractions of the input's sides.
     */
    MOMENTS,
    /** {@code [B, C, H, W]}: the maps that the last layer reads. */
    MAPS
  }

  /**
   * Compiles nothing yet: each size of a batch is compiled when {@link #memory} first asks for it.
   *
   * @param tensors the network's, by name; kept
   */
  public InferencePlan(NetworkGraph graph, Map<String, TensorData> tensors, Precision precision) {
    this(graph, tensors, precision, Map.of());
  }

  /**
   * As {@link #InferencePlan(NetworkGraph, Map, Precision)}.
   *
   * @param ranges for {@link Precision#INT8}: how large each value becomes, from {@link
   *     PlanMemory#observe}
   * @throws IllegalArgumentException if 8 bits are asked for without the ranges of this network
   */
  public InferencePlan(
      NetworkGraph graph,
      Map<String, TensorData> tensors,
      Precision precision,
      Map<String, Float> ranges) {
    this.graph = graph;
    this.precision = precision;
    this.ranges = Map.copyOf(ranges);
    fused = new FusedGraph(graph);
    folded = new FoldedWeights(graph, tensors);
    if (precision == Precision.INT8) {
      for (FusedNode node : fused.nodes()) {
        Float range = ranges.get(node.output());
        if (range == null || !(range >= 0 && range <= Float.MAX_VALUE)) {
          throw new IllegalArgumentException(
              "int8 needs the range of every value, and that of " + node.output() + " is " + range);
        }
      }
    }
  }

  /** {@return what this computes} */
  public NetworkGraph graph() {
    return graph;
  }

  /** {@return what the numbers of a run are} */
  public Output output() {
    if (graph.last() instanceof Layer.SoftArgmax) {
      return Output.MOMENTS;
    }
    boolean reads =
        graph.last() instanceof Layer.Argmax || graph.last() instanceof Layer.GridPoints;
    return reads ? Output.MAPS : Output.COORDINATES;
  }

  /**
   * {@return memory for runs of {@code batch} pictures, owned by the caller} The first time for a
   * size it is compiled, for as many threads as the calling thread may use: a fraction of a second.
   */
  public PlanMemory memory(int batch) {
    return new PlanMemory(plan(batch));
  }

  /** {@return for each call of a run the name of oneDNN's implementation, for diagnosis} */
  public List<String> implementations(int batch) {
    return plan(batch).steps().stream().map(PlanStep::implementation).toList();
  }

  private synchronized BatchPlan plan(int batch) {
    if (closed) {
      throw new IllegalStateException("used after close");
    }
    if (batch < 1) {
      throw new IllegalArgumentException("a batch needs at least 1 picture, got " + batch);
    }
    BatchPlan plan = plans.get(batch);
    if (plan == null) {
      try (NativeScope scope = NativeScope.open()) {
        plan =
            new PlanBuilder(fused, batch, folded, packed, precision, ranges).build(graph.input());
      }
      plans.put(batch, plan);
    }
    return plan;
  }

  /** Frees programs and weights. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    plans.values().forEach(BatchPlan::close);
    plans.clear();
    packed.close();
  }
}
