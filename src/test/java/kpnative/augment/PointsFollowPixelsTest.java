package kpnative.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.image.Border;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.InputFormat;
import kpnative.image.InputSlots;
import kpnative.image.Resampler;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.natives.NativeScope;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A failure names its seed: {@code new SpotCheck(name, augmentation, channels, seed).run()}. */
class PointsFollowPixelsTest {
  private static final int COMPOSITIONS = 1000;
  private static final int BLOCK = 50;
  private static final Augmentation OFF = Augmentation.NONE;

  static Stream<Arguments> alone() {
    List<Arguments> cases = new ArrayList<>();
    cases.add(Arguments.of("nothing", OFF));
    cases.add(one(new Entry.Flip(1)));
    for (double s : new double[] {0.3, 0.6, 1.2, 2.5}) {
      cases.add(one(new Entry.Scale(s, s, Distribution.UNIFORM, 1)));
    }
    for (double degrees : new double[] {5, 45, 180}) {
      cases.add(one(new Entry.Rotation(degrees, Distribution.UNIFORM, 1)));
    }
    for (double degrees : new double[] {3, 15, 30}) {
      cases.add(one(new Entry.Shear(degrees, degrees, 1)));
    }
    for (double corner : new double[] {0.02, 0.1, 0.2}) {
      cases.add(one(new Entry.Homography(corner, 1)));
    }
    for (double t : new double[] {0.01, 0.1, 0.4}) {
      cases.add(one(new Entry.Translation(t, t, t, t, Distribution.UNIFORM, 1)));
    }
    for (double c : new double[] {0.1, 0.3, 0.5}) {
      cases.add(one(new Entry.Color(c, c, c, c, 1)));
    }
    for (double g : new double[] {0.5, 0.8, 2}) {
      cases.add(one(new Entry.Gamma(g, g, 1)));
    }
    cases.add(one(new Entry.Gray(1)));
    for (double side : new double[] {0.1, 0.4, 0.8}) {
      cases.add(one(new Entry.Occlusion(3, side, 1)));
    }
    for (double sigma : new double[] {0.005, 0.02, 0.05}) {
      cases.add(one(new Entry.Blur(sigma, 1)));
    }
    for (double deviation : new double[] {0.01, 0.05, 0.1}) {
      cases.add(one(new Entry.Noise(deviation, 1)));
    }
    for (int quality : new int[] {95, 75, 50}) {
      cases.add(one(new Entry.Jpeg(quality, quality, 1)));
    }
    return cases.stream();
  }

  private static Arguments one(Entry entry) {
    return Arguments.of(entry.toString(), OFF.with(entry));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("alone")
  void ofEveryStepAlone(String name, Augmentation augmentation) {
    int measured = 0;
    long seed = 0;
    for (Border border : Border.values()) {
      for (Channels channels : Channels.values()) {
        for (int i = 0; i < 4; i++) {
          Augmentation a = augmentation.with(augmentation.order(), border);
          measured += new SpotCheck(name, a, channels, seed++).run().measured();
        }
      }
    }
    assertThat(measured).as("spots that counted").isGreaterThan(10);
  }

  static IntStream blocks() {
    return IntStream.range(0, COMPOSITIONS / BLOCK);
  }

  @ParameterizedTest(name = "block {0} of " + BLOCK + " seeds")
  @MethodSource("blocks")
  void ofRandomCompositionsOfEverything(int block) {
    int measured = 0;
    for (long seed = (long) block * BLOCK; seed < (block + 1L) * BLOCK; seed++) {
      measured += composition(seed).run().measured();
    }
    assertThat(measured).as("spots that counted").isGreaterThan(BLOCK);
  }

  /** Each step for every second sample, in an order shuffled by the seed. */
  private static SpotCheck composition(long seed) {
    List<Step> order = new ArrayList<>(Augmentation.USUAL_ORDER);
    Collections.shuffle(order, new Random(seed));
    Augmentation everything =
        OFF.with(new Entry.Flip(0.5))
            .with(new Entry.Scale(0.6, 1.6, Distribution.NORMAL, 0.5))
            .with(new Entry.Rotation(60, Distribution.UNIFORM, 0.5))
            .with(new Entry.Shear(15, 15, 0.5))
            .with(new Entry.Homography(0.08, 0.5))
            .with(new Entry.Translation(0.15, 0.15, 0.15, 0.15, Distribution.UNIFORM, 0.5))
            .with(new Entry.Color(0.3, 0.3, 0.3, 0.1, 0.5))
            .with(new Entry.Gamma(0.7, 1.4, 0.5))
            .with(new Entry.Gray(0.2))
            .with(new Entry.Occlusion(2, 0.3, 0.5))
            .with(new Entry.Blur(0.02, 0.5))
            .with(new Entry.Noise(0.05, 0.5))
            .with(new Entry.Jpeg(60, 100, 0.5))
            .with(order, Border.values()[(int) (seed % 3)]);
    Channels channels = seed / 3 % 2 == 0 ? Channels.GRAY : Channels.COLOR;
    return new SpotCheck("everything", everything, channels, seed);
  }

  /** The picture's left outer eye corner, 36, is the right one, 45, of the mirror image. */
  @Test
  void ofAMirroredFaceUnderTheOtherSidesIndex() {
    Size input = new Size(96, 80);
    double[] xy = new SplittableRandom(4).doubles(136, 0, 80).toArray();
    Keypoints face = Keypoints.of(xy);
    List<Point> spot = List.of(face.point(36));
    SpottedPicture picture = new SpottedPicture(input, Channels.GRAY, spot, 1);
    DrawnAugmentation mirror =
        new DrawnAugmentation(List.of(new Motion.Flip()), List.of(), Border.CONSTANT);
    InputFormat format = new InputFormat(80, 96, Channels.GRAY, 0, 1);
    byte[] pixels = new byte[96 * 80];
    try (NativeScope scope = NativeScope.open();
        Resampler resampler = new Resampler(format);
        Image image = picture.draw(true)) {
      BytePointer memory = new BytePointer(pixels.length);
      try (InputSlots slots = InputSlots.bytes(format, memory, 1)) {
        resampler.sample(image, mirror.warp(input), Border.CONSTANT, List.of(), slots, 0);
      }
      memory.get(pixels);
    }
    int brightest = 0;
    for (int i = 0; i < pixels.length; i++) {
      brightest = (pixels[i] & 0xFF) > (pixels[brightest] & 0xFF) ? i : brightest;
    }
    int row = brightest / 96;
    Point seen = new Point(brightest % 96, row);
    Keypoints mirrored = mirror.apply(face, KeypointSchema.IBUG68, input);
    assertThat(mirrored.point(45).distanceTo(seen)).isLessThan(1);
  }
}
