package kpnative.data.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FacePatchTest {
  private static final int SIDE = FacePatch.SIDE;

  /** Blobs of light on gray: as smooth as a face. */
  static float[] blobs(long seed, double shiftX, double shiftY) {
    Random random = new Random(seed);
    float[] values = new float[SIDE * SIDE];
    for (int blob = 0; blob < 40; blob++) {
      double cx = SIDE * random.nextDouble() + shiftX;
      double cy = SIDE * random.nextDouble() + shiftY;
      double height = 0.3 * random.nextGaussian();
      for (int i = 0; i < values.length; i++) {
        double dx = i % SIDE - cx;
        int row = i / SIDE;
        double dy = row - cy;
        values[i] += (float) (height * Math.exp(-(dx * dx + dy * dy) / 18));
      }
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, Math.min(1, 0.5f + 0.5f * values[i]));
    }
    return values;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void mirroringTwiceChangesNothing(long seed) {
    FacePatch patch = FacePatch.of(blobs(seed, 0, 0));

    assertThat(patch.mirrored().mirrored()).isEqualTo(patch);
    assertThat(patch.mirrored().levels()[0]).isEqualTo(patch.levels()[SIDE - 1]);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void aHashDiffersFromItselfInNoBitAndFromAnothersInMany(long seed) {
    FacePatch patch = FacePatch.of(blobs(seed, 0, 0));
    FacePatch other = FacePatch.of(blobs(seed + 100, 0, 0));

    assertThat(patch.distance(patch)).isZero();
    assertThat(patch.distance(other)).isEqualTo(other.distance(patch)).isGreaterThan(60);
    assertThat(patch.distance(other)).isLessThanOrEqualTo(FacePatch.BITS);
  }

  @Test
  void aHashHardlyChangesWithBrightnessAndContrast() {
    float[] values = blobs(7, 0, 0);
    float[] changed = values.clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] = 0.1f + 0.6f * changed[i];
    }

    assertThat(FacePatch.of(values).distance(FacePatch.of(changed))).isLessThan(8);
  }

  @Test
  void aPatchCorrelatesWithItsNegativeByMinusOne() {
    float[] values = blobs(8, 0, 0);
    float[] negative = values.clone();
    for (int i = 0; i < negative.length; i++) {
      negative[i] = 1 - negative[i];
    }
    FacePatch patch = FacePatch.of(values);

    assertThat(patch.correlation(patch)).isBetween(0.9999, 1.0001);
    assertThat(patch.correlation(FacePatch.of(negative))).isLessThan(-0.99);
  }

  @Test
  void aPatchOfOneColourIsFlat() {
    assertThat(FacePatch.of(new float[SIDE * SIDE]).isFlat()).isTrue();
    assertThat(FacePatch.of(blobs(9, 0, 0)).isFlat()).isFalse();
  }

  @ParameterizedTest(name = "shift {0}")
  @ValueSource(doubles = {0, 0.5, 1.7, 2.5})
  void aShiftedPatchIsAsLikeAsAnUnshiftedOne(double shift) {
    FacePatch patch = FacePatch.of(blobs(10, 0, 0));
    FacePatch shifted = FacePatch.of(blobs(10, shift, -shift));

    assertThat(PatchMatch.likeness(patch, shifted)).isGreaterThan(0.99);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void otherPatchesAreNotAlike(long seed) {
    FacePatch patch = FacePatch.of(blobs(seed, 0, 0));
    FacePatch other = FacePatch.of(blobs(seed + 100, 0, 0));

    assertThat(PatchMatch.likeness(patch, other)).isLessThan(0.7);
  }
}
