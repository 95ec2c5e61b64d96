package kpnative.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ErrorCurveTest {
  private final ErrorCurve curve = ErrorCurve.of(List.of(0.10, 0.02, 0.08, 0.04));

  @Test
  void aFaceAtTheValueCountsAsWithinIt() {
    assertThat(curve.shareWithin(0.08)).isEqualTo(0.75);
  }

  @Test
  void aFaceAtTheLimitIsNoFailure() {
    assertThat(curve.failureRate(0.08)).isEqualTo(0.25);
  }

  @Test
  void areaIsThatOfTheSteps() {
    // 0 to 0.02: 0; 0.02 to 0.04: 1/4; 0.04 to 0.08: 1/2
    assertThat(curve.auc(0.08)).isCloseTo((0.02 * 0.25 + 0.04 * 0.5) / 0.08, within(1e-12));
  }

  @Test
  void perfectFacesFillTheArea() {
    assertThat(ErrorCurve.of(List.of(0.0, 0.0)).auc(0.08)).isEqualTo(1);
  }

  @Test
  void theAreaAgreesWithAFineRiemannSum() {
    int steps = 100_000;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += curve.shareWithin(0.08 * (i + 0.5) / steps);
    }
    assertThat(curve.auc(0.08)).isCloseTo(sum / steps, within(1e-4));
  }

  @Test
  void nanErrorsAreRefused() {
    assertThatThrownBy(() -> ErrorCurve.of(List.of(0.1, Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void noFacesAreRefused() {
    assertThatThrownBy(() -> ErrorCurve.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
