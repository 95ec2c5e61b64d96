package kpnative.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RocAreaTest {
  @Test
  void aPerfectScoreHasOneAndItsOppositeZero() {
    boolean[] positive = {false, true, false, true};

    assertThat(RocArea.of(new double[] {0.1, 0.9, 0.2, 0.8}, positive)).isEqualTo(1);
    assertThat(RocArea.of(new double[] {0.9, 0.1, 0.8, 0.2}, positive)).isZero();
  }

  @Test
  void tiesCountHalf() {
    assertThat(RocArea.of(new double[] {1, 1, 1}, new boolean[] {true, false, false}))
        .isEqualTo(0.5);
  }

  @Test
  void withoutPositivesOrNegativesItIsNotANumber() {
    assertThat(RocArea.of(new double[] {1, 2}, new boolean[] {true, true})).isNaN();
    assertThat(RocArea.of(new double[] {}, new boolean[] {})).isNaN();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void itIsTheShareOfPairsInOrder(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] score = new double[50];
    boolean[] positive = new boolean[50];
    for (int i = 0; i < score.length; i++) {
      score[i] = random.nextInt(20);
      positive[i] = random.nextBoolean();
    }
    double wins = 0;
    int pairs = 0;
    for (int i = 0; i < score.length; i++) {
      for (int j = 0; j < score.length; j++) {
        if (positive[i] && !positive[j]) {
          wins += score[i] > score[j] ? 1 : score[i] == score[j] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    assertThat(RocArea.of(score, positive)).isCloseTo(wins / pairs, within(1e-12));
  }

  @Test
  void otherNumbersOfScoresAndOutcomesAreRefused() {
    assertThatThrownBy(() -> RocArea.of(new double[2], new boolean[3]))
        .hasMessage("an area needs as many outcomes as scores, got 3 and 2");
  }
}
