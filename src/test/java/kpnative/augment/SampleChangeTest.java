package kpnative.augment;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import kpnative.augment.Randomness.Purpose;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.testing.OwnProcess;
import org.junit.jupiter.api.Test;

class SampleChangeTest {
  private static final Size INPUT = new Size(96, 64);
  private static final Randomness RANDOMNESS = new Randomness(3);
  private static final Warp CROP = Warp.crop(new Box(10, 20, 310, 220), INPUT);
  private static final Augmentation EVERYTHING =
      Augmentation.NONE
          .with(new Entry.Flip(0.5))
          .with(new Entry.Scale(0.7, 1.4, Distribution.NORMAL, 0.5))
          .with(new Entry.Rotation(30, Distribution.NORMAL, 0.5))
          .with(new Entry.Shear(20, 10, 0.5))
          .with(new Entry.Homography(0.1, 0.5))
          .with(new Entry.Translation(0.1, 0.2, 0.1, 0, Distribution.UNIFORM, 0.5))
          .with(new Entry.Color(0.3, 0.3, 0.3, 0.1, 0.5))
          .with(new Entry.Gamma(0.5, 2, 0.5))
          .with(new Entry.Gray(0.5))
          .with(new Entry.Occlusion(3, 0.4, 0.5))
          .with(new Entry.Blur(0.02, 0.5))
          .with(new Entry.Noise(0.1, 0.5))
          .with(new Entry.Jpeg(50, 90, 0.5))
          .with(Augmentation.USUAL_ORDER, Border.REFLECT);

  private final SampleChange change = new SampleChange(INPUT);

  private static long key(int sample) {
    return RANDOMNESS.key(0, sample, Purpose.AUGMENT);
  }

  private void assertIs(DrawnAugmentation drawn) {
    Warp wanted = CROP.then(drawn.warp(INPUT));
    for (Point p : List.of(new Point(10, 20), new Point(300, 30), new Point(150, 200))) {
      assertThat(change.after(CROP).map(p).distanceTo(wanted.map(p))).isLessThan(1e-9);
    }
    assertThat(change.effects()).isEqualTo(drawn.effects());
    assertThat(change.border()).isEqualTo(drawn.border());
    assertThat(change.mirrored()).isEqualTo(drawn.mirrored());
  }

  @Test
  void itDrawsWhatDrawnAugmentationDraws() {
    for (int i = 0; i < 500; i++) {
      change.draw(EVERYTHING, key(i));
      assertIs(DrawnAugmentation.draw(EVERYTHING, key(i), INPUT));
    }
  }

  @Test
  void aReplayedAugmentationIsTheSavedOne() {
    for (int i = 0; i < 100; i++) {
      change.replay(DrawnAugmentation.draw(EVERYTHING, key(i), INPUT));
      assertIs(DrawnAugmentation.draw(EVERYTHING, key(i), INPUT));
    }
  }

  @Test
  void aClearedOneChangesNothing() {
    change.draw(EVERYTHING, key(1));
    change.clear(Border.CONSTANT);
    assertIs(new DrawnAugmentation(List.of(), List.of(), Border.CONSTANT));
    assertThat(change.after(CROP)).isEqualTo(CROP);
  }

  @Test
  void withoutPerspectiveTheWarpStaysAffine() {
    Augmentation flat = EVERYTHING.with(new Entry.Homography(0, 0));
    for (int i = 0; i < 200; i++) {
      change.draw(flat, key(i));
      assertThat(change.after(CROP).isAffine()).as("sample " + i).isTrue();
    }
  }

  /** The budget is 512 bytes per picture; a warp takes 88 and a change of tones 48. */
  @Test
  @OwnProcess
  void aDrawAndItsWarpTakeAtMost160BytesOfHeap() {
    Augmentation jitter =
        Augmentation.NONE
            .with(new Entry.Flip(1))
            .with(new Entry.Scale(0.8, 1.2, Distribution.NORMAL, 1))
            .with(new Entry.Rotation(30, Distribution.NORMAL, 1))
            .with(new Entry.Homography(0.05, 1))
            .with(new Entry.Translation(0.1, 0.1, 0.1, 0.1, Distribution.NORMAL, 1))
            .with(new Entry.Color(0.2, 0.2, 0.2, 0.05, 1));
    byte[] marks = new byte[68];
    double[] xy = new double[136];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Warp[] kept = new Warp[1]; // so that the compiler cannot eliminate warps
    int draws = 20_000;
    long bytes = 0;
    for (int warmUp = 2; warmUp >= 0; warmUp--) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < draws; i++) {
        change.draw(jitter, key(i));
        kept[0] = change.after(CROP);
        change.mark(xy, 68, marks, 0);
      }
      bytes = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(kept[0].isAffine()).isFalse();
    assertThat((double) bytes / draws).isLessThanOrEqualTo(160);
  }
}
