package kpnative.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlanSlotsTest {
  private final PlanSlots slots = new PlanSlots();

  @Test
  void theSlotFreedLastIsTakenFirst() {
    int a = slots.take(100);
    int b = slots.take(100);
    slots.release(a);
    slots.release(b);

    assertThat(slots.take(50)).isEqualTo(b);
    assertThat(slots.take(50)).isEqualTo(a);
    assertThat(slots.sizes()).containsExactly(100L, 100L);
  }

  @Test
  void aLargeEnoughSlotIsTakenBeforeOneThatMustGrow() {
    int large = slots.take(100);
    int small = slots.take(10);
    slots.release(large);
    slots.release(small);

    assertThat(slots.take(60)).isEqualTo(large);
    assertThat(slots.take(60)).isEqualTo(small);
    assertThat(slots.sizes()).containsExactly(100L, 60L);
  }
}
