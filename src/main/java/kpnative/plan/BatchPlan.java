package kpnative.plan;

import java.util.List;

/**
 * The calls that compute a network for one batch size, and the memory that they need. Owns its
 * steps and values; the weights are borrowed. Thread-safe.
 *
 * @param steps the calls, in execution order
 * @param slots size of each memory slot, bytes
 * @param input the network's input
 * @param output the network's output
 * @param values all values, to be closed with the plan
 */
record BatchPlan(
    List<PlanStep> steps,
    List<Long> slots,
    PlanValue input,
    PlanValue output,
    List<PlanValue> values)
    implements AutoCloseable {
  @Override
  public void close() {
    steps.forEach(PlanStep::close);
    values.forEach(v -> v.form().close());
  }
}
