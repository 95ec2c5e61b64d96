package kpnative.data.painted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import kpnative.geometry.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticPoseTest {
  @Test
  void faceThatLooksToTheRightHasItsNoseOnTheRight() {
    assertThat(pose(0.5, 0, 0).project(0, 0.5, 1.1).x()).isGreaterThan(100);
  }

  @Test
  void faceThatLooksDownHasItsNoseLower() {
    double straight = pose(0, 0, 0).project(0, 0.5, 1.1).y();
    assertThat(pose(0, 0.3, 0).project(0, 0.5, 1.1).y()).isGreaterThan(straight);
  }

  @Test
  void rollTurnsClockwise() {
    Point right = pose(0, 0, Math.PI / 2).project(1, 0, 0);
    assertThat(right.x()).isCloseTo(100, within(1e-9));
    assertThat(right.y()).isGreaterThan(100);
  }

  @Test
  void frontalContourIsTheSideItself() {
    SyntheticPose pose = pose(0, 0.1, 0.1);
    assertThat(pose.contour(1.08, 0, -0.05, 0.7)).isEqualTo(pose.project(1.08, 0, -0.05));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.6, -0.3, 0.3, 0.6})
  void contourOfTheFarSideLiesOutsideTheSideItself(double yaw) {
    SyntheticPose pose = pose(yaw, 0, 0);
    double far = Math.signum(yaw) * 1.08;
    double contour = Math.abs(pose.contour(far, 0, -0.05, 0.7).x() - 100);
    assertThat(contour).isGreaterThan(Math.abs(pose.project(far, 0, -0.05).x() - 100));
  }

  @Test
  void contourMovesSmoothlyOutOfTheFrontalPose() {
    Point frontal = pose(0, 0, 0).contour(1.08, 0, -0.05, 0.7);
    Point turned = pose(1e-6, 0, 0).contour(1.08, 0, -0.05, 0.7);
    assertThat(turned.distanceTo(frontal)).isLessThan(1e-3);
  }

  private static SyntheticPose pose(double yaw, double pitch, double roll) {
    return new SyntheticPose(yaw, pitch, roll, 50, 100, 100);
  }
}
