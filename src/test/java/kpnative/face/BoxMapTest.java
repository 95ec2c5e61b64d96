package kpnative.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kpnative.geometry.Box;
import org.junit.jupiter.api.Test;

class BoxMapTest {
  private static final Box FOUND = new Box(100, 50, 300, 250);

  @Test
  void theKeypointsLieWhereTheMapSays() {
    assertThat(new BoxMap(0.1, 0.2, 0.5, 0.25).apply(FOUND)).isEqualTo(new Box(170, 165, 270, 215));
  }

  @Test
  void theMirroredMapShiftsTheOtherWay() {
    assertThat(new BoxMap(0.1, 0.2, 0.5, 0.25).mirrored().apply(FOUND))
        .isEqualTo(new Box(130, 165, 230, 215));
  }

  @Test
  void nonMaximumSuppressionKeepsTheHighestScore() {
    FaceCandidate sure = new FaceCandidate(FOUND, 0.9);
    FaceCandidate same = new FaceCandidate(FOUND.scaled(1.1), 0.8);
    FaceCandidate other = new FaceCandidate(new Box(400, 50, 500, 150), 0.7);

    assertThat(NonMaximumSuppression.of(List.of(other, same, sure))).containsExactly(sure, other);
  }
}
