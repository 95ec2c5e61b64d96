package kpnative.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import kpnative.natives.Owned;
import kpnative.network.Layer;
import kpnative.network.NetworkGraph;
import kpnative.network.Shape;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.concat;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory_desc_vector;
import org.bytedeco.dnnl.pooling_forward;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.softmax_forward;

/** Turns a fused graph into oneDNN's calls, for one size of a batch. Used once. */
final class PlanBuilder implements Layer.Reader<FusedNode, PlanValue> {
  /** Of an expectation's result a map: x, y, and their squares. */
  static final int MOMENTS = 4;

  private static final long[] NO_PADDING = {0, 0};
  private static final long[] NO_DILATION = {0, 0}; // oneDNN counts from 0

  private final long batch;
  private final FoldedWeights weights;
  private final PackedWeights packed;
  private final Precision precision;
  private final Optional<ByteValues> bytes; // where there are 8 bits
  private final Map<String, Float> ranges;
  private final List<FusedNode> nodes;
  private final Map<String, PlanValue> values = new HashMap<>();
  private final Map<String, Integer> lastReads = new HashMap<>();
  private final Map<Integer, Integer> slotUsers = new HashMap<>(); // living values of a slot
  private final PlanSlots slots = new PlanSlots();
  private final List<PlanStep> steps = new ArrayList<>();
  private final List<PlanValue> made = new ArrayList<>();
  private int now; // the node that is being built

  PlanBuilder(
      FusedGraph graph,
      int batch,
      FoldedWeights weights,
      PackedWeights packed,
      Precision precision,
      Map<String, Float> ranges) {
    this.nodes = graph.nodes();
    this.batch = batch;
    this.weights = weights;
    this.packed = packed;
    this.precision = precision;
    this.ranges = ranges;
    this.bytes =
        precision == Precision.INT8 ? Optional.of(new ByteValues(nodes)) : Optional.empty();
    for (int i = 0; i < nodes.size(); i++) {
      for (String read : nodes.get(i).reads()) {
        lastReads.put(read, i);
      }
    }
    lastReads.put(nodes.get(nodes.size() - 1).output(), nodes.size());
  }

  /** {@return the plan; call it in a scope} */
  BatchPlan build(Shape input) {
    boolean done = false;
    try {
      PlanValue pictures = value(sizes(input));
      values.put(NetworkGraph.INPUT, pictures);
      PlanValue last = pictures;
      for (FusedNode node : nodes) {
        last = node.layer().read(this, node);
        values.put(node.output(), last);
        release(node);
        now++;
      }
      done = true;
      return new BatchPlan(List.copyOf(steps), slots.sizes(), pictures, last, List.copyOf(made));
    } finally {
      if (!done) {
        steps.forEach(PlanStep::close);
        made.forEach(v -> v.form().close());
      }
    }
  }

  @Override
  public PlanValue conv(Layer.Conv layer, FusedNode node) {
    int in = node.in().channels();
    FoldedWeights.Pair pair = weights.pair(node, layer.out(), layer.bias());
    long g = layer.groups();
    long k = layer.kernel();
    long[] form =
        g == 1 ? new long[] {layer.out(), in, k, k} : new long[] {g, layer.out() / g, in / g, k, k};
    return convolution(node, layer, form, pair);
  }

  private PlanValue convolution(
      FusedNode node, Layer.Conv layer, long[] form, FoldedWeights.Pair pair) {
    PlanValue source = input(node);
    boolean inBytes = source.isBytes();
    boolean outBytes = bytes.isPresent() && bytes.get().contains(node.output());
    if (!inBytes && outBytes) { // from 32 bits: computed with 32, then rounded
      PlanValue exact = convolution(node, layer, form, pair, source, false);
      PlanValue rounded = byteValue(node);
      scaled(exact, rounded);
      forget(exact);
      return rounded;
    }
    return convolution(node, layer, form, pair, source, outBytes);
  }

  private PlanValue convolution(
      FusedNode node,
      Layer.Conv layer,
      long[] form,
      FoldedWeights.Pair pair,
      PlanValue source,
      boolean outBytes) {
    primitive_attr attributes = attributes();
    List<PlanStep.Argument> arguments = new ArrayList<>();
    post_ops after = new post_ops();
    PlanValue target;
    Optional<PlanValue> copy = Optional.empty();
    if (node.addend().isPresent()) {
      String name = node.addend().get();
      PlanValue addend = values(name);
      boolean mayOverwrite = isLastRead(name) && !node.inputs().contains(name);
      if (addend.isBytes() && !(outBytes && mayOverwrite)) {
        PlanValue exact = value(addend.sizes());
        scaled(addend, exact);
        addend = exact;
        copy = Optional.of(exact);
        mayOverwrite = true;
      }
      if (mayOverwrite && addend.isBytes() == outBytes) {
        sum(after, addend, outBytes);
        share(addend);
        target = outBytes ? keep(addend.as(byteForm(node), scale(node.output()))) : addend;
      } else {
        after.append_binary(dnnl.dnnl_binary_add, addend.desc());
        arguments.add(
            new PlanStep.Argument(
                dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | dnnl.DNNL_ARG_SRC_1, addend));
        target = outBytes ? byteValue(node) : value(sizes(node.out()));
      }
    } else {
      target = outBytes ? byteValue(node) : value(sizes(node.out()));
    }
    rectify(node, after);
    attributes.set_post_ops(after);
    List<PlanStep.Constant> constants = new ArrayList<>();
    if (source.isBytes()) {
      boolean grouped = form.length == 5;
      attributes.set_scales_mask(dnnl.DNNL_ARG_SRC, 0);
      attributes.set_scales_mask(dnnl.DNNL_ARG_WEIGHTS, grouped ? 3 : 1);
      constants.add(scaleOf(dnnl.DNNL_ARG_SRC, source.scale()));
      if (outBytes) {
        attributes.set_scales_mask(dnnl.DNNL_ARG_DST, 0);
        constants.add(scaleOf(dnnl.DNNL_ARG_DST, target.scale()));
      }
    }
    memory.data_type kind = source.isBytes() ? memory.data_type.s8 : memory.data_type.f32;
    memory.format_tag plain = form.length == 5 ? memory.format_tag.goihw : memory.format_tag.oihw;
    long[] stride = {layer.stride(), layer.stride()};
    long[] padding = {layer.padding(), layer.padding()};
    convolution_forward.primitive_desc description =
        new convolution_forward.primitive_desc(
            OneDnn.cpu(),
            OneDnn.INFERENCE,
            dnnl.dnnl_convolution_direct,
            source.desc(),
            OneDnn.form(kind, OneDnn.ANY, form),
            OneDnn.floats(memory.format_tag.a, layer.out()),
            target.desc(),
            stride,
            padding,
            padding(node, layer),
            attributes,
            false);
    arguments.add(new PlanStep.Argument(dnnl.DNNL_ARG_SRC, source));
    arguments.add(new PlanStep.Argument(dnnl.DNNL_ARG_DST, target));
    constants.addAll(
        source.isBytes()
            ? byteWeight(node, pair, OneDnn.form(kind, plain, form), description.weights_desc())
            : weight(node, pair, OneDnn.floats(plain, form), description.weights_desc()));
    step(description, arguments, constants);
    copy.ifPresent(this::forget);
    return target;
  }

  private static void sum(post_ops after, PlanValue addend, boolean inBytes) {
    if (inBytes) {
      after.append_sum(addend.scale(), 0, addend.desc().get_data_type());
    } else {
      after.append_sum();
    }
  }

  /** {@return weights in 8 bits, and the scale of each output channel} */
  private List<PlanStep.Constant> byteWeight(
      FusedNode node, FoldedWeights.Pair pair, memory.desc given, memory.desc wanted) {
    int outputs = pair.bias().length;
    ByteWeights rounded = ByteWeights.of(pair.weight(), outputs);
    memory.desc row = OneDnn.floats(memory.format_tag.a, outputs);
    String name = node.name();
    return List.of(
        new PlanStep.Constant(
            dnnl.DNNL_ARG_WEIGHTS, packed.pack(name + ".weight", rounded.values(), given, wanted)),
        new PlanStep.Constant(
            dnnl.DNNL_ARG_ATTR_SCALES | dnnl.DNNL_ARG_WEIGHTS,
            packed.pack(name + " scales", rounded.scales(), row, row)),
        new PlanStep.Constant(
            dnnl.DNNL_ARG_BIAS, packed.pack(name + ".bias", pair.bias(), row, row)));
  }

  private PlanStep.Constant scaleOf(int argument, float scale) {
    memory.desc one = OneDnn.floats(memory.format_tag.a, 1);
    return new PlanStep.Constant(
        dnnl.DNNL_ARG_ATTR_SCALES | argument,
        packed.pack("scale " + scale, new float[] {scale}, one, one));
  }

  /** Writes a value's numbers with as many bits as the target has. */
  private void scaled(PlanValue source, PlanValue target) {
    primitive_attr attributes = attributes();
    boolean rounds = target.isBytes();
    int side = rounds ? dnnl.DNNL_ARG_DST : dnnl.DNNL_ARG_SRC;
    attributes.set_scales_mask(side, 0);
    reorder.primitive_desc description =
        new reorder.primitive_desc(
            OneDnn.cpu(), source.desc(), OneDnn.cpu(), target.desc(), attributes, false);
    step(
        description,
        List.of(
            new PlanStep.Argument(dnnl.DNNL_ARG_SRC, source),
            new PlanStep.Argument(dnnl.DNNL_ARG_DST, target)),
        List.of(scaleOf(side, rounds ? target.scale() : source.scale())));
  }

  private PlanValue byteValue(FusedNode node) {
    return value(sizes(node.out()), byteForm(node), scale(node.output()));
  }

  private memory.desc byteForm(FusedNode node) {
    boolean unsigned = bytes.orElseThrow().isUnsigned(node.output());
    return OneDnn.form(
        unsigned ? memory.data_type.u8 : memory.data_type.s8, OneDnn.MAPS, sizes(node.out()));
  }

  private float scale(String value) {
    float most = Objects.requireNonNull(ranges.get(value), value);
    float steps = bytes.orElseThrow().isUnsigned(value) ? 255 : 127;
    return most > 0 ? most / steps : 1;
  }

  /** Frees a value that only the last step needed. */
  private void forget(PlanValue value) {
    if (slotUsers.merge(value.slot(), -1, Integer::sum) == 0) {
      slots.release(value.slot());
    }
  }

  /** {@return the border behind the last row and column: what the strides leave over needs less} */
  private static long[] padding(FusedNode node, Layer.Conv layer) {
    return new long[] {
      behind(node.in().height(), node.out().height(), layer),
      behind(node.in().width(), node.out().width(), layer)
    };
  }

  private static long behind(int in, int out, Layer.Conv layer) {
    return (long) (out - 1) * layer.stride() + layer.kernel() - in - layer.padding();
  }

  @Override
  public PlanValue batchNorm(Layer.BatchNorm layer, FusedNode node) {
    int c = node.in().channels();
    Layer.Conv each = new Layer.Conv(c, 1, 1, 0, c, true);
    FoldedWeights.Pair pair = weights.normalisation(node.name(), c);
    return convolution(node, each, new long[] {c, 1, 1, 1, 1}, pair);
  }

  @Override
  public PlanValue relu(Layer.Relu layer, FusedNode node) {
    PlanValue source = input(node);
    PlanValue target = value(sizes(node.out()));
    eltwise_forward.primitive_desc description =
        new eltwise_forward.primitive_desc(
            OneDnn.cpu(),
            OneDnn.INFERENCE,
            dnnl.dnnl_eltwise_relu,
            source.desc(),
            target.desc(),
            0,
            0,
            attributes(),
            false);
    step(description, source, target);
    return target;
  }

  @Override
  public PlanValue maxPool(Layer.MaxPool layer, FusedNode node) {
    return pool(node, dnnl.dnnl_pooling_max, layer.kernel(), layer.stride(), layer.padding());
  }

  @Override
  public PlanValue averagePool(Layer.AveragePool layer, FusedNode node) {
    return pool(node, dnnl.dnnl_pooling_avg_exclude_padding, layer.kernel(), layer.kernel(), 0);
  }

  private PlanValue pool(FusedNode node, int kind, int kernel, int stride, int padding) {
    long[] window = {kernel, kernel};
    long[] step = {stride, stride};
    long[] before = {padding, padding};
    long[] behind = {
      (long) (node.out().height() - 1) * stride + kernel - node.in().height() - padding,
      (long) (node.out().width() - 1) * stride + kernel - node.in().width() - padding
    };
    return pool(node, kind, window, step, before, behind, sizes(node.out()));
  }

  @Override
  public PlanValue globalAveragePool(Layer.GlobalAveragePool layer, FusedNode node) {
    long[] window = {node.in().height(), node.in().width()};
    // channels last: one pixel's channels lie as a row of numbers does
    long[] size = {batch, node.in().channels(), 1, 1};
    PlanValue mean =
        pool(
            node,
            dnnl.dnnl_pooling_avg_exclude_padding,
            window,
            window,
            NO_PADDING,
            NO_PADDING,
            size);
    return asRows(mean, node.out().elements());
  }

  private PlanValue pool(
      FusedNode node,
      int kind,
      long[] window,
      long[] step,
      long[] before,
      long[] behind,
      long[] size) {
    PlanValue source = input(node);
    PlanValue target = like(source, size);
    pooling_forward.primitive_desc description =
        new pooling_forward.primitive_desc(
            OneDnn.cpu(),
            OneDnn.INFERENCE,
            kind,
            source.desc(),
            target.desc(),
            step,
            window,
            NO_DILATION,
            before,
            behind,
            attributes(),
            false);
    step(description, source, target);
    return target;
  }

  @Override
  public PlanValue flatten(Layer.Flatten layer, FusedNode node) {
    return asRows(plainMaps(node), node.out().elements());
  }

  @Override
  public PlanValue linear(Layer.Linear layer, FusedNode node) {
    FoldedWeights.Pair pair = weights.pair(node, layer.out(), layer.bias());
    return product(node, layer.out(), pair);
  }

  @Override
  public PlanValue shapeBasis(Layer.ShapeBasis layer, FusedNode node) {
    float[] basis = weights.of(node.name(), "basis");
    float[] mean = weights.of(node.name(), "mean");
    return product(node, layer.out(), new FoldedWeights.Pair(basis, mean));
  }

  private PlanValue product(FusedNode node, int outputs, FoldedWeights.Pair pair) {
    PlanValue source = input(node);
    PlanValue target = value(batch, outputs);
    long[] form = source.sizes().clone();
    form[0] = outputs;
    primitive_attr attributes = attributes();
    post_ops after = new post_ops();
    rectify(node, after);
    attributes.set_post_ops(after);
    inner_product_forward.primitive_desc description =
        new inner_product_forward.primitive_desc(
            OneDnn.cpu(),
            OneDnn.INFERENCE,
            source.desc(),
            OneDnn.floats(OneDnn.ANY, form),
            OneDnn.floats(memory.format_tag.a, outputs),
            target.desc(),
            attributes,
            false);
    memory.format_tag plain =
        form.length == 4 ? memory.format_tag.oihw : memory.format_tag.ab; // [O, N]
    step(
        description,
        List.of(
            new PlanStep.Argument(dnnl.DNNL_ARG_SRC, source),
            new PlanStep.Argument(dnnl.DNNL_ARG_DST, target)),
        weight(node, pair, OneDnn.floats(plain, form), description.weights_desc()));
    return target;
  }

  @Override
  public PlanValue add(Layer.Add layer, FusedNode node) {
    PlanValue a = values(node.inputs().get(0));
    PlanValue b = values(node.inputs().get(1));
    PlanValue target = value(sizes(node.out()));
    primitive_attr attributes = attributes();
    post_ops after = new post_ops();
    rectify(node, after);
    attributes.set_post_ops(after);
    binary.primitive_desc description =
        new binary.primitive_desc(
            OneDnn.cpu(),
            dnnl.dnnl_binary_add,
            a.desc(),
            b.desc(),
            target.desc(),
            attributes,
            false);
    step(
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
    List<PlanStep.Argument> arguments = new ArrayList<>();
    memory_desc_vector parts = new memory_desc_vector();
    for (String name : node.inputs()) {
      PlanValue part = values(name);
      parts.push_back(part.desc());
      arguments.add(new PlanStep.Argument(dnnl.DNNL_ARG_MULTIPLE_SRC + arguments.size(), part));
    }
    PlanValue target = value(sizes(node.out()));
    arguments.add(new PlanStep.Argument(dnnl.DNNL_ARG_DST, target));
    concat.primitive_desc description =
        new concat.primitive_desc(OneDnn.cpu(), target.desc(), 1, parts, attributes(), false);
    step(description, arguments, List.of());
    return target;
  }

  @Override
  public PlanValue upsample(Layer.Upsample layer, FusedNode node) {
    PlanValue source = input(node);
    PlanValue target = like(source, sizes(node.out()));
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
            attributes().get()),
        "resampling");
    step(new primitive_desc_base(raw), source, target);
    return target;
  }

  @Override
  public PlanValue softArgmax(Layer.SoftArgmax layer, FusedNode node) {
    PlanValue maps = plainMaps(node);
    long k = batch * node.in().channels();
    long pixels = (long) node.in().height() * node.in().width();
    long[] rows = {k, pixels};
    PlanValue flat = keep(maps.as(rows, OneDnn.floats(OneDnn.ROWS, rows)));
    softmax_forward.primitive_desc softmax =
        new softmax_forward.primitive_desc(
            OneDnn.cpu(),
            OneDnn.INFERENCE,
            dnnl.dnnl_softmax_accurate,
            flat.desc(),
            flat.desc(),
            1,
            attributes(),
            false);
    step(softmax, flat, flat);
    PlanValue moments = value(k, MOMENTS);
    memory.desc grid = OneDnn.floats(OneDnn.ROWS, pixels, MOMENTS);
    matmul.primitive_desc product =
        new matmul.primitive_desc(
            OneDnn.cpu(),
            flat.desc(),
            OneDnn.floats(OneDnn.ANY, pixels, MOMENTS),
            moments.desc(),
            attributes(),
            false);
    memory centres =
        packed.pack(
            node.name() + " centres",
            moments(node.in().height(), node.in().width()),
            grid,
            product.weights_desc());
    step(
        product,
        List.of(
            new PlanStep.Argument(dnnl.DNNL_ARG_SRC, flat),
            new PlanStep.Argument(dnnl.DNNL_ARG_DST, moments)),
        List.of(new PlanStep.Constant(dnnl.DNNL_ARG_WEIGHTS, centres)));
    return moments;
  }

  /** {@return of each pixel's centre x and y, fractions less 0.5, and their squares} */
  private static float[] moments(int height, int width) {
    float[] all = new float[height * width * MOMENTS];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = (y * width + x) * MOMENTS;
        double u = (x + 0.5) / width - 0.5;
        double v = (y + 0.5) / height - 0.5;
        all[at] = (float) u;
        all[at + 1] = (float) v;
        all[at + 2] = (float) (u * u);
        all[at + 3] = (float) (v * v);
      }
    }
    return all;
  }

  @Override
  public PlanValue argmax(Layer.Argmax layer, FusedNode node) {
    return plainMaps(node); // read elsewhere
  }

  @Override
  public PlanValue gridPoints(Layer.GridPoints layer, FusedNode node) {
    return plainMaps(node); // read elsewhere
  }

  /** {@return the node's input, one map after another} */
  private PlanValue plainMaps(FusedNode node) {
    PlanValue source = input(node);
    PlanValue plain = value(source.sizes(), OneDnn.floats(OneDnn.PLAIN_MAPS, source.sizes()));
    reorder.primitive_desc description =
        new reorder.primitive_desc(
            OneDnn.cpu(), source.desc(), OneDnn.cpu(), plain.desc(), attributes(), false);
    step(
        description,
        List.of(
            new PlanStep.Argument(dnnl.DNNL_ARG_SRC, source),
            new PlanStep.Argument(dnnl.DNNL_ARG_DST, plain)),
        List.of());
    return plain;
  }

  private PlanValue asRows(PlanValue maps, long numbers) {
    long[] size = {batch, numbers};
    return keep(maps.as(size, OneDnn.floats(OneDnn.ROWS, size)));
  }

  private primitive_attr attributes() {
    primitive_attr attributes = OneDnn.attributes();
    attributes.set_fpmath_mode(precision.mathMode());
    return attributes;
  }

  private static void rectify(FusedNode node, post_ops after) {
    if (node.relu()) {
      after.append_eltwise(dnnl.dnnl_eltwise_relu, 0, 0);
    }
  }

  private List<PlanStep.Constant> weight(
      FusedNode node, FoldedWeights.Pair pair, memory.desc given, memory.desc wanted) {
    memory.desc bias = OneDnn.floats(memory.format_tag.a, pair.bias().length);
    return List.of(
        new PlanStep.Constant(
            dnnl.DNNL_ARG_WEIGHTS,
            packed.pack(node.name() + ".weight", pair.weight(), given, wanted)),
        new PlanStep.Constant(
            dnnl.DNNL_ARG_BIAS, packed.pack(node.name() + ".bias", pair.bias(), bias, bias)));
  }

  private void step(primitive_desc_base description, PlanValue source, PlanValue target) {
    step(
        description,
        List.of(
            new PlanStep.Argument(dnnl.DNNL_ARG_SRC, source),
            new PlanStep.Argument(dnnl.DNNL_ARG_DST, target)),
        List.of());
  }

  private void step(
      primitive_desc_base description,
      List<PlanStep.Argument> arguments,
      List<PlanStep.Constant> constants) {
    steps.add(
        new PlanStep(
            Owned.retain(OneDnn.program(description)),
            description.impl_info_str().getString(),
            List.copyOf(arguments),
            constants,
            Owned.retain(description.scratchpad_desc()),
            nodes.get(now).output()));
  }

  private long[] sizes(Shape shape) {
    return shape.isMaps()
        ? new long[] {batch, shape.channels(), shape.height(), shape.width()}
        : new long[] {batch, shape.elements()};
  }

  private PlanValue input(FusedNode node) {
    return values(node.inputs().get(0));
  }

  private PlanValue values(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  private boolean isLastRead(String name) {
    return Objects.requireNonNull(lastReads.get(name)) == now;
  }

  private PlanValue value(long... size) {
    return value(size, OneDnn.floats(size.length == 4 ? OneDnn.MAPS : OneDnn.ROWS, size));
  }

  private PlanValue value(long[] size, memory.desc form) {
    return value(size, form, 1);
  }

  private PlanValue value(long[] size, memory.desc form, float scale) {
    long taken = form.get_size();
    int slot = slots.take(taken);
    slotUsers.put(slot, 1);
    return keep(new PlanValue(size, Owned.retain(form), slot, taken, scale));
  }

  /** {@return a value of maps with as many bits and the same scale} */
  private PlanValue like(PlanValue source, long[] size) {
    memory.desc form = OneDnn.form(source.desc().get_data_type(), OneDnn.MAPS, size);
    return value(size, form, source.scale());
  }

  private void share(PlanValue value) {
    slotUsers.merge(value.slot(), 1, Integer::sum);
  }

  private PlanValue keep(PlanValue value) {
    made.add(value);
    return value;
  }

  /** Frees the memory of what nothing reads after this node. */
  private void release(FusedNode node) {
    for (String name : node.reads().stream().distinct().toList()) {
      if (isLastRead(name)) {
        int slot = values(name).slot();
        if (slotUsers.merge(slot, -1, Integer::sum) == 0) {
          slots.release(slot);
        }
      }
    }
  }
}
