package kpnative.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final double EXACT = 1e-12;

  private final Rounds rounds = new Rounds();

  @Test
  void theMedianIsOfAllCalls() {
    rounds.add(new double[] {5, 1, 3}, 10);
    rounds.add(new double[] {2, 4}, 10);

    assertThat(rounds.median()).isEqualTo(3);
  }

  @Test
  void nineteenOfTwentyCallsAreAtMostTheNinetyFifthPercentile() {
    double[] calls = new double[20];
    for (int i = 0; i < calls.length; i++) {
      calls[i] = 20 - i;
    }
    rounds.add(calls, 10);

    assertThat(rounds.percentile95()).isEqualTo(19);
  }

  @Test
  void oneSlowRoundLeavesTheRateAlone() {
    rounds.add(new double[] {1}, 100);
    rounds.add(new double[] {1}, 10);
    rounds.add(new double[] {1}, 101);

    assertThat(rounds.perSecond()).isEqualTo(100);
  }

  @Test
  void theSpreadIsThatOfTheRoundsMedians() {
    rounds.add(new double[] {10, 10, 90}, 1);
    rounds.add(new double[] {12, 1, 12}, 1);
    rounds.add(new double[] {10, 11, 11}, 1);

    assertThat(rounds.spread()).isEqualTo((12.0 - 10) / 11, within(EXACT));
  }

  @Test
  void oneRoundHasNoSpread() {
    rounds.add(new double[] {1, 2, 3}, 1);

    assertThat(rounds.spread()).isZero();
  }
}
