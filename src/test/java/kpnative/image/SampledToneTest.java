package kpnative.image;

import static kpnative.image.ResamplerTest.image;
import static kpnative.image.ResamplerTest.plain;
import static kpnative.image.ResamplerTest.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import kpnative.geometry.Warp;
import kpnative.image.Effect.Tone;
import org.junit.jupiter.api.Test;

/** The tone of what is sampled. */
class SampledToneTest {
  @Test
  void brightnessAndContrastOfGrayFollowTheirDefinition() {
    byte[] bytes = new byte[64];
    for (int i = 0; i < 64; i++) {
      bytes[i] = (byte) (60 + i);
    }
    double mean = 1.2 * (60 + 63 / 2.0);
    try (Image image = image(8, 8, Channels.GRAY, bytes)) {
      float[] got =
          sample(
              image,
              Warp.IDENTITY,
              Border.CONSTANT,
              new Tone(1.2, 0.5, 1, 0),
              plain(8, 8, Channels.GRAY));
      for (int i = 0; i < 64; i++) {
        double wanted = mean + 0.5 * (1.2 * (60 + i) - mean);
        assertThat((double) got[i] * 255).as("value " + i).isCloseTo(wanted, within(0.51));
      }
    }
  }

  @Test
  void tonesAreClampedToTheByteRange() {
    byte[] bytes = new byte[64];
    Arrays.fill(bytes, (byte) 200);
    try (Image image = image(8, 8, Channels.GRAY, bytes)) {
      assertThat(
              sample(
                  image,
                  Warp.IDENTITY,
                  Border.CONSTANT,
                  new Tone(2, 1, 1, 0),
                  plain(8, 8, Channels.GRAY)))
          .containsOnly(1f);
    }
  }
}
