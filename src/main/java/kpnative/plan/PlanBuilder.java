package kpnative.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kpnative.network.Layer;
import kpnative.network.LayerReader;
import kpnative.network.NetworkGraph;
import kpnative.network.Shape;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.concat;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory_desc_vector;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;

/** Compiles a fused graph to oneDNN calls for one batch size. Used once; not thread-safe. */
final class PlanBuilder implements LayerReader<FusedNode, PlanValue> {
  private final List<FusedNode> nodes;
  private final PlanValues values;
  private final PlanCalls calls;
  private final ConvolutionCalls convolutions;
  private final PoolingCalls poolings;
  private final ProductCalls products;
  private final Map<String, PlanValue> distributions = new HashMap<>(); // by the maps' name

  PlanBuilder(
      FusedGraph graph,
      int batch,
      FoldedWeights weights,
      PackedWeights packed,
      Precision precision,
      Map<String, Float> ranges) {
    nodes = graph.nodes();
    values = new PlanValues(nodes, batch);
    calls = new PlanCalls(packed, precision);
    Optional<ByteValues> bytes =
        precision == Precision.INT8 ? Optional.of(new ByteValues(nodes)) : Optional.empty();
    convolutions =
        new ConvolutionCalls(weights, values, calls, new ByteCalls(bytes, ranges, values, calls));
    poolings = new PoolingCalls(values, calls);
    products = new ProductCalls(weights, values, calls);
  }

  /** {@return the plan, owned by the caller; call this within a {@code NativeScope}} */
  BatchPlan build(Shape input) {
    boolean done = false;
    try {
      PlanValue images = values.take(values.sizes(input));
      values.name(NetworkGraph.INPUT, images);
      PlanValue last = images;
      for (FusedNode node : nodes) {
        calls.begin(node);
        last = read(node.layer(), node);
        values.name(node.output(), last);
        values.finish(node);
      }
      done = true;
      return new BatchPlan(
          calls.steps(),
          values.slotSizes(),
          images,
          last,
          values.find(NetworkGraph.VISIBILITY),
          distributions.values().stream().findFirst(),
          values.made());
    } finally {
      if (!done) {
        calls.discard();
        values.discard();
      }
    }
  }

  @Override
  public PlanValue conv(Layer.Conv layer, FusedNode node) {
    return convolutions.conv(layer, node);
  }

  @Override
  public PlanValue batchNorm(Layer.BatchNorm layer, FusedNode node) {
    return convolutions.batchNorm(node);
  }

  @Override
  public PlanValue relu(Layer.Relu layer, FusedNode node) {
    PlanValue source = values.input(node);
    PlanValue target = values.take(values.sizes(node.out()));
    eltwise_forward.primitive_desc description =
        new eltwise_forward.primitive_desc(
            OneDnn.cpu(),
            OneDnn.INFERENCE,
            dnnl.dnnl_eltwise_relu,
            source.desc(),
            target.desc(),
            0,
            0,
            calls.attributes(),
            false);
    calls.add(description, source, target);
    return target;
  }

  @Override
  public PlanValue maxPool(Layer.MaxPool layer, FusedNode node) {
    return poolings.max(layer, node);
  }

  @Override
  public PlanValue averagePool(Layer.AveragePool layer, FusedNode node) {
    return poolings.average(layer, node);
  }

  @Override
  public PlanValue globalAveragePool(Layer.GlobalAveragePool layer, FusedNode node) {
    // channels-last: the channels of one pixel are contiguous, like a row
    return asRows(poolings.globalAverage(node), node.out().elements());
  }

  @Override
  public PlanValue flatten(Layer.Flatten layer, FusedNode node) {
    return asRows(plainMaps(node), node.out().elements());
  }

  @Override
  public PlanValue linear(Layer.Linear layer, FusedNode node) {
    return products.linear(layer, node);
  }

  @Override
  public PlanValue shapeBasis(Layer.ShapeBasis layer, FusedNode node) {
    return products.shapeBasis(layer, node);
  }

  @Override
  public PlanValue add(Layer.Add layer, FusedNode node) {
    PlanValue a = values.named(node.inputs().get(0));
    PlanValue b = values.named(node.inputs().get(1));
    PlanValue target = values.take(values.sizes(node.out()));
    binary.primitive_desc description =
        new binary.primitive_desc(
            OneDnn.cpu(),
            dnnl.dnnl_binary_add,
            a.desc(),
            b.desc(),
            target.desc(),
            calls.attributes(node),
            false);
    calls.add(
        description,
        List.of(
            new PlanStep.Argument(dnnl.DNNL_ARG_SRC_0, a),
            new PlanStep.Argument(dnnl.DNNL_ARG_SRC_1, b),
            new PlanStep.Argument(dnnl.DNNL_ARG_DST, target)),
        List.of());
    return target;
  }

  @Override
  public PlanValue concat(Layer.Concat layer, FusedNode node) {
    return join(node.inputs().stream().map(values::named).toList(), node);
  }

  /** {@return the values joined along their second axis} */
  private PlanValue join(List<PlanValue> joined, FusedNode node) {
    List<PlanStep.Argument> arguments = new ArrayList<>();
    memory_desc_vector parts = new memory_desc_vector();
    for (PlanValue part : joined) {
      parts.push_back(part.desc());
      arguments.add(new PlanStep.Argument(dnnl.DNNL_ARG_MULTIPLE_SRC + arguments.size(), part));
    }
    PlanValue target = values.take(values.sizes(node.out()));
    arguments.add(new PlanStep.Argument(dnnl.DNNL_ARG_DST, target));
    concat.primitive_desc description =
        new concat.primitive_desc(OneDnn.cpu(), target.desc(), 1, parts, calls.attributes(), false);
    calls.add(description, arguments, List.of());
    return target;
  }

  @Override
  public PlanValue cells(Layer.Cells layer, FusedNode node) {
    List<PlanValue> rows = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      PlanValue maps = values.named(node.inputs().get(i));
      // channels-last: the pixels are already in order; the values stay alive until this node ends
      long[] size = {values.batch(), maps.bytes() / Float.BYTES / values.batch()};
      rows.add(values.keep(maps.as(size, OneDnn.floats(OneDnn.ROWS, size))));
    }
    return join(rows, node);
  }

  @Override
  public PlanValue upsample(Layer.Upsample layer, FusedNode node) {
    PlanValue source = values.input(node);
    PlanValue target = values.takeLike(source, values.sizes(node.out()));
    float factor = layer.factor();
    dnnl_primitive_desc raw = new dnnl_primitive_desc();
    OneDnn.check(
        dnnl.dnnl_resampling_forward_primitive_desc_create(
            raw,
            OneDnn.handle(),
            OneDnn.INFERENCE,
            dnnl.dnnl_resampling_nearest,
            new float[] {factor, factor},
            source.desc().get(),
            target.desc().get(),
            calls.attributes().get()),
        "resampling");
    calls.add(new primitive_desc_base(raw), source, target);
    return target;
  }

  @Override
  public PlanValue softArgmax(Layer.SoftArgmax layer, FusedNode node) {
    return products.moments(node, distribution(node));
  }

  @Override
  public PlanValue pointFeatures(Layer.PointFeatures layer, FusedNode node) {
    PlanValue features = values.named(node.inputs().get(1));
    return products.means(node, distribution(node), features);
  }

  /** {@return the softmax of a node's maps, once for all nodes that read them, until the end} */
  private PlanValue distribution(FusedNode node) {
    String maps = node.inputs().get(0);
    PlanValue known = distributions.get(maps);
    if (known == null) {
      known = products.softmax(node.in(), plainMaps(node));
      distributions.put(maps, known);
    }
    return known;
  }

  @Override
  public PlanValue argmax(Layer.Argmax layer, FusedNode node) {
    return plainMaps(node); // decoded outside the plan
  }

  @Override
  public PlanValue gridPoints(Layer.GridPoints layer, FusedNode node) {
    return plainMaps(node); // decoded outside the plan
  }

  /** {@return the node's input as planar maps, {@code [B, C, H, W]}} */
  private PlanValue plainMaps(FusedNode node) {
    PlanValue source = values.input(node);
    PlanValue plain = values.take(source.sizes(), OneDnn.floats(OneDnn.PLAIN_MAPS, source.sizes()));
    reorder.primitive_desc description =
        new reorder.primitive_desc(
            OneDnn.cpu(), source.desc(), OneDnn.cpu(), plain.desc(), calls.attributes(), false);
    calls.add(description, source, plain);
    return plain;
  }

  private PlanValue asRows(PlanValue maps, long numbers) {
    long[] size = {values.batch(), numbers};
    return values.keep(maps.as(size, OneDnn.floats(OneDnn.ROWS, size)));
  }
}
