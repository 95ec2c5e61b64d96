package kpnative.data.backdrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefocusTest {
  @ParameterizedTest
  @ValueSource(floats = {1, 1.7f, 3.3f, 6})
  void aPointBecomesARoundDiscOfTheSameLight(float radius) {
    float[] rgb = new float[3 * 31 * 31];
    rgb[3 * (31 * 15 + 15) + 1] = 100;
    float[] out = Defocus.disc(rgb, 31, 31, radius);
    double sum = 0;
    double across = 0;
    double down = 0;
    for (int y = 0; y < 31; y++) {
      for (int x = 0; x < 31; x++) {
        float v = out[3 * (31 * y + x) + 1];
        sum += v;
        across += v * (x - 15) * (x - 15);
        down += v * (y - 15) * (y - 15);
        if (Math.hypot(x - 15, y - 15) > radius + 1) {
          assertThat(v).isZero();
        }
      }
    }
    assertThat(sum).isCloseTo(100, within(0.01));
    // a disc's second moment is r^2 / 4, a pixel's own 1 / 12
    assertThat(across / sum)
        .isCloseTo(radius * radius / 4 + 1 / 12.0, within(0.05 + 0.03 * radius));
    assertThat(down / sum).isCloseTo(across / sum, within(0.15));
  }

  @Test
  void anEvenPictureStaysEvenToItsEdges() {
    float[] rgb = new float[3 * 20 * 10];
    Arrays.fill(rgb, 0.3f);
    for (float v : Defocus.disc(rgb, 20, 10, 4.2f)) {
      assertThat(v).isCloseTo(0.3f, within(1e-4f));
    }
    for (float v : Defocus.reduce(rgb, 20, 10, 3)) {
      assertThat(v).isCloseTo(0.3f, within(1e-5f));
    }
    for (float v : Defocus.enlarge(rgb, 20, 10, 1, 4, 71, 30)) {
      assertThat(v).isCloseTo(0.3f, within(1e-5f));
    }
  }

  @Test
  void enlargingARampKeepsItAndLeavesTheBorderOut() {
    float[] rgb = new float[3 * 12 * 12];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = i / 3 % 12; // x
    }
    float[] out = Defocus.enlarge(rgb, 12, 12, 2, 4, 32, 32);
    for (int x = 0; x < 32; x++) {
      assertThat(out[3 * x]).isCloseTo((x + 0.5f) / 4 - 0.5f + 2, within(1e-4f));
    }
  }
}
