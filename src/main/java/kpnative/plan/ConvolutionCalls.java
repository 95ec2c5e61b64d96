package kpnative.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kpnative.network.Layer;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;

/** Adds convolutions to a plan, with the addition and the ReLU that follow fused in. */
final class ConvolutionCalls {
  private static final String GENERATED = "jit:"; // how oneDNN names its own kernels
  private static final String WIDE = "avx512";
  private static final int MANY = 64; // outputs

  private final FoldedWeights weights;
  private final PlanValues values;
  private final PlanCalls calls;
  private final ByteCalls bytes;

  ConvolutionCalls(FoldedWeights weights, PlanValues values, PlanCalls calls, ByteCalls bytes) {
    this.weights = weights;
    this.values = values;
    this.calls = calls;
    this.bytes = bytes;
  }

  /** {@return the output of a convolution} */
  PlanValue conv(Layer.Conv layer, FusedNode node) {
    int in = node.in().channels();
    FoldedWeights.Pair pair = weights.pair(node, layer.out(), layer.bias());
    long g = layer.groups();
    long k = layer.kernel();
    long[] weightShape =
        g == 1 ? new long[] {layer.out(), in, k, k} : new long[] {g, layer.out() / g, in / g, k, k};
    return add(node, layer, weightShape, pair);
  }

  /**
   * {@return the output of a batch normalisation that is not fused, computed as a depthwise 1 x 1
   * convolution}
   */
  PlanValue batchNorm(FusedNode node) {
    int c = node.in().channels();
    Layer.Conv each = new Layer.Conv(c, 1, 1, 0, c, true);
    FoldedWeights.Pair pair = weights.normalisation(node.name(), c);
    return add(node, each, new long[] {c, 1, 1, 1, 1}, pair);
  }

  private PlanValue add(
      FusedNode node, Layer.Conv layer, long[] weightShape, FoldedWeights.Pair pair) {
    PlanValue source = values.input(node);
    boolean outBytes = bytes.keeps(node);
    if (!source.isBytes() && outBytes) { // a float32 input is convolved in float32, then quantised
      PlanValue float32 = add(node, layer, weightShape, pair, source, false);
      PlanValue quantised = bytes.take(node);
      bytes.convert(float32, quantised);
      values.forget(float32);
      return quantised;
    }
    return add(node, layer, weightShape, pair, source, outBytes);
  }

  private PlanValue add(
      FusedNode node,
      Layer.Conv layer,
      long[] weightShape,
      FoldedWeights.Pair pair,
      PlanValue source,
      boolean outBytes) {
    primitive_attr attributes = calls.attributes();
    List<PlanStep.Argument> arguments = new ArrayList<>();
    post_ops postOps = new post_ops();
    Sum sum = sum(node, outBytes, postOps, arguments);
    PlanValue target = sum.target;
    PlanCalls.rectify(node, postOps);
    attributes.set_post_ops(postOps);
    boolean grouped = weightShape.length == 5;
    List<PlanStep.Constant> constants = new ArrayList<>();
    if (source.isBytes()) {
      attributes.set_scales_mask(dnnl.DNNL_ARG_SRC, 0);
      attributes.set_scales_mask(dnnl.DNNL_ARG_WEIGHTS, grouped ? 3 : 1);
      constants.add(bytes.scaleOf(dnnl.DNNL_ARG_SRC, source.scale()));
      if (outBytes) {
        attributes.set_scales_mask(dnnl.DNNL_ARG_DST, 0);
        constants.add(bytes.scaleOf(dnnl.DNNL_ARG_DST, target.scale()));
      }
    }
    memory.data_type weightType = source.isBytes() ? memory.data_type.s8 : memory.data_type.f32;
    memory.format_tag plain = grouped ? memory.format_tag.goihw : memory.format_tag.oihw;
    long[] stride = {layer.stride(), layer.stride()};
    long[] padding = {layer.padding(), layer.padding()};
    Supplier<convolution_forward.primitive_desc> offers =
        () ->
            new convolution_forward.primitive_desc(
                OneDnn.cpu(),
                OneDnn.INFERENCE,
                dnnl.dnnl_convolution_direct,
                source.desc(),
                OneDnn.form(weightType, OneDnn.ANY, weightShape),
                OneDnn.floats(memory.format_tag.a, layer.out()),
                target.desc(),
                stride,
                padding,
                endPaddings(node, layer),
                attributes,
                false);
    boolean gray = node.in().channels() == 1 && !source.isBytes();
    convolution_forward.primitive_desc description =
        gray ? ofOneChannel(offers, layer.out()) : offers.get();
    arguments.add(new PlanStep.Argument(dnnl.DNNL_ARG_SRC, source));
    arguments.add(new PlanStep.Argument(dnnl.DNNL_ARG_DST, target));
    constants.addAll(
        source.isBytes()
            ? bytes.weight(
                node, pair, OneDnn.form(weightType, plain, weightShape), description.weights_desc())
            : calls.weight(
                node, pair, OneDnn.floats(plain, weightShape), description.weights_desc()));
    calls.add(description, arguments, constants);
    sum.copy.ifPresent(values::forget);
    return target;
  }

  /**
   * {@return the implementation for an input of one channel} oneDNN offers first what multiplies
   * matrices over the channels (brgemm), which leaves most of each vector empty here; the kernels
   * that it generates for the layer took 0.55 to 0.81 of its time (benchmarks/latency.md). With
   * AVX-512 and 64 outputs they took 1.13 of it.
   */
  private static convolution_forward.primitive_desc ofOneChannel(
      Supplier<convolution_forward.primitive_desc> offers, int outputs) {
    convolution_forward.primitive_desc other = offers.get();
    while (other.next_impl()) {
      String name = other.impl_info_str().getString();
      if (name.startsWith(GENERATED)) {
        return outputs >= MANY && name.contains(WIDE) ? offers.get() : other;
      }
    }
    return offers.get();
  }

  /**
   * How a convolution adds its addend, if it has one.
   *
   * @param target the value that receives the convolution's result
   * @param copy the addend converted to float32, needed by this call only
   */
  private record Sum(PlanValue target, Optional<PlanValue> copy) {}

  /**
   * {@return the value that receives the result} The sum overwrites an addend that nothing reads
   * later; any other addend is a separate argument.
   */
  private Sum sum(
      FusedNode node, boolean outBytes, post_ops postOps, List<PlanStep.Argument> arguments) {
    if (node.addend().isEmpty()) {
      return new Sum(take(node, outBytes), Optional.empty());
    }
    String name = node.addend().get();
    PlanValue addend = values.named(name);
    Optional<PlanValue> copy = Optional.empty();
    boolean mayOverwrite = values.isLastRead(name) && !node.inputs().contains(name);
    if (addend.isBytes() && !(outBytes && mayOverwrite)) {
      PlanValue float32 = values.take(addend.sizes());
      bytes.convert(addend, float32);
      addend = float32;
      copy = Optional.of(float32);
      mayOverwrite = true;
    }
    if (!mayOverwrite || addend.isBytes() != outBytes) {
      postOps.append_binary(dnnl.dnnl_binary_add, addend.desc());
      arguments.add(
          new PlanStep.Argument(
              dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | dnnl.DNNL_ARG_SRC_1, addend));
      return new Sum(take(node, outBytes), copy);
    }
    values.share(addend);
    if (outBytes) {
      postOps.append_sum(addend.scale(), 0, addend.desc().get_data_type());
      return new Sum(bytes.takeOver(node, addend), copy);
    }
    postOps.append_sum();
    return new Sum(addend, copy);
  }

  private PlanValue take(FusedNode node, boolean outBytes) {
    return outBytes ? bytes.take(node) : values.take(values.sizes(node.out()));
  }

  /**
   * {@return the padding after the last row and column, less than at the start where the stride
   * leaves a remainder}
   */
  private static long[] endPaddings(FusedNode node, Layer.Conv layer) {
    return new long[] {
      endPadding(node.in().height(), node.out().height(), layer),
      endPadding(node.in().width(), node.out().width(), layer)
    };
  }

  private static long endPadding(int in, int out, Layer.Conv layer) {
    return (long) (out - 1) * layer.stride() + layer.kernel() - in - layer.padding();
  }
}
