package kpnative.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.keypoints.Ibug68Points;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.MeanFacePoints;
import org.junit.jupiter.api.Test;

class FaceRatiosTest {
  /** The mean head from the front, 10 pixels a cm. */
  private static double[] front() {
    double[] xy = new double[2 * 68];
    for (int k = 0; k < 68; k++) {
      xy[2 * k] = 10 * MeanFacePoints.x(k);
      xy[2 * k + 1] = -10 * MeanFacePoints.y(k);
    }
    return xy;
  }

  private static FaceRatios ratios(Keypoints points) {
    return FaceRatios.of(points);
  }

  @Test
  void anEyesRatioIsThatOfSoukupovaAndCech() {
    double[] xy = front();
    double[] eye = {0, 0, 10, -6, 20, -5, 30, 0, 20, 4, 10, 3}; // p1 to p6
    System.arraycopy(eye, 0, xy, 2 * 36, eye.length);

    assertThat(ratios(Keypoints.of(xy)).leftEye()).isCloseTo((9 + 9) / (2 * 30.0), within(1e-12));
  }

  @Test
  void aShutMouthIsNearZeroAndAnOpenOneIsNot() {
    double[] open = front();
    for (int k : new int[] {65, 66, 67}) {
      open[2 * k + 1] += 25; // the lower lip, down
    }

    assertThat(ratios(Keypoints.of(front())).mouth()).isLessThan(0.05);
    assertThat(ratios(Keypoints.of(open)).mouth()).isGreaterThan(0.5);
  }

  @Test
  void aRaisedBrowIsFartherAboveItsEye() {
    double[] raised = front();
    for (int k = 17; k < 22; k++) {
      raised[2 * k + 1] -= 5;
    }
    FaceRatios before = ratios(Keypoints.of(front()));
    FaceRatios after = ratios(Keypoints.of(raised));

    assertThat(after.leftBrow()).isGreaterThan(before.leftBrow() + 0.04);
    assertThat(after.rightBrow()).isEqualTo(before.rightBrow());
  }

  @Test
  void sizeAndRollDoNotMatter() {
    Warp moved = Warp.rotation(0.7, new Point(3, 4)).then(Warp.scaling(2.5, 2.5, new Point(0, 0)));
    FaceRatios before = ratios(Keypoints.of(front()));
    FaceRatios after = ratios(Keypoints.of(front()).map(moved));

    assertThat(after.leftEye()).isCloseTo(before.leftEye(), within(1e-9));
    assertThat(after.mouth()).isCloseTo(before.mouth(), within(1e-9));
    assertThat(after.rightBrow()).isCloseTo(before.rightBrow(), within(1e-9));
  }

  @Test
  void whatIsNotThereIsNotANumber() {
    double[] xy = front();
    xy[2 * 38] = Double.NaN; // a point of the left eye
    xy[2 * 38 + 1] = Double.NaN;
    FaceRatios ratios = ratios(Keypoints.partial(xy));

    assertThat(ratios.leftEye()).isNaN();
    assertThat(ratios.leftBrow()).isNaN();
    assertThat(ratios.rightEye()).isPositive();
    assertThat(ratios.isEmpty()).isFalse();
    FaceRatios none =
        FaceRatios.of(
            Ibug68Points.of(
                Keypoints.of(1, 2, 3, 4, 5, 6), KeypointSchema.ofCount(3), List.of(0, 1, 2)));
    assertThat(none.isEmpty()).isTrue();
  }
}
