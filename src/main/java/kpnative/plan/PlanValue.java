package kpnative.plan;

import kpnative.natives.Owned;
import org.bytedeco.dnnl.memory;

/**
 * A value of a plan: which memory it takes, and how it lies there. Owned by its plan.
 *
 * @param sizes with the batch: {@code [B, C, H, W]}, or {@code [B, N]}
 * @param form sizes and layout as oneDNN describes them
 * @param slot which piece of a run's memory; values that are never needed together share one
 * @param bytes how much it takes
 * @param scale what its numbers are multiplied with to be the network's: 1, but for 8 bits
 */
record PlanValue(long[] sizes, Owned<memory.desc> form, int slot, long bytes, float scale) {
  memory.desc desc() {
    return form.get();
  }

  /** {@return the same memory, read in another way} */
  PlanValue as(long[] otherSizes, memory.desc other) {
    return new PlanValue(otherSizes, Owned.retain(other), slot, bytes, scale);
  }

  /** {@return the same memory, for numbers of another kind of as many bits} */
  PlanValue as(memory.desc other, float otherScale) {
    return new PlanValue(sizes, Owned.retain(other), slot, bytes, otherScale);
  }

  /** {@return whether its numbers have 8 bits} */
  boolean isBytes() {
    return desc().get_data_type().intern() != memory.data_type.f32;
  }
}
