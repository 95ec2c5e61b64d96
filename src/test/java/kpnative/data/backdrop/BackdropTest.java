package kpnative.data.backdrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BackdropTest {
  private static float[] paint(int width, int height, long seed) {
    return Backdrop.paint(width, height, new SplittableRandom(seed));
  }

  @Test
  void theSameSeedGivesTheSamePictureOnEightThreads() throws Exception {
    List<float[]> alone = new ArrayList<>();
    for (int seed = 0; seed < 24; seed++) {
      alone.add(paint(96, 80, seed));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<float[]>> together = new ArrayList<>();
      for (int seed = 0; seed < 24; seed++) {
        long own = seed;
        together.add(threads.submit(() -> paint(96, 80, own)));
      }
      for (int seed = 0; seed < 24; seed++) {
        assertThat(together.get(seed).get()).as("seed %d", seed).isEqualTo(alone.get(seed));
      }
    } finally {
      threads.shutdown();
    }
  }

  @ParameterizedTest
  @EnumSource(SceneKind.class)
  void everyKindPaintsFiniteLightAtAnySize(SceneKind kind) {
    int[][] sizes = {{8, 8}, {61, 40}, {64, 64}, {400, 301}};
    for (int[] size : sizes) {
      for (int seed = 0; seed < (size[0] > 100 ? 1 : 6); seed++) {
        float[] rgb = Backdrop.paint(kind, size[0], size[1], new Dice(new SplittableRandom(seed)));
        assertThat(rgb).hasSize(3 * size[0] * size[1]);
        for (float v : rgb) {
          assertThat(v >= 0 && v <= 16).as("%s, seed %d: %s", kind, seed, v).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(SceneKind.class)
  void noPictureOfAKindIsLikeAnother(SceneKind kind) {
    float[] first = Backdrop.paint(kind, 48, 48, new Dice(new SplittableRandom(1)));
    float[] second = Backdrop.paint(kind, 48, 48, new Dice(new SplittableRandom(2)));
    double difference = 0;
    for (int i = 0; i < first.length; i++) {
      difference += Math.abs(first[i] - second[i]);
    }
    assertThat(difference / first.length).isGreaterThan(0.002);
  }

  @Test
  void picturesAreDarkAndBrightPlainAndBusy() {
    int n = 120;
    double[] mean = new double[n];
    double[] deviation = new double[n];
    for (int seed = 0; seed < n; seed++) {
      float[] rgb = paint(48, 48, 1000 + seed);
      for (float v : rgb) {
        mean[seed] += Math.min(1, v) / rgb.length;
      }
      for (float v : rgb) {
        deviation[seed] += Math.abs(Math.min(1, v) - mean[seed]) / rgb.length;
      }
    }
    Arrays.sort(mean);
    Arrays.sort(deviation);
    assertThat(mean[n / 10]).isLessThan(0.06);
    assertThat(mean[9 * n / 10]).isGreaterThan(0.45);
    assertThat(deviation[n / 10]).isLessThan(0.04);
    assertThat(deviation[9 * n / 10]).isGreaterThan(0.12);
  }

  @ParameterizedTest
  @CsvSource({"7, 100", "100, 7", "4097, 8", "-1, 8"})
  void otherSizesAreRefused(int width, int height) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> paint(width, height, 1))
        .withMessageContaining(width + " x " + height);
  }
}
