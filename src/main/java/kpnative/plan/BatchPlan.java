package kpnative.plan;

import java.util.List;

/**
 * The calls that compute a network for one size of a batch, and the memory that they need. Owns its
 * programs, borrows its weights. Thread-safe.
 *
 * @param steps in their order
 * @param slots how many bytes each piece of memory has
 * @param input where the pictures go
 * @param output where the answer is
 * @param values all values, for closing
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
