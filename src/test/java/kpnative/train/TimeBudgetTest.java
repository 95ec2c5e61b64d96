package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;

import kpnative.testing.ManualClock;
import org.junit.jupiter.api.Test;

class TimeBudgetTest {
  private static final long SECOND = 1_000_000_000;

  private final ManualClock clock = new ManualClock();

  @Test
  void itIsSpentWhenItsMinutesAreOver() {
    TimeBudget budget = new TimeBudget(2, 0, clock);
    clock.advance(60 * SECOND);
    assertThat(budget.share()).isEqualTo(0.5);
    clock.advance(60 * SECOND - 1);
    assertThat(budget.isSpent()).isFalse();
    clock.advance(1);

    assertThat(budget.isSpent()).isTrue();
    assertThat(budget.seconds()).isEqualTo(120);
  }

  @Test
  void whatEarlierProcessesTookCounts() {
    TimeBudget budget = new TimeBudget(1, 45, clock);
    clock.advance(15 * SECOND);

    assertThat(budget.isSpent()).isTrue();
  }

  @Test
  void aPauseDoesNotCount() {
    TimeBudget budget = new TimeBudget(1, 0, clock);
    clock.advance(10 * SECOND);
    budget.stop();
    clock.advance(1000 * SECOND);
    budget.start();
    clock.advance(5 * SECOND);

    assertThat(budget.seconds()).isEqualTo(15);
  }

  @Test
  void noBudgetIsNeverSpent() {
    TimeBudget budget = new TimeBudget(0, 0, clock);
    clock.advance(1_000_000 * SECOND);

    assertThat(budget.isSpent()).isFalse();
    assertThat(budget.share()).isZero();
  }
}
