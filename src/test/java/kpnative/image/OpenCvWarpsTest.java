package kpnative.image;

import static kpnative.image.ResamplerTest.image;
import static kpnative.image.ResamplerTest.plain;
import static kpnative.image.ResamplerTest.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares with OpenCV's own warps and area interpolation, called from Python. */
class OpenCvWarpsTest {
  private static final int WIDTH = 23;
  private static final int HEIGHT = 19;
  private static final double LEVEL = 1.01; // of 255: rounding, and different intermediate steps

  @ParameterizedTest
  @EnumSource(Border.class)
  void affineWarpsMatchOpenCv(Border border) throws IOException {
    compare("affine", border);
  }

  @ParameterizedTest
  @EnumSource(Border.class)
  void homographiesMatchOpenCv(Border border) throws IOException {
    compare("homography", border);
  }

  @Test
  void shrinkingByFourIsTheMeanOverAreas() throws IOException {
    Warp shrink = Warp.crop(Box.ofPicture(new Size(32, 36)), new Size(8, 9));
    float[] found;
    try (Image picture = picture(32, 36)) {
      found = sample(picture, shrink, Border.REPLICATE, List.of(), plain(8, 9, Channels.GRAY));
    }
    compare(found, Golden.read("warps.json").numbers("area"));
  }

  private static void compare(String kind, Border border) throws IOException {
    Golden golden = Golden.read("warps.json");
    double[] m = golden.numbers(kind);
    Warp warp =
        m.length == 6
            ? new Warp(m[0], m[1], m[2], m[3], m[4], m[5], 0, 0, 1)
            : new Warp(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8]);
    float[] found;
    try (Image picture = picture(WIDTH, HEIGHT)) {
      found = sample(picture, warp, border, List.of(), plain(11, 9, Channels.GRAY));
    }
    compare(found, golden.numbers(kind + " " + border.name().toLowerCase(Locale.ROOT)));
  }

  private static void compare(float[] found, double[] expected) {
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(255.0 * found[i]).as("pixel %d", i).isCloseTo(expected[i], within(LEVEL));
    }
  }

  private static Image picture(int width, int height) {
    byte[] bytes = new byte[width * height];
    for (int i = 0; i < bytes.length; i++) {
      int x = i % width;
      int y = i / width;
      bytes[i] = (byte) (37 * x + 91 * y + 7 * x * y);
    }
    return image(width, height, Channels.GRAY, bytes);
  }
}
