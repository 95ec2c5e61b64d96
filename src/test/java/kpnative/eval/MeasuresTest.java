package kpnative.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class MeasuresTest {
  private static final Measures MODEL =
      new Measures(
          48,
          0.0012345,
          1.5,
          2.25,
          OptionalDouble.of(0.03),
          OptionalDouble.of(0.04),
          0.02,
          OptionalDouble.of(0.625),
          OptionalDouble.of(0.125));
  private static final Measures BLIND =
      new Measures(
          48,
          0.002469,
          3,
          9,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Double.NaN,
          OptionalDouble.empty(),
          OptionalDouble.empty());

  @Test
  void mapHasTheNamesOfTheFileInOrder() {
    assertThat(MODEL.toMap().keySet())
        .containsExactly(
            "n",
            "mse",
            "mae_sum",
            "contest_mae_px",
            "nme_interocular",
            "nme_interpupil",
            "nme_box",
            "auc08",
            "fr08");
  }

  @Test
  void whatIsUnknownIsNullInTheMap() {
    assertThat(BLIND.toMap())
        .containsEntry("nme_interocular", null)
        .containsEntry("nme_box", null)
        .containsEntry("fr08", null)
        .containsEntry("mae_sum", 3.0);
  }

  @Test
  void tableSetsTheMeanShapeBesideTheModel() {
    assertThat(MODEL.table(BLIND))
        .isEqualTo(
            """
            measure              model    mean shape     ratio
            n                       48            48
            mse               0.001235      0.002469     0.500
            mae_sum              1.500         3.000     0.500
            contest_mae_px       2.250         9.000     0.250
            nme_interocular    0.03000             -         -
            nme_interpupil     0.04000             -         -
            nme_box            0.02000             -         -
            auc08               0.6250             -         -
            fr08                0.1250             -         -
            """);
  }

  @Test
  void tableOfTheModelAloneHasTwoColumns() {
    assertThat(MODEL.table(null))
        .startsWith("measure              model\nn                       48\n");
  }
}
