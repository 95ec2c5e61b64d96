package kpnative.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import kpnative.augment.Randomness.Purpose;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Effect;
import kpnative.image.Effect.Tone;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DrawnAugmentationTest {
  private static final Size INPUT = new Size(96, 64);
  private static final KeypointSchema SCHEMA = KeypointSchema.IBUG68;
  private static final DrawnAugmentation MIRROR = of(new Motion.Flip());
  private static final Augmentation MOTIONS =
      Augmentation.NONE
          .with(new Entry.Flip(0.5))
          .with(new Entry.Scale(0.6, 1.6, Distribution.NORMAL, 0.7))
          .with(new Entry.Rotation(90, Distribution.UNIFORM, 0.7))
          .with(new Entry.Shear(20, 20, 0.7))
          .with(new Entry.Homography(0.1, 0.7))
          .with(new Entry.Translation(0.2, 0.2, 0.2, 0.2, Distribution.UNIFORM, 0.7));

  /** Two motions and three effects. */
  private static final DrawnAugmentation FIVE =
      new DrawnAugmentation(
          List.of(new Motion.Flip(), new Motion.Rotation(Math.toRadians(12.34))),
          List.of(new Tone(1.08, 0.9, 1, -0.02), new Effect.Gray(), new Effect.Jpeg(70)),
          Border.REFLECT);

  private static DrawnAugmentation of(Motion... motions) {
    return new DrawnAugmentation(List.of(motions), List.of(), Border.CONSTANT);
  }

  private static Keypoints anyKeypoints(long seed) {
    return Keypoints.of(new SplittableRandom(seed).ints(136, 0, 64).asDoubleStream().toArray());
  }

  static List<DrawnAugmentation> drawn() {
    Randomness randomness = new Randomness(11);
    return LongStream.range(0, 1000)
        .mapToObj(
            i -> DrawnAugmentation.draw(MOTIONS, randomness.key(0, i, Purpose.AUGMENT), INPUT))
        .toList();
  }

  static List<Motion> motions() {
    return List.of(
        new Motion.Flip(),
        new Motion.Scale(1.3),
        new Motion.Rotation(0.5),
        new Motion.Shear(0.3, -0.2),
        new Motion.Homography(0.1, 0, -0.05, 0.02, 0.03, 0.04, -0.1, 0.1),
        new Motion.Translation(0.2, -0.1));
  }

  @Test
  void mirrorPairsOfAMirroredFaceSwap() {
    double[] xy = new double[136];
    for (int i = 0; i < 68; i++) {
      xy[2 * i] = i;
    }
    Keypoints got = MIRROR.apply(Keypoints.of(xy), SCHEMA, INPUT);
    assertThat(got.x(36)).as("left outer eye corner, from point 45").isEqualTo(95 - 45);
  }

  @Test
  void mirroringTwiceChangesNothing() {
    Keypoints k = anyKeypoints(1);
    Keypoints once = MIRROR.apply(k, SCHEMA, INPUT);
    assertThat(MIRROR.apply(once, SCHEMA, INPUT)).isEqualTo(k);
    DrawnAugmentation twice = of(new Motion.Flip(), new Motion.Flip());
    assertThat(twice.mirrored()).isFalse();
    assertThat(twice.apply(k, SCHEMA, INPUT)).isEqualTo(k);
  }

  @Test
  void mirroringNeedsMirrorPairs() {
    KeypointSchema one = KeypointSchema.ofCount(1);
    Keypoints k = Keypoints.of(1, 2);
    assertThatThrownBy(() -> MIRROR.apply(k, one, INPUT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no mirror pairs");
    assertThatThrownBy(() -> MIRROR.undo(k, one, INPUT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no mirror pairs");
  }

  @Test
  void motionsFollowEachOtherInTheirOrder() {
    DrawnAugmentation shiftFirst = of(new Motion.Translation(0.5, 0), new Motion.Scale(2));
    DrawnAugmentation scaleFirst = of(new Motion.Scale(2), new Motion.Translation(0.5, 0));
    Point center = new Point(47.5, 31.5);
    assertThat(shiftFirst.warp(INPUT).map(center).x()).isEqualTo(47.5 + 96);
    assertThat(scaleFirst.warp(INPUT).map(center).x()).isEqualTo(47.5 + 48);
  }

  /** Far below the 0.01 px that are allowed for predictions. */
  @Test
  void whatWasAppliedIsUndone() {
    int number = 0;
    for (DrawnAugmentation d : drawn()) {
      Keypoints k = anyKeypoints(number);
      Keypoints back = d.undo(d.apply(k, SCHEMA, INPUT), SCHEMA, INPUT);
      for (int i = 0; i < 68; i++) {
        assertThat(back.point(i).distanceTo(k.point(i)))
            .as("draw %d of seed 11, keypoint %d, %s", number, i, d)
            .isLessThan(1e-6);
      }
      number++;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("motions")
  void aMotionIsTheSameAtTwiceTheSize(Motion motion) {
    Size larger = new Size(192, 128);
    Warp enlarge = Warp.crop(Box.ofPicture(INPUT), larger);
    for (Point p : List.of(new Point(0, 0), new Point(90, 10), new Point(30, 60))) {
      Point small = enlarge.map(motion.warp(INPUT).map(p));
      Point large = motion.warp(larger).map(enlarge.map(p));
      assertThat(large.distanceTo(small)).isCloseTo(0, within(1e-9));
    }
  }

  @Test
  void aScaleOfZeroIsRefused() {
    assertThatThrownBy(() -> new Motion.Scale(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the scale factor must be above 0 and finite, got 0.0");
  }

  @Test
  void theFirstStepsAreMotionsThenEffects() {
    assertThat(FIVE.steps()).isEqualTo(5);
    assertThat(FIVE.first(0))
        .isEqualTo(new DrawnAugmentation(List.of(), List.of(), Border.REFLECT));
    assertThat(FIVE.first(1).motions()).containsExactly(new Motion.Flip());
    assertThat(FIVE.first(2).effects()).isEmpty();
    assertThat(FIVE.first(4).motions()).isEqualTo(FIVE.motions());
    assertThat(FIVE.first(4).effects()).isEqualTo(FIVE.effects().subList(0, 2));
    assertThat(FIVE.first(5)).isEqualTo(FIVE);
    assertThatThrownBy(() -> FIVE.first(6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count must be 0 to 5, got 6");
  }

  @Test
  void everyStepHasOneReadableLine() {
    assertThat(FIVE.describe())
        .containsExactly(
            "flip",
            "rotation 12.3 degrees",
            "color brightness 1.08, contrast 0.90, saturation 1.00, hue -0.02",
            "gray",
            "jpeg quality 70");
    assertThat(
            new DrawnAugmentation(
                    motions(),
                    List.of(
                        new Effect.Gamma(0.8),
                        new Effect.Patch(0.1, 0.2, 0.4, 0.6, 1),
                        new Effect.Blur(1.25),
                        new Effect.Noise(0.0512, 7)),
                    Border.CONSTANT)
                .describe())
        .containsExactly(
            "flip",
            "scale 1.30",
            "rotation 28.6 degrees",
            "shear x 16.7, y -11.3 degrees",
            "homography +10.0 +0.0, -5.0 +2.0, +3.0 +4.0, -10.0 +10.0 %",
            "translation right 20.0 %, up 10.0 %",
            "gamma 0.80",
            "occlusion 30 x 40 % of the sides at 10, 20 %",
            "blur sigma 1.3 px",
            "noise deviation 0.051");
  }
}
