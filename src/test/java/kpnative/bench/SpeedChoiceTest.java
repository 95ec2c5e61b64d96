package kpnative.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kpnative.plan.Precision;
import org.junit.jupiter.api.Test;

class SpeedChoiceTest {
  private static SpeedRow row(
      Precision precision, int threads, double millis, double perSecond, double shift) {
    return new SpeedRow("m", precision, threads, millis, millis, perSecond, 0, shift, 0);
  }

  @Test
  void theShortestWaitAndTheMostFacesAreTwoQuestions() {
    String line =
        SpeedChoice.of(
            "m",
            List.of(
                row(Precision.FLOAT32, 1, 2, 500, 0),
                row(Precision.FLOAT32, 8, 0.5, 3000, 0),
                row(Precision.BFLOAT16, 1, 0.4, 900, 0.0001)));

    assertThat(line)
        .isEqualTo(
            "m: for the shortest wait bfloat16 on 1 thread, 0.40 ms; for the most faces float32 on"
                + " 8 threads, 3000 a second");
  }

  @Test
  void lessThanFivePercentIsNotWorthAnotherSetting() {
    assertThat(
            SpeedChoice.of(
                "m",
                List.of(
                    row(Precision.FLOAT32, 1, 1, 1000, 0),
                    row(Precision.BFLOAT16, 1, 0.96, 1040, 0))))
        .doesNotContain("bfloat16");
  }

  @Test
  void whatMovesThePointsTooFarIsToldButNotChosen() {
    assertThat(
            SpeedChoice.of(
                "m",
                List.of(
                    row(Precision.FLOAT32, 1, 2, 500, 0), row(Precision.INT8, 1, 0.5, 2000, 0.01))))
        .startsWith("m: for the shortest wait float32 on 1 thread, 2.00 ms")
        .endsWith(
            "; int8 takes 0.50 ms, but moves the points by 1.00 %: quantize measures whether that"
                + " matters");
  }

  @Test
  void aChoiceOfEightBitsNamesWhatMeasuresThem() {
    assertThat(SpeedChoice.of("m", List.of(row(Precision.INT8, 1, 0.5, 2000, 0.001))))
        .endsWith("; what int8 costs on your faces, quantize measures");
  }

  @Test
  void whereAllMoveTooFarNothingIsChosen() {
    assertThat(SpeedChoice.of("m", List.of(row(Precision.INT8, 1, 0.5, 2000, 0.01))))
        .isEqualTo("m: nothing to choose: the points move by more than 0.25 %");
  }
}
