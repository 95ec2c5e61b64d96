package kpnative.data;

import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import kpnative.geometry.Warp;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.PointState;
import org.junit.jupiter.api.Test;

class AnnotatedFaceTest {
  private static final Keypoints TWO = Keypoints.partial(3, 4, NaN, NaN);

  private static AnnotatedFace face(Keypoints keypoints, PointState... states) {
    AnnotatedFace plain = Faces.face("a.jpg", 0, 0, 1, 1);
    return plain.withKeypoints(keypoints, List.of(states));
  }

  @Test
  void withoutStatesAPointIsUnknownOrAbsent() {
    assertThat(face(TWO).state(0)).isEqualTo(PointState.UNKNOWN);
    assertThat(face(TWO).state(1)).isEqualTo(PointState.ABSENT);
  }

  @Test
  void whatIsSaidOfThePointsStaysWhenTheFaceMoves() {
    AnnotatedFace f =
        face(TWO, PointState.HIDDEN, PointState.ABSENT).withSchema(KeypointSchema.ofCount(2));

    AnnotatedFace moved = f.map(Warp.flip(10)).unnamed();

    assertThat(moved.states()).isEqualTo(f.states());
    assertThat(moved.schema()).isEqualTo(Optional.of(KeypointSchema.ofCount(2)));
    assertThat(moved.keypoints()).isEqualTo(Keypoints.partial(6, 4, NaN, NaN));
  }

  @Test
  void refusesStatesThatContradictTheKeypoints() {
    assertThatThrownBy(() -> face(TWO, PointState.VISIBLE, PointState.VISIBLE))
        .hasMessageContaining("keypoint 1 is VISIBLE");
    assertThatThrownBy(() -> face(TWO, PointState.ABSENT, PointState.ABSENT))
        .hasMessageContaining("keypoint 0 is ABSENT");
    assertThatThrownBy(() -> face(TWO, PointState.VISIBLE))
        .hasMessageContaining("2 keypoints need as many states, got 1");
    assertThatThrownBy(() -> face(TWO).withSchema(KeypointSchema.IBUG68))
        .hasMessageStartingWith("ibug68 needs 68 keypoints, got 2");
  }
}
