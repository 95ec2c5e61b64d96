package kpnative.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kpnative.geometry.Box;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DetectionCurveTest {
  private static final Offset<Double> NEAR = Offset.offset(1e-12);
  private final DetectionCurve curve = new DetectionCurve(0.5);

  @Test
  void theAreaIsThatOfTheHighestPrecisionsFromEachRecallOn() {
    // scores 0.9 right, 0.8 wrong, 0.7 right; a third face is missed
    curve.add(
        List.of(scored(0, 0.9), scored(50, 0.8), scored(100, 0.7)),
        List.of(box(0), box(101), box(400)),
        List.of());

    assertThat(curve.averagePrecision()).isCloseTo(1.0 / 3 + 2.0 / 3 / 3, NEAR);
    assertThat(curve.at(0.75).recall()).isCloseTo(1.0 / 3, NEAR);
    assertThat(curve.at(0.75).precision()).isCloseTo(0.5, NEAR);
    assertThat(curve.at(0.5).recall()).isCloseTo(2.0 / 3, NEAR);
    assertThat(curve.at(0.95).recall()).isZero();
  }

  @Test
  void aSecondBoxOnAFaceIsWrong() {
    curve.add(List.of(scored(0, 0.9), scored(1, 0.8)), List.of(box(0)), List.of());

    assertThat(curve.at(0).wrong()).isEqualTo(1);
    assertThat(curve.at(0).recall()).isEqualTo(1);
  }

  @Test
  void aFaceThatMayBeFoundOrNotChangesNothing() {
    curve.add(List.of(scored(0, 0.9), scored(100, 0.8)), List.of(box(0)), List.of(box(100)));
    curve.add(List.of(), List.of(), List.of(box(200)));

    assertThat(curve.averagePrecision()).isEqualTo(1);
    assertThat(curve.at(0).wrong()).isZero();
  }

  @Test
  void wrongBoxesAreCountedPerPicture() {
    curve.add(List.of(scored(0, 0.9), scored(50, 0.8)), List.of(), List.of());
    curve.add(List.of(), List.of(), List.of());

    assertThat(curve.at(0.85).wrong()).isEqualTo(0.5);
    assertThat(curve.at(0).wrong()).isEqualTo(1);
  }

  private static Box box(double left) {
    return new Box(left, 0, left + 20, 20);
  }

  private static DetectionCurve.Scored scored(double left, double score) {
    return new DetectionCurve.Scored(box(left), score);
  }
}
