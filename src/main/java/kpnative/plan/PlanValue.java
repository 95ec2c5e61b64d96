package kpnative.plan;

import kpnative.natives.Owned;
import org.bytedeco.dnnl.memory;

/**
 * A value of a plan: its memory slot and its layout there. Owned by its plan.
 *
 * @param sizes {@code [B, C, H, W]} or {@code [B, N]}
 * @param form oneDNN's descriptor of sizes, data type and layout
 * @param slot index of the memory slot; values that are never live at the same time share one
 * @param bytes size in memory
 * @param scale factor from stored values to the network's values; 1 unless the value is quantised
 */
record PlanValue(long[] sizes, Owned<memory.desc> form, int slot, long bytes, float scale) {
  memory.desc desc() {
    return form.get();
  }

  /** {@return a value in the same memory with other sizes and another layout} */
  PlanValue as(long[] otherSizes, memory.desc other) {
    return new PlanValue(otherSizes, Owned.retain(other), slot, bytes, scale);
  }

  /**
   * {@return a value in the same memory with another data type of the same width, and another
   * scale}
   */
  PlanValue as(memory.desc other, float otherScale) {
    return new PlanValue(sizes, Owned.retain(other), slot, bytes, otherScale);
  }

  /** {@return whether the value is stored in 8 bits} */
  boolean isBytes() {
    return desc().get_data_type().intern() != memory.data_type.f32;
  }
}
