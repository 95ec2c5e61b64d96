package kpnative.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NearestPointsTest {
  private static final double[] LINE = {0, 0, 1, 0, 3, 0, 2, 0};

  @Test
  void theNearestComesFirstAndTiesKeepIndexOrder() {
    assertThat(NearestPoints.of(LINE, 2))
        .isDeepEqualTo(new int[][] {{1, 3}, {0, 3}, {3, 1}, {1, 2}});
  }

  @Test
  void moreNeighboursThanOtherPointsAreRefused() {
    assertThatThrownBy(() -> NearestPoints.of(LINE, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("neighbours must be 0 to 3 for 4 points, got 4");
  }
}
