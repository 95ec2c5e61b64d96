package kpnative.plan;

import java.util.HashMap;
import java.util.Map;
import kpnative.natives.NativeScope;
import kpnative.network.Layer;
import kpnative.network.NetworkGraph;
import kpnative.weights.TensorData;

/**
 * A network compiled for inference on the CPU: batch normalisations are folded into the weights,
 * ReLU and residual additions are fused into the convolutions, weights are in the layout of
 * oneDNN's generated code, and memory is reused between layers.
 *
 * <p>The form of {@link PlanMemory#output()} depends on the network's last layer, see {@link
 * Output}.
 *
 * <p>Thread-safe. Owns its weights and compiled programs; close it after every {@link PlanMemory}
 * that it created.
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

  /** The form of a run's output. */
  public enum Output {
    /**
     * {@code [B, 2K]}: coordinates, x and y interleaved, as fractions of the input's width and
     * height.
     */
    COORDINATES,
    /**
     * {@code [B, K, 4]}: moments of each map's distribution over its pixels: the means of x - 0.5,
     * y - 0.5 and of the squares of both, as fractions of the input's width and height.
     */
    MOMENTS,
    /** {@code [B, C, H, W]}: the maps that the last layer reads. */
    MAPS,
    /** {@code [B, N]}: the numbers of the last layer, {@link Layer.Cells}, as it writes them. */
    CELLS
  }

  /**
   * Creates a plan. Compiles nothing yet: {@link #memory} compiles each batch size on first use.
   *
   * @param graph the network
   * @param tensors the network's tensors by name; retained, must not be modified
   * @param precision the arithmetic of the products
   */
  public InferencePlan(NetworkGraph graph, Map<String, TensorData> tensors, Precision precision) {
    this(graph, tensors, precision, Map.of());
  }

  /**
   * Creates a plan, as {@link #InferencePlan(NetworkGraph, Map, Precision)}.
   *
   * @param ranges for {@link Precision#INT8}: the largest magnitude of each value by name, from
   *     {@link PlanMemory#observe}; copied
   * @throws IllegalArgumentException if {@code precision} is INT8 and a range is missing, negative
   *     or not finite, or it is AUTO, which is no arithmetic
   */
  public InferencePlan(
      NetworkGraph graph,
      Map<String, TensorData> tensors,
      Precision precision,
      Map<String, Float> ranges) {
    if (precision == Precision.AUTO) {
      throw new IllegalArgumentException("a plan computes in one precision, got auto");
    }
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
              "int8 needs the range of every value: expected a finite range for "
                  + node.output()
                  + ", got "
                  + range
                  + "; calibrate with PlanMemory.observe");
        }
      }
    }
  }

  /** {@return the network that this computes} */
  public NetworkGraph graph() {
    return graph;
  }

  /** {@return the form of a run's output} */
  public Output output() {
    if (graph.last() instanceof Layer.SoftArgmax) {
      return Output.MOMENTS;
    }
    if (graph.last() instanceof Layer.Cells) {
      return Output.CELLS;
    }
    boolean readsMaps =
        graph.last() instanceof Layer.Argmax || graph.last() instanceof Layer.GridPoints;
    return readsMaps ? Output.MAPS : Output.COORDINATES;
  }

  /**
   * {@return memory for runs of {@code batch} images, owned by the caller} The first call for a
   * batch size compiles it for as many threads as the calling thread may use, which takes a
   * fraction of a second.
   *
   * @param batch B, at least 1
   * @throws IllegalStateException if this is closed
   */
  public PlanMemory memory(int batch) {
    return new PlanMemory(plan(batch));
  }

  private synchronized BatchPlan plan(int batch) {
    if (closed) {
      throw new IllegalStateException("used after close");
    }
    if (batch < 1) {
      throw new IllegalArgumentException("a batch needs at least 1 image, got " + batch);
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

  /** Frees the programs and weights. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    plans.values().forEach(BatchPlan::close);
    plans.clear();
    packed.close();
  }
}
