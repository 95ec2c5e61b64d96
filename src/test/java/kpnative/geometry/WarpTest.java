package kpnative.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarpTest {
  private static final double TINY = 1e-7;

  /**
   * A rotation, scaling and translation, perhaps with a mirror and a perspective; far from
   * singular.
   */
  private static Warp anyWarp(SplittableRandom random) {
    Point center = anyPoint(random);
    Warp w =
        Warp.rotation(random.nextDouble(-4, 4), center)
            .then(Warp.scaling(random.nextDouble(0.2, 3), random.nextDouble(0.2, 3), center))
            .then(Warp.translation(random.nextDouble(-50, 50), random.nextDouble(-50, 50)));
    w = random.nextBoolean() ? w.then(Warp.flip(100)) : w;
    Warp perspective =
        new Warp(
            1, 0, 0, 0, 1, 0, random.nextDouble(-1e-4, 1e-4), random.nextDouble(-1e-4, 1e-4), 1);
    return random.nextBoolean() ? w.then(perspective) : w;
  }

  private static Point anyPoint(SplittableRandom random) {
    return new Point(random.nextDouble(-100, 200), random.nextDouble(-100, 200));
  }

  private static void assertNear(Point got, Point wanted, String what) {
    assertThat(got.distanceTo(wanted)).as(what + ": " + got + " and " + wanted).isLessThan(TINY);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anArrayOfPointsIsMovedAsEachPointIs(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Warp warp = anyWarp(random);
    Point p = anyPoint(random);
    Point q = anyPoint(random);
    double[] xy = {p.x(), p.y(), q.x(), q.y(), 5, 6};
    warp.map(xy, 2);

    assertThat(xy)
        .containsExactly(warp.map(p).x(), warp.map(p).y(), warp.map(q).x(), warp.map(q).y(), 5, 6);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void inverseUndoesTheWarp(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Warp w = anyWarp(random);
    Point p = anyPoint(random);
    assertNear(w.inverse().map(w.map(p)), p, "there and back");
    assertNear(w.map(w.inverse().map(p)), p, "back and there");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void composingIsApplyingInTurn(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Warp a = anyWarp(random);
    Warp b = anyWarp(random);
    Point p = anyPoint(random);
    assertNear(a.then(b).map(p), b.map(a.map(p)), "composed and in turn");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void scaleIsTheRootOfTheAreaFactor(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Warp w = anyWarp(random);
    Point p = anyPoint(random);
    double h = 1e-3;
    Point o = w.map(p);
    Point x = w.map(new Point(p.x() + h, p.y()));
    Point y = w.map(new Point(p.x(), p.y() + h));
    double area = (x.x() - o.x()) * (y.y() - o.y()) - (x.y() - o.y()) * (y.x() - o.x());
    assertThat(w.scaleAt(p)).isCloseTo(Math.sqrt(Math.abs(area)) / h, within(1e-3));
  }

  @Test
  void cropMapsTheBoxesEdgesOntoThePicturesEdges() {
    Warp w = Warp.crop(new Box(10, 20, 50, 100), new Size(64, 32));
    assertNear(w.map(new Point(10, 20)), new Point(-0.5, -0.5), "upper left");
    assertNear(w.map(new Point(50, 100)), new Point(63.5, 31.5), "lower right");
  }

  @Test
  void croppingTheWholePictureToItsOwnSizeMovesNothing() {
    Size size = new Size(31, 17);
    Warp w = Warp.crop(Box.ofPicture(size), size);
    assertNear(w.map(new Point(3, 4)), new Point(3, 4), "a pixel");
  }

  @Test
  void flippingTwiceIsTheIdentity() {
    assertThat(Warp.flip(37).then(Warp.flip(37))).isEqualTo(Warp.IDENTITY);
  }

  @Test
  void flipSwapsTheFirstAndLastColumns() {
    assertNear(Warp.flip(10).map(new Point(0, 3)), new Point(9, 3), "first column");
  }

  @Test
  void rotationByAQuarterTurnsXTowardsY() {
    Warp w = Warp.rotation(Math.PI / 2, new Point(5, 5));
    assertNear(w.map(new Point(6, 5)), new Point(5, 6), "right goes down");
  }

  @Test
  void aWarpOntoALineHasNoInverse() {
    assertThatThrownBy(() -> Warp.affine(1, 1, 0, 1, 1, 0).inverse())
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("determinant");
  }
}
