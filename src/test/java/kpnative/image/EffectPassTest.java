package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kpnative.image.Effect.Tone;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EffectPassTest {
  private static final int W = 37;
  private static final int H = 23;

  private static byte[] noisy(int n, long seed) {
    byte[] bytes = new byte[n];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  /** A picture with similar neighbouring pixels, as in photographs. */
  private static byte[] smooth(int channels) {
    byte[] bytes = new byte[W * H * channels];
    for (int i = 0; i < bytes.length; i++) {
      int x = i / channels % W;
      int y = i / channels / W;
      bytes[i] = (byte) Math.round(120 + 60 * Math.sin(x / 6.0 + i % channels) + 2.0 * y);
    }
    return bytes;
  }

  /** The bytes after the effects, in the original order blue, green, red. */
  private static int[] apply(byte[] bytes, Channels channels, Effect... effects) {
    try (NativeScope scope = NativeScope.open();
        EffectPass pass = new EffectPass()) {
      Mat mat = mat(bytes, channels);
      Mat out = pass.apply(mat, List.of(effects));
      assertThat(out.type()).isEqualTo(mat.type());
      byte[] got = new byte[bytes.length];
      out.data().get(got);
      int[] values = new int[got.length];
      for (int i = 0; i < got.length; i++) {
        int from = channels == Channels.COLOR ? i + 2 - 2 * (i % 3) : i; // the result has red first
        values[i] = got[from] & 0xff;
      }
      return values;
    }
  }

  private static Mat mat(byte[] bytes, Channels channels) {
    Mat mat = new Mat(H, W, channels == Channels.GRAY ? opencv_core.CV_8UC1 : opencv_core.CV_8UC3);
    mat.data().put(bytes);
    return mat;
  }

  private static int clamped(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.4, 1, 2.2})
  void gammaRaisesFractionsOfWhite(double exponent) {
    byte[] bytes = noisy(W * H * 3, 1);
    int[] got = apply(bytes, Channels.COLOR, new Effect.Gamma(exponent));
    for (int i = 0; i < bytes.length; i++) {
      assertThat(got[i]).isEqualTo(clamped(255 * Math.pow((bytes[i] & 0xff) / 255.0, exponent)));
    }
  }

  @Test
  void grayGivesLumaInAllChannels() {
    byte[] b = noisy(W * H * 3, 2);
    int[] got = apply(b, Channels.COLOR, new Effect.Gray());
    for (int i = 0; i < b.length; i += 3) {
      double luma = 0.114 * (b[i] & 0xff) + 0.587 * (b[i + 1] & 0xff) + 0.299 * (b[i + 2] & 0xff);
      assertThat((double) got[i]).isCloseTo(luma, within(0.51));
      assertThat(got[i + 1]).isEqualTo(got[i]);
      assertThat(got[i + 2]).isEqualTo(got[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.6, 1.5})
  void blurIsAGaussianWeighting(double sigma) {
    byte[] b = noisy(W * H, 3);
    int[] got = apply(b, Channels.GRAY, new Effect.Blur(sigma));
    for (int y = 9; y < H - 9; y++) {
      for (int x = 9; x < W - 9; x++) {
        double sum = 0;
        double weights = 0;
        for (int dy = -8; dy <= 8; dy++) {
          for (int dx = -8; dx <= 8; dx++) {
            double weight = Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
            weights += weight;
            sum += weight * (b[(y + dy) * W + x + dx] & 0xff);
          }
        }
        // OpenCV truncates an 8-bit kernel at 3 sigma
        assertThat((double) got[y * W + x]).isCloseTo(sum / weights, within(3.0));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Channels.class)
  void noiseHasItsStandardDeviationAndZeroMean(Channels channels) {
    byte[] b = new byte[W * H * channels.count()];
    Arrays.fill(b, (byte) 128);
    int[] got = apply(b, channels, new Effect.Noise(0.05, 77));
    double mean = Arrays.stream(got).average().orElseThrow() - 128;
    double square =
        Arrays.stream(got).mapToDouble(v -> (v - 128.0) * (v - 128.0)).average().orElseThrow();
    assertThat(mean).isCloseTo(0, within(1.3)); // 3 standard deviations of the mean of 851 values
    assertThat(Math.sqrt(square)).isCloseTo(0.05 * 255, within(1.0));
  }

  @Test
  void noiseDiffersBySeedAndIsClamped() {
    byte[] b = new byte[W * H];
    Arrays.fill(b, (byte) 250);
    int[] first = apply(b, Channels.GRAY, new Effect.Noise(0.1, 1));
    assertThat(first).isNotEqualTo(apply(b, Channels.GRAY, new Effect.Noise(0.1, 2)));
    assertThat(first).contains(255);
    assertThat(Arrays.stream(first).min().orElseThrow()).isGreaterThan(100); // nothing wraps around
  }

  @Test
  void noiseIsTheSameOnEveryThread() throws Exception {
    byte[] b = smooth(3);
    int[] here = apply(b, Channels.COLOR, new Effect.Noise(0.1, 1L << 40 | 5));
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      for (int i = 0; i < 6; i++) {
        long other = i;
        Future<int[]> there =
            pool.submit(
                () -> {
                  apply(b, Channels.COLOR, new Effect.Noise(0.1, other));
                  return apply(b, Channels.COLOR, new Effect.Noise(0.1, 1L << 40 | 5));
                });
        assertThat(there.get()).isEqualTo(here);
      }
    } finally {
      pool.shutdown();
    }
  }

  @ParameterizedTest
  @EnumSource(Channels.class)
  void highJpegQualityIsCloseAndLowQualityIsNot(Channels channels) {
    byte[] b = smooth(channels.count());
    double good = difference(b, apply(b, channels, new Effect.Jpeg(95)));
    double bad = difference(b, apply(b, channels, new Effect.Jpeg(3)));
    assertThat(good).isBetween(0.01, 3.0);
    assertThat(bad).isBetween(2 * good, 60.0);
  }

  private static double difference(byte[] before, int[] after) {
    double sum = 0;
    for (int i = 0; i < before.length; i++) {
      sum += Math.abs((before[i] & 0xff) - after[i]);
    }
    return sum / before.length;
  }

  @ParameterizedTest
  @EnumSource(Channels.class)
  void aPatchCoversThePixelsWhoseCentresLieInIt(Channels channels) {
    byte[] b = noisy(W * H * channels.count(), 5);
    Effect.Patch patch = new Effect.Patch(0.21, 0.33, 0.52, 1, 0.7);
    int[] got = apply(b, channels, patch);
    for (int i = 0; i < b.length; i++) {
      int column = i / channels.count() % W;
      int row = i / channels.count() / W;
      double x = (column + 0.5) / W;
      double y = (row + 0.5) / H;
      boolean covered =
          x > patch.left() && x < patch.right() && y > patch.top() && y < patch.bottom();
      assertThat(got[i]).isEqualTo(covered ? (int) Math.round(0.7 * 255) : b[i] & 0xff);
    }
  }

  @Test
  void aPatchThatHoldsNoPixelCentreChangesNothing() {
    byte[] b = noisy(W * H, 6);
    assertThat(difference(b, apply(b, Channels.GRAY, new Effect.Patch(0.5, 0, 0.5, 1, 1))))
        .isZero();
  }

  @Test
  void effectsAreAppliedInTheirOrder() {
    byte[] b = new byte[W * H];
    Arrays.fill(b, (byte) 100);
    Effect brighter = new Tone(1.5, 1, 1, 0);
    Effect hide = new Effect.Patch(0, 0, 1, 1, 0.4); // 102
    assertThat(apply(b, Channels.GRAY, brighter, hide)).containsOnly(102);
    assertThat(apply(b, Channels.GRAY, hide, brighter)).containsOnly(153);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aToneGivesTheSameResultAtAnyPosition(boolean last) {
    byte[] b = smooth(3);
    Tone tone = new Tone(1.1, 0.8, 1.4, 0.1);
    Effect nothing = new Effect.Patch(0.5, 0.5, 0.5, 0.5, 0);
    int[] got =
        last ? apply(b, Channels.COLOR, nothing, tone) : apply(b, Channels.COLOR, tone, nothing);
    double luma = 0;
    for (int i = 0; i < b.length; i += 3) {
      luma += 0.114 * (b[i] & 0xff) + 0.587 * (b[i + 1] & 0xff) + 0.299 * (b[i + 2] & 0xff);
    }
    double[] m = new double[12];
    ToneMatrix.write(tone, luma / (W * H), false, m);
    for (int i = 0; i < b.length; i++) {
      int p = i - i % 3;
      int row = 4 * (i % 3);
      double wanted =
          m[row] * (b[p] & 0xff)
              + m[row + 1] * (b[p + 1] & 0xff)
              + m[row + 2] * (b[p + 2] & 0xff)
              + m[row + 3];
      // OpenCV multiplies bytes in steps of 1/1024
      assertThat((double) got[i]).isCloseTo(Math.max(0, Math.min(255, wanted)), within(1.2));
    }
  }

  @Test
  void memoryStaysFlatOverAThousandPictures() {
    List<Effect> all =
        List.of(
            new Tone(1.1, 0.9, 1.2, 0.1),
            new Effect.Gamma(0.8),
            new Effect.Gray(),
            new Effect.Blur(1),
            new Effect.Noise(0.05, 3),
            new Effect.Jpeg(40),
            new Effect.Patch(0.1, 0.1, 0.3, 0.3, 0.5));
    try (NativeScope scope = NativeScope.open();
        EffectPass pass = new EffectPass()) {
      Mat mat = mat(smooth(3), Channels.COLOR);
      pass.apply(mat, all);
      long before = NativeMemory.objects();
      for (int i = 0; i < 1000; i++) {
        pass.apply(mat, all);
      }
      assertThat(NativeMemory.objects()).isEqualTo(before);
    }
  }
}
