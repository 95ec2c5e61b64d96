package kpnative.data.load;

import static org.assertj.core.api.Assertions.assertThat;

import kpnative.augment.Augmentation;
import kpnative.augment.Distribution;
import kpnative.augment.Entry;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodeReductionTest {
  private static Warp crop(double faceSide, int input) {
    return Warp.crop(Box.ofPixels(5, 7, faceSide, faceSide), new Size(input, input));
  }

  @ParameterizedTest
  @CsvSource({"50, 1", "96, 1", "191, 1", "192, 2", "383, 2", "384, 4", "768, 8", "9999, 8"})
  void aReducedFaceIsAtLeastAsLargeAsTheInput(double faceSide, int reduction) {
    assertThat(DecodeReduction.of(crop(faceSide, 96), 1)).isEqualTo(reduction);
  }

  @Test
  void whatIsEnlargedByTheAugmentationIsReducedLess() {
    assertThat(DecodeReduction.of(crop(200, 96), 1.2)).isEqualTo(1);
    assertThat(DecodeReduction.of(crop(240, 96), 1.2)).isEqualTo(2);
  }

  @Test
  void theLongerEnlargementOfAStretchedCropDecides() {
    Warp crop = Warp.crop(Box.ofPixels(0, 0, 400, 200), new Size(96, 96));

    assertThat(DecodeReduction.of(crop, 1)).isEqualTo(2);
  }

  @Test
  void theLargestEnlargementIsOfStepsThatAreUsed() {
    Augmentation unused = Augmentation.NONE.with(new Entry.Scale(0.5, 2, Distribution.UNIFORM, 0));
    Augmentation used =
        Augmentation.NONE
            .with(new Entry.Scale(0.5, 1.5, Distribution.UNIFORM, 0.1))
            .with(new Entry.Homography(0.1, 1));

    assertThat(Augmentation.NONE.largestEnlargement()).isEqualTo(1);
    assertThat(unused.largestEnlargement()).isEqualTo(1);
    assertThat(used.largestEnlargement()).isEqualTo(1.5 * 1.2);
  }
}
