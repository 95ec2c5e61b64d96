package kpnative.keypoints;

import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeypointsTest {
  private static final Keypoints THREE = Keypoints.of(10, 20, 30, 20, 20, 50);

  @Test
  void aWarpMovesEveryKeypoint() {
    assertThat(THREE.map(Warp.translation(1, -2))).isEqualTo(Keypoints.of(11, 18, 31, 18, 21, 48));
  }

  @Test
  void aSelectionHasItsOwnOrder() {
    assertThat(THREE.select(2, 0)).isEqualTo(Keypoints.of(20, 50, 10, 20));
  }

  @Test
  void aSelectionIsCopiedIntoAnArray() {
    double[] xy = {0, 0, 0, 0, 7};
    THREE.copyTo(xy, new int[] {2, 0});
    assertThat(xy).containsExactly(20, 50, 10, 20, 7);
  }

  @Test
  void theExtentReachesTheOutermostKeypoints() {
    assertThat(THREE.extent()).isEqualTo(new Box(10, 20, 30, 50));
  }

  @Test
  void theMeanIsOfTheChosenKeypoints() {
    assertThat(THREE.mean(0, 1)).isEqualTo(new Point(20, 20));
  }

  @Test
  void aLaterChangeOfTheArrayChangesNothing() {
    double[] xy = {1, 2};
    Keypoints k = Keypoints.of(xy);
    xy[0] = 9;
    k.toArray()[1] = 9;
    assertThat(k).isEqualTo(Keypoints.of(1, 2));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesWhatIsNotFinite(double y) {
    assertThatThrownBy(() -> Keypoints.of(1, 2, 3, y)).hasMessage("keypoint 1 has y " + y);
  }

  @Test
  void refusesHalfAKeypoint() {
    assertThatThrownBy(() -> Keypoints.of(1, 2, 3)).hasMessageContaining("got 3 numbers");
  }

  @Test
  void anAbsentKeypointStaysAbsentWhateverIsDoneToTheFace() {
    Keypoints k = Keypoints.partial(10, 20, NaN, NaN, 20, 50);

    assertThat(k.map(Warp.rotation(1, new Point(3, 4)).then(Warp.flip(9))).isPresent(1)).isFalse();
    assertThat(k.select(2, 1)).isEqualTo(Keypoints.partial(20, 50, NaN, NaN));
    assertThat(k.presentCount()).isEqualTo(2);
    assertThat(k.isComplete()).isFalse();
    assertThat(k.arePresent(0, 2)).isTrue();
    assertThat(k.arePresent(0, 1)).isFalse();
    assertThat(k.present()).contains(Keypoints.of(10, 20, 20, 50));
  }

  @Test
  void theExtentIsOfWhatIsPresent() {
    Keypoints k = Keypoints.partial(NaN, NaN, 10, 20, NaN, NaN, 30, 50);

    assertThat(k.spansBox()).isTrue();
    assertThat(k.extent()).isEqualTo(new Box(10, 20, 30, 50));
    assertThat(Keypoints.partial(NaN, NaN, 10, 20, 10, 50).spansBox()).isFalse();
    assertThat(Keypoints.partial(NaN, NaN).spansBox()).isFalse();
    assertThat(Keypoints.partial(NaN, NaN).present()).isEmpty();
  }

  @Test
  void theMeanOfAGroupWithAnAbsentKeypointIsNone() {
    assertThat(Keypoints.partial(1, 1, NaN, NaN).mean(0, 1).x()).isNaN();
  }

  @Test
  void refusesHalfAnAbsentKeypoint() {
    assertThatThrownBy(() -> Keypoints.partial(1, 2, 3, NaN)).hasMessage("keypoint 1 has y NaN");
    assertThatThrownBy(() -> Keypoints.partial(1, 2, NaN, 3)).hasMessage("keypoint 1 has x NaN");
    assertThatThrownBy(() -> Keypoints.partial(Double.POSITIVE_INFINITY, NaN))
        .hasMessage("keypoint 0 has x Infinity");
  }
}
