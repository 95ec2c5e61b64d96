package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import kpnative.infer.VisibilityCalibration.Point;
import org.junit.jupiter.api.Test;

class VisibilityCalibrationTest {
  private static final VisibilityCalibration TWO =
      new VisibilityCalibration(List.of(0.5, -1.0), List.of(2.0, 1.0), 7, 0.25);

  @Test
  void eachKeypointHasItsCurve() {
    assertThat(TWO.probability(0, 1)).isCloseTo(1 / (1 + Math.exp(-2.5)), within(1e-12));
    assertThat(TWO.probabilities(new float[] {1, 1}).get(1)).isCloseTo(0.5, within(1e-12));
  }

  /** The logits are three times too large: the fit undoes that. */
  @Test
  void theFitFindsTheCurveThatThePointsFollow() {
    SplittableRandom random = new SplittableRandom(1);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      double truth = 6 * random.nextDouble() - 3;
      boolean visible = random.nextDouble() < 1 / (1 + Math.exp(-truth));
      points.add(new Point(i % 2, 3 * truth + 1, visible));
    }
    VisibilityCalibration fitted = VisibilityCalibration.of(2, 100, points, List.of(List.of(0)));

    assertThat(fitted.b().get(0)).isCloseTo(1.0 / 3, within(0.02));
    assertThat(fitted.a().get(1)).isCloseTo(-1.0 / 3, within(0.1));
    assertThat(fitted.hidden()).isCloseTo(0.5, within(0.02));
    assertThat(fitted.faces()).isEqualTo(100);
  }

  @Test
  void aGroupWithoutPointsSharesTheCurveOfAll() {
    List<Point> points =
        List.of(new Point(0, 1, true), new Point(0, -1, false), new Point(0, 2, true));

    VisibilityCalibration fitted = VisibilityCalibration.of(2, 1, points, List.of(List.of(0)));

    assertThat(fitted.a().get(1)).isEqualTo(fitted.a().get(0));
  }

  @Test
  void itIsReadAsItWasWritten() throws IOException {
    assertThat(VisibilityCalibration.of(Map.of(VisibilityCalibration.KEY, TWO.toJson()), 2, "f"))
        .contains(TWO);
    assertThat(VisibilityCalibration.of(Map.of(), 2, "f")).isEmpty();
  }

  @Test
  void damagedAndForeignOnesAreRefused() {
    Map<String, String> two = Map.of(VisibilityCalibration.KEY, TWO.toJson());
    Map<String, String> odd =
        Map.of(VisibilityCalibration.KEY, TWO.toJson().replace("0.25", "1.25"));
    Map<String, String> large =
        Map.of(VisibilityCalibration.KEY, TWO.toJson().replace("0.5", "1e9"));

    assertThatThrownBy(() -> VisibilityCalibration.of(two, 68, "w.safetensors"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "w.safetensors: expected a visibility calibration for 68 keypoints, got one for 2");
    assertThatThrownBy(() -> VisibilityCalibration.of(odd, 2, "w"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a share of 0 to 1, got 7 and 1.25");
    assertThatThrownBy(() -> VisibilityCalibration.of(large, 2, "w"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("-10000 to 10000");
  }
}
