package kpnative.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReliabilityTest {
  @Test
  void calibratedPointsHaveNoCalibrationError() {
    Reliability r =
        Reliability.of(new double[] {0.5, 0.5, 1, 1}, new boolean[] {true, false, true, true});

    assertThat(r.expectedCalibrationError()).isCloseTo(0, within(1e-12));
  }

  @Test
  void theErrorIsTheMeanOverPointsOfTheirBinsDifference() {
    // 3 points at 0.9, one of which is right: difference 0.5667; 1 at 0.1, wrong: difference 0.1
    Reliability r =
        Reliability.of(
            new double[] {0.9, 0.9, 0.9, 0.1}, new boolean[] {true, false, false, false});

    assertThat(r.expectedCalibrationError()).isCloseTo((3 * 0.9 - 1 + 0.1) / 4, within(1e-12));
  }

  @Test
  void aBinHoldsItsLowerEdgeAndTheLastOneBoth() {
    Reliability r = Reliability.of(new double[] {0, 0.1, 1}, new boolean[] {false, false, true});

    assertThat(r.bins()).hasSize(10);
    assertThat(r.bins().get(0).points()).isEqualTo(1);
    assertThat(r.bins().get(1).points()).isEqualTo(1);
    assertThat(r.bins().get(9).points()).isEqualTo(1);
    assertThat(r.bins().get(9).observed()).isEqualTo(1);
  }

  @Test
  void aConfidenceAboveOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reliability.of(new double[] {1.5}, new boolean[] {true}))
        .withMessageContaining("1.5");
  }
}
