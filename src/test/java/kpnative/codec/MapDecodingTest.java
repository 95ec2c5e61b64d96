package kpnative.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import kpnative.natives.NativeScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MapDecodingTest {
  private static final long SEED = 5;
  private static final int POINTS = 60;

  private NativeScope scope;

  @BeforeEach
  void open() {
    scope = NativeScope.open();
  }

  @AfterEach
  void close() {
    scope.close();
  }

  /**
   * The decodings, the form of their maps, and the largest error at a Gaussian's centre, map
   * pixels.
   */
  private enum Decoding {
    EXPECTATION(true, 0.05),
    ARGMAX(true, 0.501),
    ARGMAX_OF_PEAKS(false, 0.501),
    QUARTER(true, 0.2501),
    QUARTER_OF_PEAKS(false, 0.2501),
    DARK(true, 0.05),
    DARK_OF_PEAKS(false, 0.05);

    final boolean logits;
    final double pixels;

    Decoding(boolean logits, double pixels) {
      this.logits = logits;
      this.pixels = pixels;
    }

    Tensor decode(Tensor maps) {
      return switch (this) {
        case EXPECTATION -> MapDecoding.expectation(maps);
        case ARGMAX, ARGMAX_OF_PEAKS -> MapDecoding.argmax(maps);
        case QUARTER, QUARTER_OF_PEAKS -> MapDecoding.quarter(maps);
        case DARK -> MapDecoding.dark(maps);
        case DARK_OF_PEAKS -> MapDecoding.darkOfPeaks(maps);
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Decoding.class)
  void aGaussiansCentreIsFoundToAFractionOfAPixel(Decoding decoding) {
    int height = 24;
    int width = 31;
    double[] xy = points(0.3, 0.7); // far enough inside that the Gaussians are not cut off
    Tensor truth = NativeFloats.tensor(xy, 1, 2 * POINTS);
    Tensor maps =
        decoding.logits
            ? GaussianTargets.distributions(truth, height, width, 0.06).maps().log()
            : GaussianTargets.peaks(truth, height, width, 0.06).maps();
    float[] found = NativeFloats.floats(decoding.decode(maps));
    for (int k = 0; k < POINTS; k++) {
      assertThat((found[2 * k] - xy[2 * k]) * width).isCloseTo(0, within(decoding.pixels));
      assertThat((found[2 * k + 1] - xy[2 * k + 1]) * height).isCloseTo(0, within(decoding.pixels));
    }
  }

  @ParameterizedTest
  @EnumSource(Decoding.class)
  void theMemoryFormatOfMapsDoesNotMatter(Decoding decoding) {
    Tensor maps = random(2, 3, 7, 5).abs();
    Tensor other = maps.contiguous(torch.MemoryFormat.ChannelsLast);
    assertThat(NativeFloats.floats(decoding.decode(other)))
        .containsExactly(NativeFloats.floats(decoding.decode(maps)), within(1e-6f));
  }

  @Test
  void darkFindsACentreOnTheBorderToo() {
    double[] xy = {0.01, 0.5, 0.99, 0.99, 0.02, 0.97};
    Tensor truth = NativeFloats.tensor(xy, 1, 6);
    Tensor maps = GaussianTargets.distributions(truth, 20, 20, 0.1).maps().log();
    assertThat(NativeFloats.floats(MapDecoding.dark(maps)))
        .containsExactly(NativeFloats.floats(truth), within(0.05f / 20));
  }

  @Test
  void darkOfAMapWithoutAParabolaIsItsHighestPixel() {
    float[] saddle = {0, 1, 0, 0, 0, 1, 2, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0};
    saddle[0] = 9; // on the corner; the quadratic at the nearest interior pixel has no maximum
    Tensor maps = NativeFloats.tensor(saddle, 1, 1, 4, 5);
    assertThat(NativeFloats.floats(MapDecoding.dark(maps))).containsExactly(0.1f, 0.125f);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 5", "5, 2", "3, 3"})
  void everyDecodingTakesTheSmallestMaps(int height, int width) {
    for (Decoding decoding : Decoding.values()) {
      float[] found = NativeFloats.floats(decoding.decode(random(1, 2, height, width).abs()));
      assertThat(found).hasSize(4);
      for (float f : found) {
        assertThat(f).as("%s", decoding).isBetween(-1f, 2f);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Decoding.class)
  void anyMapIsDecodedAsByPlainArithmetic(Decoding decoding) {
    int height = 6;
    int width = 9;
    Tensor maps = random(2, 5, height, width).abs();
    float[] values = NativeFloats.floats(maps);
    float[] found = NativeFloats.floats(decoding.decode(maps));
    for (int m = 0; m < 10; m++) {
      double[][] map = new double[height][width];
      for (int i = 0; i < height * width; i++) {
        map[i / width][i % width] = values[m * height * width + i];
      }
      double[] plain =
          switch (decoding) {
            case EXPECTATION -> PlainDecoding.expectation(map);
            case ARGMAX, ARGMAX_OF_PEAKS -> PlainDecoding.argmax(map);
            case QUARTER, QUARTER_OF_PEAKS -> PlainDecoding.quarter(map);
            case DARK -> PlainDecoding.dark(map);
            case DARK_OF_PEAKS -> PlainDecoding.darkOfPeaks(map);
          };
      assertThat((double) found[2 * m]).isCloseTo(plain[0], within(1e-4));
      assertThat((double) found[2 * m + 1]).isCloseTo(plain[1], within(1e-4));
    }
  }

  private static double[] points(double least, double most) {
    Random random = new Random(SEED);
    return random.doubles(2 * POINTS, least, most).toArray();
  }

  private static Tensor random(long... shape) {
    Random random = new Random(SEED);
    int count = 1;
    for (long s : shape) {
      count *= (int) s;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return NativeFloats.tensor(values, shape);
  }
}
