package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogisticCurveTest {
  private static final long SEED = 5;
  private static final int POINTS = 40_000;

  @Test
  void theCoefficientsThatGeneratedThePointsAreRecovered() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] sigma = new double[POINTS];
    boolean[] hit = new boolean[POINTS];
    for (int i = 0; i < POINTS; i++) {
      sigma[i] = Math.exp(-4 + random.nextGaussian());
      double p = 1 / (1 + Math.exp(-(-6 - 2 * Math.log(sigma[i]))));
      hit[i] = random.nextDouble() < p;
    }

    LogisticCurve found = LogisticCurve.of(sigma, hit);

    assertThat(found.a()).isCloseTo(-6, within(0.3));
    assertThat(found.b()).isCloseTo(-2, within(0.1));
  }

  @Test
  void theMeanConfidenceIsTheFractionOfHits() {
    double[] sigma = {0.01, 0.01, 0.02, 0.02, 0.04, 0.04, 0.08, 0.08};
    boolean[] hit = {true, true, true, false, true, false, false, false};

    LogisticCurve found = LogisticCurve.of(sigma, hit);

    // exact except for Platt's targets, which pull towards one half
    assertThat(Arrays.stream(sigma).map(found::at).average().orElseThrow())
        .isCloseTo(0.5, within(1e-9));
  }

  @Test
  void aWiderHeatmapMeansLowerConfidence() {
    LogisticCurve c = new LogisticCurve(-6, -2);

    assertThat(c.at(0.01)).isGreaterThan(c.at(0.02));
    assertThat(c.at(0)).isGreaterThan(c.at(0.01)).isLessThan(1);
  }

  @Test
  void pointsThatAreAllHitsGiveAFit() {
    double[] sigma = {0.01, 0.02, 0.03, 0.02, 0.01};
    boolean[] hit = {true, true, true, true, true};

    LogisticCurve found = LogisticCurve.of(sigma, hit);

    assertThat(found.at(0.02)).isCloseTo(6.0 / 7, within(1e-6));
  }

  @Test
  void pointsSeparatedBySigmaGiveAFit() {
    double[] sigma = {0.01, 0.011, 0.012, 0.1, 0.11, 0.12};
    boolean[] hit = {true, true, true, false, false, false};

    LogisticCurve found = LogisticCurve.of(sigma, hit);

    assertThat(found.at(0.01)).isCloseTo(0.8, within(0.05));
    assertThat(found.at(0.12)).isCloseTo(0.2, within(0.05));
  }

  @Test
  void equalDeviationsGetTheFractionOfHits() {
    double[] sigma = {0.02, 0.02, 0.02, 0.02};

    LogisticCurve found = LogisticCurve.of(sigma, new boolean[] {true, false, true, false});

    assertThat(found.at(0.02)).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void everyDeviationNeedsAnOutcome() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogisticCurve.of(new double[2], new boolean[1]))
        .withMessageContaining("2 and 1");
  }

  @Test
  void deviationsWithoutInformationGiveAFlatCurve() {
    double[] sigma = new double[200];
    boolean[] hit = new boolean[200];
    for (int i = 0; i < sigma.length; i++) {
      sigma[i] = 0.2886 + 1e-7 * (i % 7); // an untrained network: all heatmaps are flat
      hit[i] = i % 4 == 0;
    }
    LogisticCurve curve = LogisticCurve.of(sigma, hit);

    assertThat(curve.at(0.2886)).isCloseTo(0.25, within(0.01));
    assertThat(curve.at(0.1)).isCloseTo(0.25, within(0.01));
  }
}
