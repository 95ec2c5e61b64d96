package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The jaw's points on bare heads that are turned. */
class JawLineTest {
  /** Pixels, of faces of 110: a chin's outline may pass between two lines. */
  private static final double MOST_BEYOND = 6;

  private static final double[][] POSES = {
    {0, 0, 0}, {25, 0, 0}, {-25, 5, 10}, {-30, -5, -20}, {5, 5, 30}
  };

  static Stream<Arguments> facesInPoses() {
    return TestHeads.all()
        .flatMap(
            head ->
                Stream.of(POSES)
                    .map(
                        p ->
                            Arguments.of(
                                head.getName(),
                                p[0],
                                new BareFace(head.getPayload(), p[0], p[1], p[2]))));
  }

  @ParameterizedTest(name = "{0}, yaw {1}")
  @MethodSource("facesInPoses")
  void eachHalfIsDividedEvenly(String name, double yaw, BareFace face) {
    for (int half = 0; half < 2; half++) {
      double[] steps = new double[8];
      double sum = 0;
      for (int i = 0; i < 8; i++) {
        int k = 8 * half + i;
        steps[i] = Math.hypot(face.x(k + 1) - face.x(k), face.y(k + 1) - face.y(k));
        sum += steps[i];
      }
      for (double step : steps) { // a chord is shorter than its arc
        assertThat(step).isCloseTo(sum / 8, within(0.11 * sum / 8));
      }
    }
  }

  /** On the near side of a turned head, and below the chin, the skin goes on. */
  @ParameterizedTest(name = "{0}, yaw {1}")
  @MethodSource("facesInPoses")
  void theCheeksOutlineIsThePicturesOutline(String name, double yaw, BareFace face) {
    for (int k : new int[] {2, 3, 4, 5, 8, 11, 12, 13, 14}) {
      if (k < 8 ? yaw < 20 : k == 8 || yaw > -20) {
        assertThat(skinBeyond(face, k)).as("point %d", k).isLessThan(3.6);
      }
    }
  }

  static Stream<Arguments> facesTurnedAway() {
    return TestHeads.all()
        .flatMap(
            head ->
                Stream.of(30, 45, 60, 75, -30, -45, -60, -75)
                    .map(
                        yaw ->
                            Arguments.of(
                                head.getName(), yaw, new BareFace(head.getPayload(), yaw, 0, 0))));
  }

  /** Beyond the far half's points there is no skin, but for the nose, which stands out. */
  @ParameterizedTest(name = "{0}, yaw {1}")
  @MethodSource("facesTurnedAway")
  void theFarHalfOfTheJawLiesOnTheOutline(String name, int yaw, BareFace face) {
    int checked = 0;
    for (int i = 1; i < 8; i++) {
      int k = yaw > 0 ? 8 + i : 8 - i;
      boolean besideTheNose =
          Math.abs(yaw) > 45 && face.y(k) > face.y(27) && face.y(k) < face.y(33) + 6;
      if (!besideTheNose) {
        assertThat(skinBeyond(face, k)).as("point %d", k).isLessThan(MOST_BEYOND);
        checked++;
      }
    }
    assertThat(checked).isGreaterThanOrEqualTo(4);
  }

  /** {@return how far the face's skin reaches outwards of a point, pixels} */
  private static double skinBeyond(BareFace face, int k) {
    double tx = face.x(k + 1) - face.x(k - 1);
    double ty = face.y(k + 1) - face.y(k - 1);
    double l = Math.hypot(tx, ty);
    double nx = -ty / l; // points go round to the left in the picture: outwards is to the right
    double ny = tx / l;
    for (double far = 0; far < 30; far += 0.5) {
      long x = Math.round(face.x(k) + far * nx);
      long y = Math.round(face.y(k) + far * ny);
      if (face.mask(x, y) < 0.5f) {
        return far;
      }
    }
    return 30;
  }
}
