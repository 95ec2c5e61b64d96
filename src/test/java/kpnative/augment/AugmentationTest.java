package kpnative.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import kpnative.augment.Entry.Color;
import kpnative.augment.Entry.Flip;
import kpnative.augment.Entry.Homography;
import kpnative.augment.Entry.Occlusion;
import kpnative.augment.Entry.Rotation;
import kpnative.augment.Entry.Scale;
import kpnative.augment.Entry.Translation;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.image.Border;
import kpnative.image.Effect;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentationTest {
  private static final Size INPUT = new Size(96, 64);
  private static final Augmentation OFF = Augmentation.NONE;

  private static final Augmentation EVERYTHING =
      OFF.with(new Rotation(30, Distribution.NORMAL, 1))
          .with(new Translation(0.1, 0.2, 0.1, 0, Distribution.UNIFORM, 1))
          .with(new Scale(0.7, 1.4, Distribution.NORMAL, 1))
          .with(new Homography(0.1, 1))
          .with(new Flip(0.5))
          .with(new Color(0.3, 0.3, 0.3, 0.1, 1))
          .with(new Occlusion(1, 0.4, 1))
          .with(new Entry.Shear(20, 10, 1))
          .with(new Entry.Gamma(0.5, 2, 1))
          .with(new Entry.Gray(1))
          .with(new Entry.Blur(0.05, 1))
          .with(new Entry.Noise(0.1, 1))
          .with(new Entry.Jpeg(50, 90, 1))
          .with(Augmentation.USUAL_ORDER, Border.REFLECT);

  /** 2,000 draws; the stream of each is a function of seed 5 and its number. */
  private static Stream<DrawnAugmentation> draws(Augmentation a) {
    Randomness randomness = new Randomness(5);
    return Stream.iterate(0L, i -> i + 1)
        .limit(2000)
        .map(
            i ->
                DrawnAugmentation.draw(a, randomness.key(0, i, Randomness.Purpose.AUGMENT), INPUT));
  }

  private static double[] sorted(Augmentation a, Function<DrawnAugmentation, Double> value) {
    return draws(a).map(value).mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private static double degrees(DrawnAugmentation d) {
    return Math.toDegrees(Math.atan2(d.warp(INPUT).m10(), d.warp(INPUT).m00()));
  }

  @Test
  void theSameStreamGivesTheSameChange() {
    assertThat(draws(EVERYTHING).toList()).isEqualTo(draws(EVERYTHING).toList());
  }

  @Test
  void otherStreamsGiveOtherChanges() {
    assertThat(draws(EVERYTHING).distinct().count()).isEqualTo(2000);
  }

  @Test
  void nothingTurnedOnChangesNothing() {
    assertThat(draws(OFF).distinct()).containsExactly(DrawnAugmentation.NONE);
  }

  /** Each with a probability of 0.3. */
  static Stream<Entry> rare() {
    return Stream.of(
        new Flip(0.3),
        new Scale(0.7, 1.4, Distribution.NORMAL, 0.3),
        new Rotation(20, Distribution.UNIFORM, 0.3),
        new Entry.Shear(20, 10, 0.3),
        new Homography(0.1, 0.3),
        new Translation(0.1, 0.2, 0.1, 0, Distribution.UNIFORM, 0.3),
        new Color(0.3, 0.3, 0.3, 0.1, 0.3),
        new Entry.Gamma(0.5, 2, 0.3),
        new Entry.Gray(0.3),
        new Occlusion(1, 0.4, 0.3),
        new Entry.Blur(0.05, 0.3),
        new Entry.Noise(0.1, 0.3),
        new Entry.Jpeg(50, 90, 0.3));
  }

  static Stream<Entry> off() {
    return Stream.of(
        OFF.flip(),
        OFF.scale(),
        OFF.rotation(),
        OFF.shear(),
        OFF.homography(),
        OFF.translation(),
        OFF.color(),
        OFF.gamma(),
        OFF.gray(),
        OFF.occlusion(),
        OFF.blur(),
        OFF.noise(),
        OFF.jpeg());
  }

  /** Motions, then effects. */
  private static List<Object> steps(DrawnAugmentation d) {
    List<Object> steps = new ArrayList<>(d.motions());
    steps.addAll(d.effects());
    return steps;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("off")
  void turningOneEntryOffDoesNotChangeTheOthersDraws(Entry off) {
    List<DrawnAugmentation> without = draws(EVERYTHING.with(off)).toList();
    List<DrawnAugmentation> with = draws(EVERYTHING).toList();
    int missing = 0;
    for (int i = 0; i < with.size(); i++) {
      assertThat(steps(with.get(i))).as("draw " + i).containsSubsequence(steps(without.get(i)));
      missing += with.get(i).steps() - without.get(i).steps();
    }
    assertThat(missing).isBetween(900, 2000); // a flip happens in half of them
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rare")
  void aProbabilityIsKept(Entry entry) {
    Augmentation a = OFF.with(entry);
    long changed = draws(a).filter(d -> d.steps() == 1).count();
    assertThat(changed).isBetween(540L, 660L);
    assertThat(draws(a).filter(d -> d.steps() == 0).count()).isEqualTo(2000 - changed);
  }

  @Test
  void onlyAFlipNeedsMirrorPairs() {
    assertThat(EVERYTHING.needsMirror()).isTrue();
    assertThat(EVERYTHING.with(new Flip(0)).needsMirror()).isFalse();
  }

  @Test
  void theOrderIsThatOfTheDraws() {
    List<Step> backwards = new ArrayList<>(Augmentation.USUAL_ORDER);
    Collections.reverse(backwards);
    Augmentation reversed = EVERYTHING.with(backwards, EVERYTHING.border());
    List<DrawnAugmentation> there = draws(EVERYTHING).toList();
    List<DrawnAugmentation> back = draws(reversed).toList();
    for (int i = 0; i < there.size(); i++) {
      assertThat(back.get(i).motions()).isEqualTo(reversed(there.get(i).motions()));
      assertThat(back.get(i).effects()).isEqualTo(reversed(there.get(i).effects()));
    }
  }

  private static <T> List<T> reversed(List<T> list) {
    List<T> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }

  @Test
  void anOrderNeedsEveryStepOnce() {
    List<Step> order = new ArrayList<>(Augmentation.USUAL_ORDER);
    order.remove(Step.BLUR);
    assertThatThrownBy(() -> OFF.with(order, Border.CONSTANT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("augment.order must have every step, but lacks [blur]");
    order.add(Step.GAMMA);
    assertThatThrownBy(() -> OFF.with(order, Border.CONSTANT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("augment.order has gamma twice");
  }

  private static double[] amounts(Entry entry, Function<Object, Double> amount) {
    return draws(OFF.with(entry))
        .flatMap(d -> steps(d).stream())
        .map(amount)
        .mapToDouble(Double::doubleValue)
        .sorted()
        .toArray();
  }

  @Test
  void shearLeansToBothSidesByItsAngles() {
    Entry shear = new Entry.Shear(20, 10, 1);
    double[] x = amounts(shear, s -> Math.toDegrees(Math.atan(((Motion.Shear) s).ofX())));
    double[] y = amounts(shear, s -> Math.toDegrees(Math.atan(((Motion.Shear) s).ofY())));
    assertThat(x[0]).isBetween(-20.0, -19.5);
    assertThat(x[1999]).isBetween(19.5, 20.0);
    assertThat(y[0]).isBetween(-10.0, -9.75);
    assertThat(y[1999]).isBetween(9.75, 10.0);
  }

  @Test
  void gammaDarkensAsOftenAsItBrightens() {
    double[] e = amounts(new Entry.Gamma(0.5, 2, 1), g -> ((Effect.Gamma) g).exponent());
    assertThat(e[0]).isBetween(0.5, 0.52);
    assertThat(e[1000]).isCloseTo(1, within(0.05));
    assertThat(e[1999]).isBetween(1.95, 2.0);
  }

  @Test
  void blurIsAFractionOfTheShorterSide() {
    double[] sigma = amounts(new Entry.Blur(0.1, 1), b -> ((Effect.Blur) b).sigma());
    assertThat(sigma[0]).isBetween(0.05, 0.1);
    assertThat(sigma[sigma.length - 1]).isBetween(6.3, 6.4);
  }

  @Test
  void noiseHasADeviationWithinItsRangeAndItsOwnSeed() {
    Entry noise = new Entry.Noise(0.1, 1);
    double[] deviation = amounts(noise, n -> ((Effect.Noise) n).deviation());
    assertThat(deviation[0]).isBetween(0.0, 0.001);
    assertThat(deviation[1999]).isBetween(0.099, 0.1);
    assertThat(amounts(noise, n -> (double) ((Effect.Noise) n).seed())).doesNotHaveDuplicates();
  }

  @Test
  void jpegHasEveryQualityOfItsRange() {
    double[] q = amounts(new Entry.Jpeg(88, 90, 1), j -> (double) ((Effect.Jpeg) j).quality());
    assertThat(Arrays.stream(q).distinct().toArray()).containsExactly(88, 89, 90);
    assertThat(Arrays.stream(q).filter(v -> v == 90).count()).isBetween(600L, 730L);
  }

  @Test
  void patchesAreFromOneToTheirCount() {
    Augmentation a = OFF.with(new Occlusion(3, 0.4, 1));
    for (int count = 1; count <= 3; count++) {
      int wanted = count;
      assertThat(draws(a).filter(d -> d.effects().size() == wanted).count()).isBetween(600L, 730L);
    }
  }

  @Test
  void uniformRotationFillsItsRangeToBothSides() {
    double[] d =
        sorted(OFF.with(new Rotation(20, Distribution.UNIFORM, 1)), AugmentationTest::degrees);
    assertThat(d[0]).isBetween(-20.0, -19.5);
    assertThat(d[1999]).isBetween(19.5, 20.0);
    assertThat(d[500]).isCloseTo(-10, within(1.5));
  }

  @Test
  void normalRotationHasTheStatedSigmaAndIsTruncatedAtThree() {
    double[] d =
        sorted(OFF.with(new Rotation(10, Distribution.NORMAL, 1)), AugmentationTest::degrees);
    assertThat(d[0]).isBetween(-30.0, -23.0);
    assertThat(d[1999]).isBetween(23.0, 30.0);
    assertThat(d[317]).as("the fraction below -1 sigma is 15.87 %").isCloseTo(-10, within(1.0));
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void translationKeepsToTheLimitOfEachDirection(Distribution distribution) {
    Augmentation a = OFF.with(new Translation(0.1, 0.2, 0.25, 0, distribution, 1));
    double[] x = sorted(a, d -> d.warp(INPUT).m02() / 96);
    double[] y = sorted(a, d -> d.warp(INPUT).m12() / 64);
    assertThat(x[0]).isBetween(-0.1, -0.08);
    assertThat(x[1999]).isBetween(0.16, 0.2);
    assertThat(y[0]).isBetween(-0.25, -0.2);
    assertThat(y[1999]).isLessThanOrEqualTo(0);
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void scaleKeepsToItsRangeAndTheCentreStays(Distribution distribution) {
    Augmentation a = OFF.with(new Scale(0.5, 2, distribution, 1));
    double[] s = sorted(a, d -> d.warp(INPUT).scaleAt(new Point(0, 0)));
    assertThat(s[0]).isBetween(0.5, 0.7);
    assertThat(s[1999]).isBetween(1.6, 2.0);
    Point center = new Point(47.5, 31.5);
    assertThat(draws(a)).allMatch(d -> d.warp(INPUT).map(center).distanceTo(center) < 1e-9);
  }

  static Stream<Distribution> distributions() {
    return Stream.of(Distribution.values());
  }

  @Test
  void halfOfTheDrawsAreMirroredAndSaySo() {
    long mirrored = draws(EVERYTHING).filter(DrawnAugmentation::mirrored).count();
    assertThat(mirrored).isBetween(900L, 1100L);
    Point p = new Point(40, 30);
    assertThat(draws(EVERYTHING))
        .allMatch(
            d -> {
              Point o = d.warp(INPUT).map(p);
              Point x = d.warp(INPUT).map(new Point(41, 30));
              Point y = d.warp(INPUT).map(new Point(40, 31));
              double turn = (x.x() - o.x()) * (y.y() - o.y()) - (x.y() - o.y()) * (y.x() - o.x());
              return turn < 0 == d.mirrored();
            });
  }

  @Test
  void patchesLieInsideTheInput() {
    assertThat(draws(OFF.with(EVERYTHING.occlusion())).map(d -> (Effect.Patch) d.effects().get(0)))
        .allMatch(p -> p.right() - p.left() <= 26 / 96.0 && p.bottom() - p.top() <= 26 / 64.0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outOfRange")
  void anAmountOutOfRangeIsNamedByItsKey(String message, ThrowingCallable make) {
    assertThatThrownBy(make).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  static Stream<Arguments> outOfRange() {
    return Stream.of(
        refused(
            "augment.rotation.degrees must be 0 to 180, got 500",
            () -> new Rotation(500, Distribution.UNIFORM, 1)),
        refused(
            "augment.rotation.p must be 0 to 1, got 1.5",
            () -> new Rotation(5, Distribution.UNIFORM, 1.5)),
        refused(
            "augment.translation.down must be 0 to 1, got -0.1",
            () -> new Translation(0, 0, 0, -0.1, Distribution.UNIFORM, 1)),
        refused(
            "augment.scale.max must be 1.2 to 10, got 1",
            () -> new Scale(1.2, 1, Distribution.UNIFORM, 1)),
        refused(
            "augment.homography.corner must be 0 to 0.2, got 0.3", () -> new Homography(0.3, 1)),
        refused("augment.flip.p must be 0 to 1, got NaN", () -> new Flip(Double.NaN)),
        refused("augment.color.hue must be 0 to 0.5, got 0.7", () -> new Color(0, 0, 0, 0.7, 1)),
        refused("augment.occlusion.side must be 0 to 1, got 2", () -> new Occlusion(1, 2, 1)),
        refused("augment.occlusion.count must be 1 to 16, got 0", () -> new Occlusion(0, 1, 1)),
        refused("augment.shear.y must be 0 to 30, got 45", () -> new Entry.Shear(3, 45, 1)),
        refused("augment.gamma.min must be 0.1 to 10, got 0", () -> new Entry.Gamma(0, 1, 1)),
        refused("augment.gray.p must be 0 to 1, got 2", () -> new Entry.Gray(2)),
        refused("augment.blur.sigma must be 0 to 0.1, got 3", () -> new Entry.Blur(3, 1)),
        refused("augment.noise.deviation must be 0 to 1, got -1", () -> new Entry.Noise(-1, 1)),
        refused("augment.jpeg.max must be 80 to 100, got 70", () -> new Entry.Jpeg(80, 70, 1)));
  }

  private static Arguments refused(String message, ThrowingCallable make) {
    return Arguments.of(message, make);
  }
}
