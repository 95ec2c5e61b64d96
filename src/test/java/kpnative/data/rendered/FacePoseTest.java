package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Directions are those that {@link FacePose} states. */
class FacePoseTest {
  private static final String HEADS = "kpnative.data.rendered.TestHeads#all";

  private static float[] turned(double yaw, double pitch, double roll, float x, float y, float z) {
    float[] m =
        new FacePose(Math.toRadians(yaw), Math.toRadians(pitch), Math.toRadians(roll)).matrix();
    float[] to = new float[3];
    Vertices.rotate(new float[] {x, y, z + FacePose.PIVOT_Z}, m, FacePose.PIVOT_Z, to);
    return to;
  }

  @ParameterizedTest
  @MethodSource(HEADS)
  void yawTurnsTheNoseToThePicturesRight(TestHeads.Rendered head) {
    BareFace front = new BareFace(head, 0, 0, 0);
    BareFace right = new BareFace(head, 30, 0, 0);
    assertThat(noseBesideEyes(front)).isBetween(-1.0, 1.0);
    assertThat(noseBesideEyes(right)).isGreaterThan(8);
    assertThat(noseBesideEyes(new BareFace(head, -30, 0, 0))).isLessThan(-8);
  }

  private static double noseBesideEyes(BareFace f) {
    return f.x(30) - (f.x(36) + f.x(45)) / 2;
  }

  @ParameterizedTest
  @MethodSource(HEADS)
  void pitchLooksUp(TestHeads.Rendered head) {
    double level = noseBelowEyes(new BareFace(head, 0, 0, 0));
    assertThat(noseBelowEyes(new BareFace(head, 0, 20, 0))).isLessThan(level - 8);
    assertThat(noseBelowEyes(new BareFace(head, 0, -20, 0))).isGreaterThan(level + 4);
  }

  private static double noseBelowEyes(BareFace f) {
    return f.y(30) - (f.y(36) + f.y(45)) / 2;
  }

  @ParameterizedTest
  @MethodSource(HEADS)
  void rollTiltsClockwiseByItsAngle(TestHeads.Rendered head) {
    BareFace f = new BareFace(head, 0, 0, 25);
    double eyes = Math.atan2(f.y(45) - f.y(36), f.x(45) - f.x(36)); // y goes down
    assertThat(Math.toDegrees(eyes)).isCloseTo(25, within(1.0));
  }

  @Test
  void yawComesFirstThenPitchThenRoll() {
    float[] nose = turned(90, 0, 30, 0, 0, 10);
    assertThat(nose[0]).isCloseTo((float) (10 * Math.cos(Math.toRadians(30))), within(1e-4f));
    assertThat(nose[1]).as("tilted clockwise").isCloseTo(-5, within(1e-4f));
    float[] aside = turned(90, 40, 0, 0, 0, 10);
    assertThat(aside)
        .as("pitch is about the camera's x")
        .containsExactly(new float[] {10, 0, 0}, within(1e-4f));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "50, 20, -30", "-80, -40, 120"})
  void distancesStay(double yaw, double pitch, double roll) {
    float[] p = turned(yaw, pitch, roll, 3, -4, 12);
    assertThat(p[0] * p[0] + p[1] * p[1] + p[2] * p[2]).isCloseTo(169, within(1e-3f));
  }
}
