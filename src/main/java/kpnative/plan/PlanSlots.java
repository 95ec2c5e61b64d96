package kpnative.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides a run's memory among values: a piece that is free again goes to the next value that needs
 * memory, the one freed last first, as it is most likely in the processor's cache.
 */
final class PlanSlots {
  private final List<Long> sizes = new ArrayList<>();
  private final List<Integer> free = new ArrayList<>();

  /** {@return a piece of at least so many bytes; a free one that is too small grows} */
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

  /** Says that nobody needs the piece any more. */
  void release(int slot) {
    free.add(slot);
  }

  /** {@return how many bytes each piece has} */
  List<Long> sizes() {
    return List.copyOf(sizes);
  }
}
