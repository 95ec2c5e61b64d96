package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import kpnative.recipe.ScheduleSettings;
import kpnative.recipe.ScheduleSettings.Kind;
import kpnative.train.LearningRate.Plateau;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningRateTest {
  private static final double BASE = 0.02;
  private static final Offset<Double> ROUNDING = within(1e-12);

  @Test
  void constantStaysAtTheBase() {
    LearningRate rate = of(Kind.CONSTANT, 0);
    assertThat(rate.at(0, 0, 0, Plateau.START)).isEqualTo(BASE);
    assertThat(rate.at(99_999, 500, 1, Plateau.START)).isEqualTo(BASE);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.02", "2, 0.02", "3, 0.01", "5, 0.01", "6, 0.005", "30, 1.953125e-5"})
  void stepHalvesEveryThreeEpochs(int epoch, double expected) {
    assertThat(of(Kind.STEP, 0).at(1000, epoch, 0.5, Plateau.START)).isCloseTo(expected, ROUNDING);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0.02", "0, 0.02", "0.5, 0.011", "1, 0.002", "7, 0.002"})
  void cosineFallsToTheFloorAsTheRunEnds(double progress, double expected) {
    assertThat(of(Kind.COSINE, 0).at(1000, 3, progress, Plateau.START))
        .isCloseTo(expected, ROUNDING);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.0002", "49, 0.01", "99, 0.02", "100, 0.02", "5000, 0.02"})
  void warmUpRisesLinearly(long step, double expected) {
    assertThat(of(Kind.CONSTANT, 100).at(step, 0, 0, Plateau.START)).isCloseTo(expected, ROUNDING);
  }

  @Test
  void warmUpMultipliesTheSchedule() {
    assertThat(of(Kind.COSINE, 100).at(49, 0, 0.5, Plateau.START)).isCloseTo(0.0055, ROUNDING);
  }

  @Test
  void plateauForgivesAsManyBadEpochsAsItsPatience() {
    LearningRate rate = of(Kind.PLATEAU, 0);
    Plateau plateau = after(rate, Plateau.START, 1.0, 0.5, 0.6, 0.5);
    assertThat(rate.at(0, 0, 0, plateau)).isEqualTo(BASE);
    plateau = after(rate, plateau, 0.5);
    assertThat(plateau).isEqualTo(new Plateau(0.5, 0, 0.5));
    assertThat(rate.at(0, 0, 0, plateau)).isEqualTo(BASE / 2);
    assertThat(after(rate, plateau, 0.7, 0.7, 0.7)).isEqualTo(new Plateau(0.5, 0, 0.25));
  }

  @Test
  void anImprovementRestartsThePatience() {
    LearningRate rate = of(Kind.PLATEAU, 0);
    assertThat(after(rate, Plateau.START, 1.0, 1.1, 1.1, 0.9, 1.1))
        .isEqualTo(new Plateau(0.9, 1, 1.0));
  }

  @Test
  void aTinyImprovementAndNaNCountAsNone() {
    LearningRate rate = of(Kind.PLATEAU, 0);
    assertThat(after(rate, Plateau.START, 1.0, 0.99995, Double.NaN, 1.0))
        .isEqualTo(new Plateau(1.0, 0, 0.5));
  }

  private static Plateau after(LearningRate rate, Plateau plateau, double... values) {
    Plateau now = plateau;
    for (double value : values) {
      now = rate.after(now, value);
    }
    return now;
  }

  private static LearningRate of(Kind kind, int warmupSteps) {
    return new LearningRate(BASE, new ScheduleSettings(kind, warmupSteps, 0.5, 3, 2, 0.1));
  }
}
