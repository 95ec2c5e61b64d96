package kpnative.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RanksTest {
  @Test
  void ranksAreTheShareOfOthersThatAreLess() {
    assertThat(Ranks.of(new double[] {3, 1, Double.NaN, 2, 2, 9}))
        .containsExactly(0.75, 0, Double.NaN, 0.375, 0.375, 1);
    assertThat(Ranks.of(new double[] {7})).containsExactly(0.5);
  }
}
