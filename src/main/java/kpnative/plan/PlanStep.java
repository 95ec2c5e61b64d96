package kpnative.plan;

import java.util.List;
import kpnative.natives.Owned;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;

/**
 * One call of a plan. Owned by its plan.
 *
 * @param program the generated code; thread-safe, as its scratch memory comes with the call
 * @param implementation oneDNN's name of it
 * @param reads values by argument number
 * @param constants weights by argument number, borrowed
 * @param scratch what the call needs beside, perhaps nothing
 * @param output the name of the value that is whole after this call
 */
record PlanStep(
    Owned<primitive> program,
    String implementation,
    List<Argument> reads,
    List<Constant> constants,
    Owned<memory.desc> scratch,
    String output)
    implements AutoCloseable {
  /** {@return the value that it writes} */
  PlanValue result() {
    return reads.stream()
        .filter(a -> a.number() == dnnl.DNNL_ARG_DST)
        .map(Argument::value)
        .findFirst()
        .orElseThrow();
  }

  /** A value at an argument, read or written. */
  record Argument(int number, PlanValue value) {}

  /** Weights at an argument. */
  record Constant(int number, memory data) {}

  @Override
  public void close() {
    program.close();
    scratch.close();
  }
}
