package kpnative.plan;

import java.util.List;
import kpnative.natives.Owned;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;

/**
 * One call of a plan. Owned by its plan.
 *
 * @param program the compiled primitive; thread-safe, as the caller provides its scratchpad
 * @param arguments the values that the call reads and writes, by argument number
 * @param constants weights by argument number; borrowed
 * @param scratch descriptor of the call's scratchpad; its size may be 0
 * @param output the name of the node output that this call contributes to
 */
record PlanStep(
    Owned<primitive> program,
    List<Argument> arguments,
    List<Constant> constants,
    Owned<memory.desc> scratch,
    String output)
    implements AutoCloseable {
  /** {@return the value that the call writes} */
  PlanValue result() {
    return arguments.stream()
        .filter(a -> a.number() == dnnl.DNNL_ARG_DST)
        .map(Argument::value)
        .findFirst()
        .orElseThrow();
  }

  /** A value that the call reads or writes as argument {@code number}. */
  record Argument(int number, PlanValue value) {}

  /** Weights that the call reads as argument {@code number}; borrowed. */
  record Constant(int number, memory data) {}

  @Override
  public void close() {
    program.close();
    scratch.close();
  }
}
