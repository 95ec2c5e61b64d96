package kpnative.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kpnative.augment.Randomness.Purpose;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Channels;
import kpnative.image.Effect;
import kpnative.image.Image;
import kpnative.image.InputFormat;
import kpnative.image.InputSlots;
import kpnative.image.Resampler;
import kpnative.keypoints.Visibility;
import kpnative.natives.NativeScope;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;

class MarksTest {
  private static final Size INPUT = new Size(96, 64);

  private static Visibility mark(double x, double y, Effect... effects) {
    byte[] marks = {9, 9, 9};
    new DrawnAugmentation(List.of(), List.of(effects), Border.CONSTANT)
        .mark(new double[] {x, y}, 1, INPUT, marks, 1);
    assertThat(marks[0]).as("beside it").isEqualTo((byte) 9);
    assertThat(marks[2]).as("beside it").isEqualTo((byte) 9);
    return Visibility.ofCode(marks[1]);
  }

  @Test
  void aPointIsOutsideBeyondTheOuterPixelsEdges() {
    assertThat(mark(-0.5, -0.5)).isEqualTo(Visibility.VISIBLE);
    assertThat(mark(95.49, 63.49)).isEqualTo(Visibility.VISIBLE);
    assertThat(mark(-0.51, 30)).isEqualTo(Visibility.OUTSIDE);
    assertThat(mark(95.5, 30)).isEqualTo(Visibility.OUTSIDE);
    assertThat(mark(30, -0.51)).isEqualTo(Visibility.OUTSIDE);
    assertThat(mark(30, 63.5)).isEqualTo(Visibility.OUTSIDE);
  }

  @Test
  void aPointUnderAnyPatchIsHidden() {
    Effect right = new Effect.Patch(0.5, 0, 1, 1, 0);
    Effect low = new Effect.Patch(0, 0.5, 1, 1, 0.3);
    assertThat(mark(20, 10, right, low)).isEqualTo(Visibility.VISIBLE);
    assertThat(mark(60, 10, right, low)).isEqualTo(Visibility.HIDDEN);
    assertThat(mark(20, 50, right, low)).isEqualTo(Visibility.HIDDEN);
    assertThat(mark(120, 50, right, low)).as("beyond the patch").isEqualTo(Visibility.OUTSIDE);
  }

  @Test
  void otherEffectsHideNothing() {
    assertThat(mark(20, 10, new Effect.Gray(), new Effect.Blur(3))).isEqualTo(Visibility.VISIBLE);
  }

  /** On a black picture every pixel that is not black was painted. */
  @Test
  void exactlyThePaintedPixelsAreHidden() {
    InputFormat format = new InputFormat(64, 96, Channels.GRAY, 0, 1);
    Augmentation patches = Augmentation.NONE.with(new Entry.Occlusion(3, 0.5, 1));
    double[] xy = new double[2 * 96 * 64];
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 96; x++) {
        xy[2 * (96 * y + x)] = x;
        xy[2 * (96 * y + x) + 1] = y;
      }
    }
    byte[] marks = new byte[96 * 64];
    byte[] pixels = new byte[96 * 64];
    try (NativeScope scope = NativeScope.open();
        Resampler resampler = new Resampler(format);
        Image black = SpottedPicture.black(INPUT)) {
      BytePointer memory = new BytePointer(pixels.length);
      try (InputSlots slots = InputSlots.bytes(format, memory, 1)) {
        for (int sample = 0; sample < 50; sample++) {
          long key = new Randomness(8).key(0, sample, Purpose.AUGMENT);
          DrawnAugmentation drawn = DrawnAugmentation.draw(patches, key, INPUT);
          List<Effect> white =
              drawn.effects().stream()
                  .map(e -> (Effect.Patch) e)
                  .map(p -> new Effect.Patch(p.left(), p.top(), p.right(), p.bottom(), 1))
                  .map(Effect.class::cast)
                  .toList();
          resampler.sample(black, Warp.IDENTITY, drawn.border(), white, slots, 0);
          memory.get(pixels);
          drawn.mark(xy, 96 * 64, INPUT, marks, 0);
          for (int i = 0; i < pixels.length; i++) {
            assertThat(marks[i] == Visibility.HIDDEN.code())
                .as("sample %d of seed 8, pixel %d, %d", sample, i % 96, i / 96)
                .isEqualTo(pixels[i] != 0);
          }
        }
      }
    }
  }
}
