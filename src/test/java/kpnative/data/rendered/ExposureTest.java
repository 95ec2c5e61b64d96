package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ExposureTest {
  /** A smooth picture, brighter to the right. */
  private static float[] ramp(int width, int height) {
    float[] rgb = new float[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (i / 3 % width + 0.5f) / width;
    }
    return rgb;
  }

  private static double mean(byte[] bytes) {
    double sum = 0;
    for (byte b : bytes) {
      sum += (b & 255) / (double) bytes.length;
    }
    return sum;
  }

  @Test
  void neutralSettingsOnlyEncode() {
    float[] rgb = new float[3 * 256];
    for (int i = 0; i < 256; i++) {
      double v = i / 255.0;
      Arrays.fill(
          rgb,
          3 * i,
          3 * i + 3,
          (float) (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4)));
    }
    float[] before = rgb.clone();
    byte[] bytes = Exposure.neutral().develop(rgb, 16, 16, 0.3f, new SplittableRandom(1));
    for (int i = 0; i < bytes.length; i++) {
      assertThat(bytes[i] & 255).isEqualTo(i / 3);
    }
    assertThat(rgb).isEqualTo(before);
  }

  @Test
  void lightBeyondWhiteAndBelowBlackIsCutOff() {
    float[] rgb = {5, 1, 0, -1, 1e9f, 0.5f};
    byte[] bytes = Exposure.neutral().develop(rgb, 2, 1, 0.3f, new SplittableRandom(1));
    assertThat(bytes).isEqualTo(new byte[] {-1, -1, 0, 0, -1, (byte) 188});
  }

  @Test
  void everySettingKeepsTheSize() {
    int[][] sizes = {{1, 1}, {2, 1}, {17, 33}, {64, 48}};
    for (int[] size : sizes) {
      for (int seed = 0; seed < 60; seed++) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes =
            Exposure.draw(random).develop(ramp(size[0], size[1]), size[0], size[1], 0.4f, random);
        assertThat(bytes).hasSize(3 * size[0] * size[1]);
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameBytesOnEightThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<byte[]>> together = new ArrayList<>();
      for (int seed = 0; seed < 40; seed++) {
        long own = seed;
        together.add(threads.submit(() -> develop(own)));
      }
      for (int seed = 0; seed < 40; seed++) {
        assertThat(together.get(seed).get()).as("seed %d", seed).isEqualTo(develop(seed));
      }
    } finally {
      threads.shutdown();
    }
  }

  private static byte[] develop(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Exposure.draw(random).develop(ramp(48, 40), 48, 40, 0.4f, random);
  }

  @Test
  void darkFacesGetMoreLightButStayDarker() {
    double[] sums = new double[2];
    for (int seed = 0; seed < 200; seed++) {
      for (int i = 0; i < 2; i++) {
        float face = i == 0 ? 0.08f : 0.45f;
        float[] rgb = new float[3 * 32 * 32];
        Arrays.fill(rgb, face);
        SplittableRandom random = new SplittableRandom(seed);
        sums[i] += mean(Exposure.draw(random).develop(rgb, 32, 32, face, random)) / 200;
      }
    }
    assertThat(sums[0]).isBetween(70.0, sums[1] - 20);
    assertThat(sums[1]).isBetween(130.0, 190.0);
  }

  @Test
  void mostPicturesAreSharpAndWellExposed() {
    int n = 400;
    int sharp = 0;
    int exposed = 0;
    float[] rgb = new float[3 * 32 * 32];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = i / 3 % 32 < 16 ? 0.2f : 0.6f; // an edge
    }
    for (int seed = 0; seed < n; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] bytes = Exposure.draw(random).develop(rgb, 32, 32, 0.4f, random);
      double step = 0;
      double whole = 0;
      for (int y = 0; y < 32; y++) {
        int row = 96 * y + 1;
        step += (bytes[row + 48] & 255) - (bytes[row + 45] & 255);
        whole += (bytes[row + 57] & 255) - (bytes[row + 36] & 255);
      }
      sharp += step > 0.6 * whole ? 1 : 0;
      double mean = mean(bytes);
      exposed += mean > 90 && mean < 210 ? 1 : 0;
    }
    assertThat(sharp / (double) n).isBetween(0.65, 0.95);
    assertThat(exposed / (double) n).isBetween(0.8, 0.98);
  }

  @Test
  void aPictureOfAnotherSizeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Exposure.neutral().develop(new float[9], 2, 2, 1, new SplittableRandom(1)))
        .withMessageContaining("2 x 2 x 3")
        .withMessageContaining("9");
  }

  @Test
  void noiseHasTheStatedDeviation() {
    float[] rgb = new float[3 * 100 * 100];
    Arrays.fill(rgb, 0.5f);
    new Sensor(0.03f, 0.0032f, 0.5f, 1, 0).noise(rgb, 99);
    double sum = 0;
    double squares = 0;
    for (float v : rgb) {
      sum += v - 0.5;
      squares += (v - 0.5) * (v - 0.5);
    }
    assertThat(sum / rgb.length).isCloseTo(0, within(0.001));
    assertThat(Math.sqrt(squares / rgb.length)).isCloseTo(0.05, within(0.001));
  }

  @Test
  void blurringAndRescalingKeepTheLight() {
    float[] rgb = new float[3 * 30 * 20];
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < rgb.length; i++) {
      boolean inner = i / 90 > 6 && i / 90 < 13 && i % 90 > 30 && i % 90 < 60;
      rgb[i] = inner ? (float) random.nextDouble() : 0;
    }
    double before = sum(rgb);
    assertThat(sum(new Lens(1.1f, 3, -2, 0, 0).blur(rgb, 30, 20))).isCloseTo(before, within(0.01));
    float[] half = Rescale.apply(rgb, 30, 20, 15, 10);
    assertThat(4 * sum(half)).isCloseTo(before, within(0.05));
    assertThat(sum(Rescale.apply(half, 15, 10, 30, 20))).isCloseTo(before, within(0.05));
  }

  private static double sum(float[] rgb) {
    double sum = 0;
    for (float v : rgb) {
      sum += v;
    }
    return sum;
  }
}
