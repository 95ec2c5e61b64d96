package kpnative.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Assigns a run's memory slots to values. A free slot goes to the next value that needs memory; the
 * slot freed last is taken first, as it is the most likely to be in the CPU cache.
 */
final class PlanSlots {
  private final List<Long> sizes = new ArrayList<>();
  private final List<Integer> free = new ArrayList<>();

  /**
   * {@return the index of a slot of at least {@code bytes} bytes; if every free slot is too small,
   * the one freed last grows}
   */
  int take(long bytes) {
    int best = -1;
    for (int i = free.size() - 1; i >= 0 && best < 0; i--) {
      if (sizes.get(free.get(i)) >= bytes) {
        best = i;
      }
    }
    if (best < 0 && free.isEmpty()) {
      sizes.add(bytes);
      return sizes.size() - 1;
    }
    int slot = free.remove(best < 0 ? free.size() - 1 : best);
    sizes.set(slot, Math.max(bytes, sizes.get(slot)));
    return slot;
  }

  /** Frees a slot for the values that follow. */
  void release(int slot) {
    free.add(slot);
  }

  /** {@return the size of each slot, bytes} */
  List<Long> sizes() {
    return List.copyOf(sizes);
  }
}
