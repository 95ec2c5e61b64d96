package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfidenceCalibrationTest {
  private static final ConfidenceCalibration TWO =
      new ConfidenceCalibration(
          List.of(-6.25, -8.0), List.of(-2.5, -2.0), 0.05, "inter-ocular", 201);

  /**
   * Four faces with three keypoints of equal standard deviation: the first is never a hit, the last
   * always.
   */
  private static ConfidenceCalibration fitted(List<List<Integer>> groups) {
    double[] sigma = {0.02, 0.02, 0.02};
    double[] even = {0.2, 0.04, 0.01};
    double[] odd = {0.3, 0.06, 0.05}; // a hit includes the limit
    return ConfidenceCalibration.of(
        List.of(sigma, sigma, sigma, sigma),
        List.of(even, odd, even, odd),
        groups,
        0.05,
        "inter-ocular");
  }

  @Test
  void eachGroupHasACurveAndTheRestShareOne() {
    ConfidenceCalibration c = fitted(List.of(List.of(0), List.of()));

    assertThat(c.confidence(0, 0.02)).isCloseTo(1.0 / 6, within(1e-6));
    assertThat(c.confidence(1, 0.02)).isEqualTo(c.confidence(2, 0.02));
    assertThat(c.confidence(1, 0.02)).isBetween(0.6, 0.8); // 6 hits of 8
  }

  @Test
  void withoutGroupsAllKeypointsShareACurve() {
    ConfidenceCalibration c = fitted(List.of());

    assertThat(c.a()).hasSize(3).containsOnly(c.a().get(0));
    assertThat(c.confidence(0, 0.02)).isCloseTo(0.5, within(1e-6)); // 6 hits of 12
    assertThat(c.faces()).isEqualTo(4);
  }

  @Test
  void eachKeypointHasItsCoefficients() {
    assertThat(TWO.confidence(0, 0.02))
        .isCloseTo(1 / (1 + Math.exp(6.25 + 2.5 * Math.log(0.02))), within(1e-12));
    assertThat(TWO.confidence(1, 0.02))
        .isCloseTo(1 / (1 + Math.exp(8 + 2 * Math.log(0.02))), within(1e-12));
  }

  @Test
  void aCalibrationIsReadAsItWasWritten() throws IOException {
    Map<String, String> metadata = Map.of(ConfidenceCalibration.KEY, TWO.toJson());

    assertThat(ConfidenceCalibration.of(metadata, 2, "f")).contains(TWO);
  }

  @Test
  void weightsOfAnOlderVersionHaveNoCalibration() throws IOException {
    assertThat(ConfidenceCalibration.of(Map.of(), 2, "f")).isEmpty();
  }

  @Test
  void aCalibrationForOtherKeypointsIsRefused() {
    Map<String, String> metadata = Map.of(ConfidenceCalibration.KEY, TWO.toJson());

    assertThatThrownBy(() -> ConfidenceCalibration.of(metadata, 68, "w.safetensors"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("w.safetensors: expected a confidence calibration for 68 keypoints");
  }

  @Test
  void aDamagedCalibrationIsRefusedWithTheFilesName() {
    Map<String, String> metadata = Map.of(ConfidenceCalibration.KEY, "{\"a\": [1]}");

    assertThatThrownBy(() -> ConfidenceCalibration.of(metadata, 1, "w.safetensors"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("w.safetensors: ");
  }

  @Test
  void coefficientsThatAreNotNumbersAreRefused() {
    List<Double> one = List.of(1.0);
    List<Double> none = List.of(Double.NaN);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConfidenceCalibration(one, none, 0.05, "inter-ocular", 1));
  }

  @Test
  void aGroupThatNoFaceHasGetsTheCurveOfAllKeypoints() {
    double[] sigma = {0.02, 0.02, 0.02};
    double[] error = {0.2, 0.01, Double.NaN};
    List<double[]> sigmas = List.of(sigma, sigma);
    List<double[]> errors = List.of(error, error);
    ConfidenceCalibration parts =
        ConfidenceCalibration.of(
            sigmas, errors, List.of(List.of(0), List.of(1), List.of(2)), 0.05, "box");
    ConfidenceCalibration one = ConfidenceCalibration.of(sigmas, errors, List.of(), 0.05, "box");
    assertThat(parts.confidence(2, 0.02)).isEqualTo(one.confidence(2, 0.02));
    assertThat(parts.confidence(0, 0.02)).isLessThan(parts.confidence(1, 0.02));
  }

  @Test
  void facesWithoutAnyTruthCannotBeFittedOn() {
    double[] none = {Double.NaN};
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ConfidenceCalibration.of(
                    List.of(new double[] {1}), List.of(none), List.of(), 0.05, "box"))
        .withMessageContaining("got none");
  }
}
