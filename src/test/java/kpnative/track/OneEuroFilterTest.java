package kpnative.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Test;

class OneEuroFilterTest {
  @Test
  void theFirstPointsStayAsTheyAre() {
    assertThat(new OneEuroFilter(1, 0).filter(Keypoints.of(3, 4), 0)).isEqualTo(Keypoints.of(3, 4));
  }

  @Test
  void aStepOfOnePixelInASecondIsWeighedByTheCutoff() {
    OneEuroFilter filter = new OneEuroFilter(1, 0);
    filter.filter(Keypoints.of(0, 0), 0);

    // a = 1 / (1 + 1 / (2 pi)) at 1 Hz and 1 s
    assertThat(filter.filter(Keypoints.of(1, 0), 1).x(0)).isCloseTo(0.862697, within(1e-6));
  }

  @Test
  void speedRaisesTheCutoff() {
    OneEuroFilter filter = new OneEuroFilter(1, 1);
    filter.filter(Keypoints.of(0, 0), 0);

    // the speed of 1 per second is filtered to 0.862697, so the cutoff is 1.862697 Hz
    assertThat(filter.filter(Keypoints.of(1, 0), 1).x(0)).isCloseTo(0.921283, within(1e-6));
  }

  @Test
  void theJitterOfAStillPointIsMoreThanHalved() {
    OneEuroFilter filter = new OneEuroFilter(1, 0.1);
    Random random = new Random(7);
    double before = 0;
    double after = 0;
    Keypoints last = Keypoints.of(0, 0, 100, 100);
    Keypoints smoothLast = last;
    for (int i = 0; i < 200; i++) {
      Keypoints now = Keypoints.of(random.nextGaussian(), 0, 100, 100);
      Keypoints smooth = filter.filter(now, i / 25.0);
      if (i > 10) {
        before += Math.abs(now.x(0) - last.x(0));
        after += Math.abs(smooth.x(0) - smoothLast.x(0));
      }
      last = now;
      smoothLast = smooth;
    }

    assertThat(after).isLessThan(before / 2);
  }

  @Test
  void timeMustIncrease() {
    OneEuroFilter filter = new OneEuroFilter(1, 0);
    filter.filter(Keypoints.of(0, 0), 1);

    assertThatThrownBy(() -> filter.filter(Keypoints.of(0, 0), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("after 1.000 s");
  }
}
