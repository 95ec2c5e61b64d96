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
 * The int8 part of a plan: values quantised with one scale each, weights with one scale per output
 * channel, and conversions between int8 and float32.
 */
final class ByteCalls {
  private final Optional<ByteValues> bytes;
  private final Map<String, Float> ranges;
  private final PlanValues values;
  private final PlanCalls calls;

  /**
   * Creates the calls of one plan.
   *
   * @param bytes the values that are kept in 8 bits; empty for a float32 plan
   * @param ranges largest magnitude of each value, by name; needed for an int8 plan
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

  /** {@return a new 8-bit value for the node's output} */
  PlanValue take(FusedNode node) {
    return values.take(values.sizes(node.out()), form(node), scale(node.output()));
  }

  /** {@return the node's output in the memory of an 8-bit value that nothing else reads} */
  PlanValue takeOver(FusedNode node, PlanValue value) {
    return values.keep(value.as(form(node), scale(node.output())));
  }

  /** Adds a call that converts a value to the target's data type. */
  void convert(PlanValue source, PlanValue target) {
    primitive_attr attributes = calls.attributes();
    boolean quantises = target.isBytes();
    int argument = quantises ? dnnl.DNNL_ARG_DST : dnnl.DNNL_ARG_SRC;
    attributes.set_scales_mask(argument, 0);
    reorder.primitive_desc description =
        new reorder.primitive_desc(
            OneDnn.cpu(), source.desc(), OneDnn.cpu(), target.desc(), attributes, false);
    calls.add(
        description,
        source,
        target,
        List.of(scaleOf(argument, quantises ? target.scale() : source.scale())));
  }

  /**
   * {@return a scale as a constant of a call that reads or writes the value as {@code argument}}
   */
  PlanStep.Constant scaleOf(int argument, float scale) {
    return calls.row(dnnl.DNNL_ARG_ATTR_SCALES | argument, "scale " + scale, new float[] {scale});
  }

  /** {@return a layer's 8-bit weights, the scales of its output channels, and its bias} */
  List<PlanStep.Constant> weight(
      FusedNode node, FoldedWeights.Pair pair, memory.desc given, memory.desc wanted) {
    ByteWeights quantised = ByteWeights.of(pair.weight(), pair.bias().length);
    String name = node.name();
    return List.of(
        calls.constant(dnnl.DNNL_ARG_WEIGHTS, name + ".weight", quantised.values(), given, wanted),
        calls.row(
            dnnl.DNNL_ARG_ATTR_SCALES | dnnl.DNNL_ARG_WEIGHTS,
            name + " scales",
            quantised.scales()),
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
    float largest = Objects.requireNonNull(ranges.get(value), value);
    float levels = bytes.orElseThrow().isUnsigned(value) ? 255 : 127;
    return largest > 0 ? largest / levels : 1;
  }
}
