package kpnative.plan;

import java.util.List;
import java.util.Optional;

/**
 * The calls that compute a network for one batch size, and the memory that they need. Owns its
 * steps and values; the weights are borrowed. Thread-safe.
 *
 * @param steps the calls, in execution order
 * @param slots size of each memory slot, bytes
 * @param input the network's input
 * @param output the network's output
 * @param visibility the keypoints' visibility, {@code [B, K]}, where the network outputs it
 * @param distributions the softmax of the maps, {@code [B * K, H * W]}, where the plan computes it;
 *     it lasts until the run's end
 * @param values all values, to be closed with the plan
 */
record BatchPlan(
    List<PlanStep> steps,
    List<Long> slots,
    PlanValue input,
    PlanValue output,
    Optional<PlanValue> visibility,
    Optional<PlanValue> distributions,
    List<PlanValue> values)
    implements AutoCloseable {
  /** {@return whether this is closed; for misuse that is to be told, not for other threads} */
  boolean isClosed() {
    return steps.get(0).program().isClosed();
  }

  @Override
  public void close() {
    steps.forEach(PlanStep::close);
    values.forEach(v -> v.form().close());
  }
}
