package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class FaceTest {
  private static final Box BOX = new Box(0, 0, 10, 10);

  @Test
  void pointsHaveTheSchemasNames() {
    Face face = face(68, List.of());

    assertThat(face.point("nose_tip")).isEqualTo(new Point(30, -30));
    assertThat(face.points("left_eye")).hasSize(6).startsWith(new Point(36, -36));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> face.point("left_eye"))
        .withMessage("'left_eye' of ibug68 is a group of 6 keypoints: use points");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> face.point("ear"))
        .withMessageContaining("ibug68 has no group 'ear'; its groups are jaw, ");
  }

  @Test
  void aDetectorOfSomeKeypointsNamesThose() {
    Face nose =
        new Face(
            BOX,
            Keypoints.of(1, 2),
            List.of(),
            Double.NaN,
            Double.NaN,
            KeypointSchema.IBUG68,
            List.of(30));

    assertThat(nose.point("nose_tip")).isEqualTo(new Point(1, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nose.points("jaw"))
        .withMessageContaining("keypoint 0 of the group 'jaw' is not among those");
  }

  @Test
  void whatIsNotKnownIsNaN() {
    Face face = face(5, List.of());

    assertThat(face.confidence()).isNaN();
    assertThat(face.score()).isNaN();
    assertThat(face.withScore(0.5).score()).isEqualTo(0.5);
    assertThat(face.withScore(0.5).disagreement()).isNaN();
    assertThat(face.withDisagreement(0.01).disagreement()).isEqualTo(0.01);
    assertThat(face(2, List.of(0.25, 0.75)).confidence()).isEqualTo(0.5, Assertions.offset(1e-12));
  }

  @Test
  void confidencesAreOfEveryPointOrOfNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> face(5, Collections.nCopies(4, 0.5)))
        .withMessageContaining("a face of 5 keypoints")
        .withMessageContaining("got 5, 4 and 0");
  }

  /** Keypoint k is at (k, -k). */
  private static Face face(int count, List<Double> confidences) {
    double[] xy = new double[2 * count];
    for (int k = 0; k < count; k++) {
      xy[2 * k] = k;
      xy[2 * k + 1] = -k;
    }
    return new Face(
        BOX,
        Keypoints.of(xy),
        confidences,
        Double.NaN,
        Double.NaN,
        KeypointSchema.ofCount(count),
        IntStream.range(0, count).boxed().toList());
  }
}
