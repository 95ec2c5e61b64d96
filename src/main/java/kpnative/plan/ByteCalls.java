package kpnative.plan;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;

/**
 * What a plan of 8 bits has beside one of 32: values with a scale each, weights with a scale an
 * output channel, and the way from one number of bits to the other.
 */
final class ByteCalls {
  private final Optional<ByteValues> bytes;
  private final Map<String, Float> ranges;
  private final PlanValues values;
  private final PlanCalls calls;

  /**
   * For one plan.
   *
   * @param bytes which values have 8 bits; empty where none has
   * @param ranges how large each value becomes, where some have 8 bits
   */
  ByteCalls(
      Optional<ByteValues> bytes, Map<String, Float> ranges, PlanValues values, PlanCalls calls) {
    this.bytes = bytes;
    this.ranges = ranges;
    this.values = values;
    this.calls = calls;
  }

  /** {@return whether the node's output is kept in 8 bits} */
  boolean keeps(FusedNode node) {
    return bytes.isPresent() && bytes.get().contains(node.output());
  }

  /** {@return a new value of 8 bits for the node's output} */
  PlanValue take(FusedNode node) {
    return values.take(values.sizes(node.out()), form(node), scale(node.output()));
  }

  /** {@return the node's output in the memory of a value of 8 bits that nothing else needs} */
  PlanValue takeOver(FusedNode node, PlanValue value) {
    return values.keep(value.as(form(node), scale(node.output())));
  }

  /** Adds a call that writes a value's numbers with as many bits as the target has. */
  void convert(PlanValue source, PlanValue target) {
    primitive_attr attributes = calls.attributes();
    boolean rounds = target.isBytes();
    int side = rounds ? dnnl.DNNL_ARG_DST : dnnl.DNNL_ARG_SRC;
    attributes.set_scales_mask(side, 0);
    reorder.primitive_desc description =
        new reorder.primitive_desc(
            OneDnn.cpu(), source.desc(), OneDnn.cpu(), target.desc(), attributes, false);
    calls.add(
        description,
        source,
        target,
        List.of(scaleOf(side, rounds ? target.scale() : source.scale())));
  }

  /** {@return a value's scale, for a call that reads or writes it as {@code argument}} */
  PlanStep.Constant scaleOf(int argument, float scale) {
    return calls.row(dnnl.DNNL_ARG_ATTR_SCALES | argument, "scale " + scale, new float[] {scale});
  }

  /** {@return weights in 8 bits, the scale of each output channel, and the bias} */
  List<PlanStep.Constant> weight(
      FusedNode node, FoldedWeights.Pair pair, memory.desc given, memory.desc wanted) {
    ByteWeights rounded = ByteWeights.of(pair.weight(), pair.bias().length);
    String name = node.name();
    return List.of(
        calls.constant(dnnl.DNNL_ARG_WEIGHTS, name + ".weight", rounded.values(), given, wanted),
        calls.row(
            dnnl.DNNL_ARG_ATTR_SCALES | dnnl.DNNL_ARG_WEIGHTS, name + " scales", rounded.scales()),
        calls.row(dnnl.DNNL_ARG_BIAS, name + ".bias", pair.bias()));
  }

  private memory.desc form(FusedNode node) {
    boolean unsigned = bytes.orElseThrow().isUnsigned(node.output());
    return OneDnn.form(
        unsigned ? memory.data_type.u8 : memory.data_type.s8,
        OneDnn.MAPS,
        values.sizes(node.out()));
  }

  private float scale(String value) {
    float most = Objects.requireNonNull(ranges.get(value), value);
    float steps = bytes.orElseThrow().isUnsigned(value) ? 255 : 127;
    return most > 0 ? most / steps : 1;
  }
}
