package kpnative.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import kpnative.natives.NativeScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GaussianTargetsTest {
  private static final int HEIGHT = 10;
  private static final int WIDTH = 14;
  private static final double SIGMA = 0.1;

  private NativeScope scope;

  @BeforeEach
  void open() {
    scope = NativeScope.open();
  }

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void aPeakIsThePlainFormula() {
    float[] map = maps(GaussianTargets.peaks(xy(0.4, 0.7), HEIGHT, WIDTH, SIGMA));
    for (int r = 0; r < HEIGHT; r++) {
      for (int c = 0; c < WIDTH; c++) {
        double dx = ((c + 0.5) / WIDTH - 0.4) / SIGMA;
        double dy = ((r + 0.5) / HEIGHT - 0.7) / SIGMA;
        assertThat((double) map[r * WIDTH + c])
            .isCloseTo(Math.exp(-0.5 * (dx * dx + dy * dy)), within(1e-6));
      }
    }
  }

  @Test
  void aDistributionSumsToOneHoweverNearTheEdge() {
    float[] map = maps(GaussianTargets.distributions(xy(0, 0.97), HEIGHT, WIDTH, SIGMA));
    double sum = 0;
    for (float m : map) {
      sum += m;
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
  }

  @Test
  void aPointOnThePixelsCentreHasPeakOne() {
    float[] map = maps(GaussianTargets.peaks(xy(0.5 / WIDTH, 0.5 / HEIGHT), HEIGHT, WIDTH, SIGMA));
    assertThat(map[0]).isEqualTo(1);
  }

  @Test
  void pointsOutsideAreMaskedAndLeaveNoNan() {
    Tensor xy = xy(1.01, 0.5, 0.5, -0.01, Double.NaN, 0.5, -1e30, Double.POSITIVE_INFINITY, 1, 0);
    GaussianTargets targets = GaussianTargets.distributions(xy, HEIGHT, WIDTH, 0.001);
    assertThat(NativeFloats.floats(targets.inside())).containsExactly(0, 0, 0, 0, 1);
    for (float m : maps(targets)) {
      assertThat(m).isBetween(0f, 1f);
    }
  }

  @Test
  void aSigmaOfZeroIsRefused() {
    assertThatThrownBy(() -> GaussianTargets.peaks(xy(0.5, 0.5), HEIGHT, WIDTH, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sigma must be greater than 0, got 0.0");
  }

  private static Tensor xy(double... xy) {
    return NativeFloats.tensor(xy, 1, xy.length);
  }

  private static float[] maps(GaussianTargets targets) {
    return NativeFloats.floats(targets.maps());
  }
}
