package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import kpnative.image.Effect.Tone;
import org.junit.jupiter.api.Test;

class ToneTest {
  /** {@return red, green and blue after the tone change, for a picture with a mean luma of 100} */
  private static double[] apply(Tone tone, double red, double green, double blue) {
    double[] m = new double[12];
    ToneMatrix.write(tone, 100, false, m);
    double[] in = {blue, green, red, 1};
    double[] out = new double[3];
    for (int o = 0; o < 3; o++) {
      for (int i = 0; i < 4; i++) {
        out[2 - o] += m[4 * o + i] * in[i];
      }
    }
    return out;
  }

  private static double luma(double[] rgb) {
    return 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
  }

  @Test
  void noChangeIsTheIdentity() {
    assertThat(apply(Tone.NONE, 10, 20, 30))
        .containsExactly(new double[] {10, 20, 30}, within(1e-9));
  }

  @Test
  void hueKeepsLumaAndGray() {
    Tone turn = new Tone(1, 1, 1, 0.2);
    assertThat(luma(apply(turn, 200, 50, 90)))
        .isCloseTo(luma(new double[] {200, 50, 90}), within(0.05));
    assertThat(apply(turn, 77, 77, 77)).containsExactly(new double[] {77, 77, 77}, within(0.01));
  }

  @Test
  void threeHueRotationsByOneThirdAreTheIdentity() {
    Tone third = new Tone(1, 1, 1, 1 / 3.0);
    double[] c = apply(third, 120, 90, 60);
    c = apply(third, c[0], c[1], c[2]);
    c = apply(third, c[0], c[1], c[2]);
    assertThat(c).containsExactly(new double[] {120, 90, 60}, within(0.05));
  }

  @Test
  void zeroSaturationIsLuma() {
    double y = luma(new double[] {200, 50, 90});
    assertThat(apply(new Tone(1, 1, 0, 0.3), 200, 50, 90))
        .containsExactly(new double[] {y, y, y}, within(1e-9));
  }

  @Test
  void contrastIsAboutTheMeanLuma() {
    assertThat(apply(new Tone(1, 0.5, 1, 0), 120, 100, 80))
        .containsExactly(new double[] {110, 100, 90}, within(1e-9));
  }

  @Test
  void negativeFactorsAreRefused() {
    assertThatThrownBy(() -> new Tone(1, -1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contrast");
  }
}
