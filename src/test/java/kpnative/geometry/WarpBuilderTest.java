package kpnative.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarpBuilderTest {
  private static final Size PICTURE = new Size(96, 64);
  private static final Point CENTER = new Point(47.5, 31.5);

  private final WarpBuilder builder = new WarpBuilder(PICTURE);

  private static void assertSame(Warp got, Warp wanted) {
    Box b = Box.ofPicture(PICTURE);
    for (double x = b.left(); x <= b.right(); x += b.width() / 4) {
      for (double y = b.top(); y <= b.bottom(); y += b.height() / 4) {
        Point p = new Point(x, y);
        assertThat(got.map(p).distanceTo(wanted.map(p))).as("at " + p).isLessThan(1e-9);
      }
    }
  }

  @Test
  void noStepsAreTheIdentity() {
    assertThat(builder.build()).isEqualTo(Warp.IDENTITY);
  }

  @Test
  void aFlipIsTheWarpsFlip() {
    builder.flip();
    assertSame(builder.build(), Warp.flip(96));
  }

  @Test
  void scaleAndRotationAreAboutTheCentre() {
    builder.scale(1.3);
    builder.rotate(0.4);
    assertSame(builder.build(), Warp.scaling(1.3, 1.3, CENTER).then(Warp.rotation(0.4, CENTER)));
  }

  @Test
  void aShearKeepsTheCentreAndMovesByItsSlopes() {
    builder.shear(0.2, 0.1);
    assertThat(builder.build().map(CENTER).distanceTo(CENTER)).isLessThan(1e-9);
    Point moved = builder.build().map(new Point(57.5, 51.5)); // 10 to the right, 20 down
    assertThat(moved.distanceTo(new Point(57.5 + 0.2 * 20, 51.5 + 0.1 * 10))).isLessThan(1e-9);
  }

  @Test
  void aTranslationIsAFractionOfEachSide() {
    builder.translate(0.25, -0.5);
    assertThat(builder.build()).isEqualTo(Warp.translation(24, -32));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void cornersOfTheAreaMoveByTheirFractions(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] m = random.doubles(8, -0.2, 0.2).toArray();
    builder.moveCorners(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7]);
    Box b = Box.ofPicture(PICTURE);
    double[] xs = {b.left(), b.right(), b.right(), b.left()};
    double[] ys = {b.top(), b.top(), b.bottom(), b.bottom()};
    for (int i = 0; i < 4; i++) {
      Point wanted = new Point(xs[i] + m[2 * i] * 96, ys[i] + m[2 * i + 1] * 64);
      Point got = builder.build().map(new Point(xs[i], ys[i]));
      assertThat(got.distanceTo(wanted)).as("corner " + i).isLessThan(1e-9);
    }
  }

  @Test
  void cornersThatMoveAlikeAreATranslation() {
    builder.moveCorners(0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2);
    assertSame(builder.build(), Warp.translation(9.6, 12.8));
  }

  @Test
  void collinearCornersAreRejected() {
    assertThatThrownBy(() -> builder.moveCorners(0, 0, 0, 0, -0.5, -0.5, 0, 0))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("corners lie on a line");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void stepsFollowTheFirstWarpInTheirOrder(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] m = random.doubles(8, -0.2, 0.2).toArray();
    double factor = random.nextDouble(0.5, 2);
    Warp first = Warp.crop(new Box(13, 7, 300, 200), PICTURE);
    builder.moveCorners(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7]);
    Warp perspective = builder.build();
    builder.start();
    builder.scale(factor);
    builder.moveCorners(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7]);
    builder.translate(0.1, 0);
    assertSame(
        builder.after(first),
        first
            .then(Warp.scaling(factor, factor, CENTER))
            .then(perspective)
            .then(Warp.translation(9.6, 0)));
  }

  @Test
  void affineStepsGiveAnAffineWarp() {
    builder.flip();
    builder.scale(0.7);
    builder.rotate(2);
    builder.shear(0.3, -0.2);
    builder.translate(0.1, 0.1);
    assertThat(builder.after(Warp.crop(new Box(13, 7, 300, 200), PICTURE)).isAffine()).isTrue();
  }
}
