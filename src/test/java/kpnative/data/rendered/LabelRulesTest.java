package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelRulesTest {
  private static final int CHIN = 8;

  /** A face 100 pixels between the outer corners, turned by {@code roll}, the nose aside. */
  private static float[] face(double roll, double nose) {
    float[] p = new float[3 * 68];
    for (int k = 36; k < 48; k++) {
      place(p, k, (k < 42 ? -35 : 35) + (k == 36 ? -15 : k == 45 ? 15 : k == 39 ? 15 : 0), 0, roll);
    }
    // so that the middles of both eyes' points are level with the nose's middle
    place(p, 42, 20, 0, roll);
    place(p, 30, nose, 30, roll);
    place(p, CHIN, 0, 90, roll);
    return p;
  }

  private static void place(float[] p, int k, double x, double y, double roll) {
    p[3 * k] = (float) (200 + x * Math.cos(roll) - y * Math.sin(roll));
    p[3 * k + 1] = (float) (200 + x * Math.sin(roll) + y * Math.cos(roll));
    p[3 * k + 2] = 40;
  }

  private static LabelRules rules(int point, double x, double y, double slopeX, double slopeY) {
    double[] offsets = new double[2 * 68];
    double[] slopes = new double[2 * 68];
    offsets[2 * point] = x;
    offsets[2 * point + 1] = y;
    slopes[2 * point] = slopeX;
    slopes[2 * point + 1] = slopeY;
    return new LabelRules(offsets, slopes);
  }

  @Test
  void geometryMovesNothing() {
    float[] p = face(0.3, 12);
    LabelRules.GEOMETRY.move(p);
    assertThat(p).isEqualTo(face(0.3, 12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, -0.7, 3})
  void offsetsAreSharesOfTheOuterCornersDistanceAndTurnWithTheFace(double roll) {
    float[] p = face(roll, 0);
    rules(CHIN, 0.03, -0.05, 9, 9).move(p); // not turned: no slope counts
    float[] expected = face(roll, 0);
    place(expected, CHIN, 3, 85, roll);
    assertThat(p).containsExactly(expected, within(1e-3f));
  }

  @Test
  void slopesAreTimesTheNosesOffset() {
    float[] p = face(0, 20);
    rules(CHIN, 0.01, 0, 0.5, -0.25).move(p);
    assertThat(p[3 * CHIN] - 200).isCloseTo(1 + 0.2f * 50, within(1e-3f));
    assertThat(p[3 * CHIN + 1] - 290).isCloseTo(-0.2f * 25, within(1e-3f));
    assertThat(p[3 * CHIN + 2]).as("depth stays").isEqualTo(40);
  }

  @ParameterizedTest
  @ValueSource(doubles = {46, 80, 3000})
  void turnsAreLimited(double nose) {
    float[] right = face(0, nose);
    float[] left = face(0, -nose);
    rules(CHIN, 0, 0, 1, 0).move(right);
    rules(CHIN, 0, 0, 1, 0).move(left);
    assertThat(right[3 * CHIN] - 200).isCloseTo(45, within(1e-3f));
    assertThat(left[3 * CHIN] - 200).isCloseTo(-45, within(1e-3f));
  }

  @Test
  void theMeasuredOffsetsAreSmall() {
    LabelRules rules = LabelRules.of300W();
    assertThat(rules.offsets()).hasSize(2 * 68);
    assertThat(rules.slopes()).hasSize(2 * 68);
    for (int i = 0; i < 2 * 68; i++) {
      double most = Math.abs(rules.offsets()[i]) + 0.45 * Math.abs(rules.slopes()[i]);
      assertThat(most).as("number %d", i).isLessThan(0.25);
    }
    assertThat(rules.offsets()).isNotEqualTo(LabelRules.GEOMETRY.offsets());
  }
}
