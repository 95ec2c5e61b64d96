package kpnative.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import kpnative.natives.NativeScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpreadTargetsTest {
  private static final int H = 40;
  private static final int W = 50;

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
  void aMapHasTheMeanAndTheCovarianceThatItWasMadeOf() {
    double[] xy = {0.5, 0.4, 0.45, 0.6};
    double[] covariance = {0.006, 0.003, 0.004, 0.0025, -0.002, 0.005};
    SpreadTargets targets = SpreadTargets.of(points(xy), spread(covariance), H, W, 0.01);
    Tensor log = targets.maps().log();

    assertThat(NativeFloats.floats(targets.maps().sum(2, 3)))
        .containsExactly(ones(2), within(1e-5f));
    float[] mean = NativeFloats.floats(MapDecoding.expectation(log));
    float[] found = NativeFloats.floats(MapDecoding.covariance(log));
    for (int i = 0; i < xy.length; i++) {
      assertThat(mean[i]).isCloseTo((float) xy[i], within(1e-3f));
    }
    for (int i = 0; i < covariance.length; i++) {
      assertThat(found[i]).isCloseTo((float) covariance[i], within(1e-4f));
    }
  }

  @Test
  void withoutInclinationItIsTheGaussianOfOneWidth() {
    Tensor xy = points(0.2, 0.7, 0.9, 0.1);
    double variance = 0.06 * 0.06;
    Tensor round = spread(variance, 0, variance, variance, 0, variance);
    float[] expected = NativeFloats.floats(GaussianTargets.distributions(xy, H, W, 0.06).maps());

    assertThat(NativeFloats.floats(SpreadTargets.of(xy, round, H, W, 0.01).maps()))
        .containsExactly(expected, within(1e-6f));
  }

  @Test
  void whatIsNarrowerThanTheLeastIsWidenedAndALineIsNone() {
    Tensor xy = points(0.5, 0.5);
    Tensor line = spread(0.01, 0.01, 0.01);
    Tensor point = spread(0, 0, 0);

    float[] wide =
        NativeFloats.floats(
            MapDecoding.covariance(SpreadTargets.of(xy, point, H, W, 0.05).maps().log()));
    assertThat(wide).containsExactly(new float[] {0.0025f, 0, 0.0025f}, within(1e-5f));
    float[] thick =
        NativeFloats.floats(
            MapDecoding.covariance(SpreadTargets.of(xy, line, H, W, 0.05).maps().log()));
    assertThat(thick[1] / Math.sqrt(thick[0] * thick[2])).isCloseTo(0.9, within(0.01));
  }

  @Test
  void aPointOutsideOrAbsentIsNotInsideAndHoldsNoNan() {
    Tensor xy = points(1.2, 0.5, Double.NaN, Double.NaN, 0.3, 0.3);
    Tensor round = spread(0.01, 0, 0.01, 0.01, 0, 0.01, 0.01, 0, 0.01);
    SpreadTargets targets = SpreadTargets.of(xy, round, H, W, 0.01);

    assertThat(NativeFloats.floats(targets.inside())).containsExactly(0, 0, 1);
    assertThat(targets.maps().isfinite().all().item_bool()).isTrue();
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }

  private static Tensor points(double... xy) {
    return NativeFloats.tensor(xy, 1, xy.length);
  }

  private static Tensor spread(double... covariance) {
    return NativeFloats.tensor(covariance, 1, covariance.length / 3, 3);
  }
}
