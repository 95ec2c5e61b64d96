package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InkTest {
  private static double sum(Ink ink) {
    double sum = 0;
    for (float x : ink.values) {
      sum += x;
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"0.3,0, 1", "0,0.3, 1", "0.2,0.1, 1.7", "0.12,-0.15, 0.5", "-0.2,0.2, 2"})
  void aLineCoversItsLengthTimesItsWidth(float du, float dv, float half) {
    Ink ink = new Ink(0, 0, 1, 1);
    ink.path(new float[] {0.5f, 0.5f, 0.5f + du, 0.5f + dv}, half, 1);
    double length = Math.hypot(du, dv) * Albedo.SIZE;
    assertThat(sum(ink)).isCloseTo(length * 2 * half, within(0.06 * length * 2 * half));
  }

  @Test
  void linesBeyondTheWindowAreCutOff() {
    Ink ink = new Ink(0.4f, 0.4f, 0.6f, 0.6f);
    ink.path(new float[] {-3, -2, 4, 3.1f}, 2, 1);
    ink.softPath(new float[] {0.59f, 0.61f, 0.9f, 0.4f, 0.5f, 0.2f}, 3, 0.5f);
    for (float x : ink.values) {
      assertThat(x).isBetween(0f, 1f);
    }
    assertThat(sum(ink)).isPositive();
  }

  @Test
  void hairsThatCrossGrowDenserAndNeverExceedOne() {
    Ink ink = new Ink(0, 0, 1, 1);
    double last = 0;
    for (int i = 0; i < 5; i++) {
      ink.hair(0.4f, 0.5f, 0.6f, 0.5f, 0.4f, 0.7f);
      assertThat(sum(ink)).isGreaterThan(last);
      last = sum(ink);
    }
    for (float x : ink.values) {
      assertThat(x).isBetween(0f, 1f);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.25, 1", "0.5, 2", "0.75, 3", "1, 4"})
  void aCurveRunsThroughItsKnots(float t, int knot) {
    float[] knots = {0.1f, 0.2f, 0.25f, 0.4f, 0.4f, 0.35f, 0.7f, 0.6f, 0.9f, 0.1f};
    assertThat(UvCurve.at(knots, t, 0)).isEqualTo(knots[2 * knot], within(1e-6f));
    assertThat(UvCurve.at(knots, t, 1)).isEqualTo(knots[2 * knot + 1], within(1e-6f));
  }
}
