package kpnative.plan;

import java.util.ArrayList;
import java.util.List;
import kpnative.natives.Construction;
import kpnative.natives.Owned;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;

/** Collects the calls of a plan under construction, in order, with the weights that they use. */
final class PlanCalls {
  private final PackedWeights packed;
  private final Precision precision;
  private final List<PlanStep> steps = new ArrayList<>();
  private String output = "";

  PlanCalls(PackedWeights packed, Precision precision) {
    this.packed = packed;
    this.precision = precision;
  }

  /** Starts a node: the calls that follow compute its output. */
  void begin(FusedNode node) {
    output = node.output();
  }

  /** {@return the attributes of a call; scratch} */
  primitive_attr attributes() {
    primitive_attr attributes = OneDnn.attributes();
    attributes.set_fpmath_mode(precision.mathMode());
    return attributes;
  }

  /** {@return the attributes of a call, with the node's ReLU if it has one; scratch} */
  primitive_attr attributes(FusedNode node) {
    primitive_attr attributes = attributes();
    post_ops postOps = new post_ops();
    rectify(node, postOps);
    attributes.set_post_ops(postOps);
    return attributes;
  }

  /** Appends the node's ReLU, if it has one. */
  static void rectify(FusedNode node, post_ops postOps) {
    if (node.relu()) {
      postOps.append_eltwise(dnnl.dnnl_eltwise_relu, 0, 0);
    }
  }

  /**
   * {@return weights in the wanted layout, see {@link PackedWeights#pack(String, float[],
   * memory.desc, memory.desc)}}
   */
  PlanStep.Constant constant(
      int argument, String name, float[] numbers, memory.desc given, memory.desc wanted) {
    return new PlanStep.Constant(argument, packed.pack(name, numbers, given, wanted));
  }

  /** {@return int8 weights in the wanted layout} */
  PlanStep.Constant constant(
      int argument, String name, byte[] numbers, memory.desc given, memory.desc wanted) {
    return new PlanStep.Constant(argument, packed.pack(name, numbers, given, wanted));
  }

  /** {@return a vector as a constant} */
  PlanStep.Constant row(int argument, String name, float[] numbers) {
    memory.desc form = OneDnn.floats(memory.format_tag.a, numbers.length);
    return constant(argument, name, numbers, form, form);
  }

  /** {@return a layer's weight in the wanted layout, and its bias} */
  List<PlanStep.Constant> weight(
      FusedNode node, FoldedWeights.Pair pair, memory.desc given, memory.desc wanted) {
    return List.of(
        constant(dnnl.DNNL_ARG_WEIGHTS, node.name() + ".weight", pair.weight(), given, wanted),
        row(dnnl.DNNL_ARG_BIAS, node.name() + ".bias", pair.bias()));
  }

  /** Adds a call with one input. */
  void add(primitive_desc_base description, PlanValue source, PlanValue target) {
    add(description, source, target, List.of());
  }

  /** Adds a call with one input and constants. */
  void add(
      primitive_desc_base description,
      PlanValue source,
      PlanValue target,
      List<PlanStep.Constant> constants) {
    add(
        description,
        List.of(
            new PlanStep.Argument(dnnl.DNNL_ARG_SRC, source),
            new PlanStep.Argument(dnnl.DNNL_ARG_DST, target)),
        constants);
  }

  /** Adds a call with any inputs and constants. */
  void add(
      primitive_desc_base description,
      List<PlanStep.Argument> arguments,
      List<PlanStep.Constant> constants) {
    try (Construction making = new Construction()) {
      Owned<primitive> program = making.retain(OneDnn.program(description));
      Owned<memory.desc> scratch = making.retain(description.scratchpad_desc());
      steps.add(new PlanStep(program, List.copyOf(arguments), constants, scratch, output));
      making.done();
    }
  }

  /** {@return the calls, in order} */
  List<PlanStep> steps() {
    return List.copyOf(steps);
  }

  /** Frees the calls of an unfinished plan. */
  void discard() {
    steps.forEach(PlanStep::close);
  }
}
