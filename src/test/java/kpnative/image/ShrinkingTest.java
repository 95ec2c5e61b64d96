package kpnative.image;

import static kpnative.image.ResamplerTest.image;
import static kpnative.image.ResamplerTest.plain;
import static kpnative.image.ResamplerTest.reference;
import static kpnative.image.ResamplerTest.sample;
import static kpnative.image.ResamplerTest.waves;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Effect.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Averaging before a warp that shrinks (antialiasing). */
class ShrinkingTest {
  @ParameterizedTest
  @CsvSource({"0.5", "0.34", "0.21", "0.1", "0.03"})
  void shrinkingAveragesInsteadOfSkipping(double scale) {
    int w = 900;
    byte[] checkers = new byte[w * w];
    for (int i = 0; i < checkers.length; i++) {
      checkers[i] = (byte) ((i / w + i % w) % 2 == 0 ? 255 : 0);
    }
    Warp warp = Warp.scaling(scale, scale, new Point(0, 0)).then(Warp.translation(3.3, 2.1));
    try (Image image = image(w, w, Channels.GRAY, checkers)) {
      float[] got = sample(image, warp, Border.REPLICATE, Tone.NONE, plain(16, 16, Channels.GRAY));
      for (float v : got) {
        assertThat(v).isCloseTo(0.5f, within(scale == 0.5 ? 0.01f : 0.13f));
      }
    }
  }

  @Test
  void aShrunkConstantPictureStaysConstantUpToItsEdges() {
    byte[] bytes = new byte[333 * 217];
    Arrays.fill(bytes, (byte) 100);
    Warp warp = Warp.crop(Box.ofPicture(new Size(333, 217)), new Size(40, 40));
    try (Image image = image(333, 217, Channels.GRAY, bytes)) {
      for (Border border : new Border[] {Border.REPLICATE, Border.REFLECT}) {
        assertThat(sample(image, warp, border, Tone.NONE, plain(40, 40, Channels.GRAY)))
            .containsOnly(new float[] {100 / 255f}, within(1e-6f));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CONSTANT, 0.57, 4",
    "REPLICATE, 0.4, 4",
    "REFLECT, 0.29, 4",
    "CONSTANT, 0.29, 4",
    "CONSTANT, 0.14, 8" // waves of 5 px, at a remaining scale of 1.12
  })
  void aShrunkPictureIsCloseToTheMeansOverPixelAreas(Border border, double scale, double levels) {
    int w = 167; // odd: the last blocks extend beyond the edge
    int h = 141;
    byte[] bytes = waves(w, h, 1);
    int side = (int) (160 * scale);
    Warp warp =
        Warp.scaling(scale, scale, new Point(-3, -6)).then(Warp.rotation(0.1, new Point(0, 0)));
    Warp back = warp.inverse();
    try (Image image = image(w, h, Channels.GRAY, bytes)) {
      float[] got = sample(image, warp, border, Tone.NONE, plain(side, side, Channels.GRAY));
      double sum = 0;
      for (int i = 0; i < got.length; i++) {
        double wanted = 0;
        int row = i / side;
        for (int s = 0; s < 64; s++) {
          int down = s / 8;
          Point p = back.map(new Point(i % side + s % 8 / 8.0 - 0.4375, row + down / 8.0 - 0.4375));
          wanted += reference(bytes, w, h, p, border) / 64;
        }
        sum += Math.abs(got[i] - wanted);
      }
      assertThat(sum / got.length * 255).as("mean error, gray levels").isLessThan(levels);
    }
  }
}
