package kpnative.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Effect;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
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
          .with(Augmentation.USUAL_ORDER, Border.REFLECT);

  /** 2,000 draws; the stream of each is a function of seed 5 and its number. */
  private static Stream<DrawnAugmentation> draws(Augmentation a) {
    Randomness randomness = new Randomness(5);
    return Stream.iterate(0L, i -> i + 1)
        .limit(2000)
        .map(i -> a.draw(randomness.key(0, i, Randomness.Purpose.AUGMENT), INPUT));
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

  @Test
  void turningOneEntryOffLeavesTheOthersDrawsAsTheyWere() {
    Augmentation unflipped = EVERYTHING.with(new Flip(0));
    assertThat(draws(unflipped).map(DrawnAugmentation::effects))
        .containsExactlyElementsOf(draws(EVERYTHING).map(DrawnAugmentation::effects).toList());
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
  void normalRotationHasTheStatedSigmaAndIsCutAtThree() {
    double[] d =
        sorted(OFF.with(new Rotation(10, Distribution.NORMAL, 1)), AugmentationTest::degrees);
    assertThat(d[0]).isBetween(-30.0, -23.0);
    assertThat(d[1999]).isBetween(23.0, 30.0);
    assertThat(d[317]).as("the share below -1 sigma is 15.87 %").isCloseTo(-10, within(1.0));
  }

  @Test
  void aProbabilityIsKept() {
    Augmentation a = OFF.with(new Rotation(20, Distribution.UNIFORM, 0.3));
    long turned = draws(a).filter(d -> !d.warp(INPUT).equals(Warp.IDENTITY)).count();
    assertThat(turned).isBetween(540L, 660L);
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
    assertThat(draws(EVERYTHING).map(d -> (Effect.Patch) d.effects().get(1)))
        .allMatch(p -> p.right() - p.left() <= 26 / 96.0 && p.bottom() - p.top() <= 26 / 64.0);
  }

  @Test
  void keypointsOfAMirroredFaceChangePlaces() {
    DrawnAugmentation mirror =
        new DrawnAugmentation(List.of(new Motion.Flip()), List.of(), Border.CONSTANT);
    double[] xy = new double[136];
    for (int i = 0; i < 68; i++) {
      xy[2 * i] = i;
    }
    Keypoints got = mirror.apply(Keypoints.of(xy), KeypointSchema.IBUG68, INPUT);
    assertThat(got.x(36)).as("left outer eye corner, from point 45").isEqualTo(95 - 45);
    assertThat(mirror.apply(got, KeypointSchema.IBUG68, INPUT)).isEqualTo(Keypoints.of(xy));
  }

  @Test
  void mirroringNeedsMirrorPairs() {
    DrawnAugmentation mirror =
        new DrawnAugmentation(List.of(new Motion.Flip()), List.of(), Border.CONSTANT);
    assertThatThrownBy(() -> mirror.apply(Keypoints.of(1, 2), KeypointSchema.ofCount(1), INPUT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no mirror pairs");
    assertThat(EVERYTHING.needsMirror()).isTrue();
    assertThat(OFF.needsMirror()).isFalse();
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
        refused("augment.occlusion.side must be 0 to 1, got 2", () -> new Occlusion(1, 2, 1)));
  }

  private static Arguments refused(String message, ThrowingCallable make) {
    return Arguments.of(message, make);
  }
}
