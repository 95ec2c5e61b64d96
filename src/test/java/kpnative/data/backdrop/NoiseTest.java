package kpnative.data.backdrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NoiseTest {
  @Test
  void smoothNoiseHasNoStepsAndStaysWithinOne() {
    float[] field = Noise.smooth(100, 80, 10, 10, 7);
    double mean = 0;
    for (int i = 0; i < field.length; i++) {
      assertThat(field[i]).isBetween(-1f, 1f);
      mean += field[i] / field.length;
      if (i % 100 != 0) {
        assertThat(Math.abs(field[i] - field[i - 1])).isLessThan(0.31f); // 2 * 1.5 / 10
      }
      if (i >= 100) {
        assertThat(Math.abs(field[i] - field[i - 100])).isLessThan(0.31f);
      }
    }
    assertThat(mean).isCloseTo(0, within(0.2));
  }

  @Test
  void fractalNoiseIsRoughAtEveryScale() {
    float[] field = Noise.fractal(128, 128, 32, 1, 5, 0.7f, 3);
    double[] change = new double[3];
    for (int y = 0; y < 128; y++) {
      for (int x = 0; x < 96; x++) {
        for (int i = 0; i < 3; i++) {
          change[i] += Math.abs(field[128 * y + x] - field[128 * y + x + (2 << (2 * i))]);
        }
      }
    }
    assertThat(change[0] / change[2]).isBetween(0.2, 0.9);
    assertThat(change[1]).isBetween(change[0], change[2]);
  }
}
