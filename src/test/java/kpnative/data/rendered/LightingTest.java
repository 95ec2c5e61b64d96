package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LightingTest {
  private static final int N = 1000;

  private static Lighting draw(long seed) {
    return Lighting.draw(new SplittableRandom(seed));
  }

  /** What a white surface sends, shadows left out. */
  private static double luminance(Lighting lighting, double x, double y, double z) {
    float[] rgb = new float[3];
    lighting.ambient((float) x, (float) y, (float) z, rgb);
    for (int i = 0; i < lighting.lamps(); i++) {
      float[] d = lighting.direction(i);
      float[] c = lighting.colour(i);
      double cosine = Math.max(0, d[0] * x + d[1] * y + d[2] * z);
      for (int k = 0; k < 3; k++) {
        rgb[k] += (float) (c[k] * cosine);
      }
    }
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  }

  @Test
  void lampsAreUnitVectorsAndLightIsNeverNegative() {
    SplittableRandom random = new SplittableRandom(1);
    float[] rgb = new float[3];
    for (int seed = 0; seed < N; seed++) {
      Lighting lighting = draw(seed);
      assertThat(lighting.lamps()).isBetween(1, 3);
      for (int i = 0; i < lighting.lamps(); i++) {
        float[] d = lighting.direction(i);
        assertThat(Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2])).isCloseTo(1, within(1e-6));
        for (float c : lighting.colour(i)) {
          assertThat(c).isBetween(0f, 100f);
        }
      }
      assertThat(lighting.shadowStrength()).isBetween(0f, 1f);
      assertThat(lighting.shadowSoftness()).isBetween(0.1f, 10f);
      assertThat(lighting.surroundings()).isBetween(0.01f, 8f);
      for (int i = 0; i < 20; i++) {
        double z = random.nextDouble(-1, 1);
        double a = random.nextDouble(2 * Math.PI);
        double r = Math.sqrt(1 - z * z);
        lighting.ambient((float) (r * Math.cos(a)), (float) (r * Math.sin(a)), (float) z, rgb);
        for (float c : rgb) {
          assertThat(c).isBetween(0f, 20f);
        }
      }
    }
  }

  @Test
  void aFaceHasLuminanceOneOnTheWhole() {
    for (int seed = 0; seed < N; seed++) {
      Lighting lighting = draw(seed);
      double mean =
          (luminance(lighting, 0, 0, 1)
                  + luminance(lighting, 0.5, 0, 0.866)
                  + luminance(lighting, -0.5, 0, 0.866)
                  + luminance(lighting, 0, 0.5, 0.866)
                  + luminance(lighting, 0, -0.4, 0.917))
              / 5;
      assertThat(mean).as("seed %d", seed).isCloseTo(1, within(0.01));
    }
  }

  @Test
  void mostLightComesFromAboveAndInFront() {
    int above = 0;
    int front = 0;
    int hard = 0;
    for (int seed = 0; seed < N; seed++) {
      Lighting lighting = draw(seed);
      float[] main = lighting.direction(0);
      above += main[1] > 0 ? 1 : 0;
      front += main[2] > 0.2f ? 1 : 0;
      double right = luminance(lighting, 0.7, 0, 0.714);
      double left = luminance(lighting, -0.7, 0, 0.714);
      hard += Math.max(left, right) > 5 * Math.min(left, right) ? 1 : 0;
    }
    assertThat(above / (double) N).isGreaterThan(0.85);
    assertThat(front / (double) N).isBetween(0.7, 0.95);
    assertThat(hard / (double) N).isBetween(0.02, 0.2);
  }

  @Test
  void facesAreSeldomLitEvenly() {
    int uneven = 0;
    for (int seed = 0; seed < N; seed++) {
      Lighting lighting = draw(seed);
      double low = Double.MAX_VALUE;
      double high = 0;
      for (double[] n : new double[][] {{0, 0, 1}, {0.7, 0, 0.7}, {-0.7, 0, 0.7}, {0, -0.7, 0.7}}) {
        double l = luminance(lighting, n[0], n[1], n[2]);
        low = Math.min(low, l);
        high = Math.max(high, l);
      }
      uneven += high > 1.25 * low ? 1 : 0;
    }
    assertThat(uneven / (double) N).isGreaterThan(0.8);
  }

  @Test
  void theSameSeedGivesTheSameLight() {
    for (int seed = 0; seed < 50; seed++) {
      Lighting first = draw(seed);
      Lighting second = draw(seed);
      assertThat(luminance(first, 0.3, 0.4, 0.866)).isEqualTo(luminance(second, 0.3, 0.4, 0.866));
      assertThat(first.direction(0)).isEqualTo(second.direction(0));
    }
  }

  @Test
  void aLargeLightIsLambertsLawAsNineNumbersSeeIt() {
    LightSum sum = new LightSum();
    sum.area(LightSum.direction(30, 20), new float[] {1, 1, 1}, 1);
    float[] d = LightSum.direction(30, 20);
    double[][] normals = {{0, 0, 1}, {1, 0, 0}, {0, 1, 0}, {-0.6, 0, 0.8}, {d[0], d[1], d[2]}};
    for (double[] n : normals) {
      double c = n[0] * d[0] + n[1] * d[1] + n[2] * d[2];
      double expected = 0.25 + 0.5 * c + 0.3125 * (1.5 * c * c - 0.5);
      double[] basis = {
        1, n[0], n[1], n[2], n[0] * n[1], n[1] * n[2], n[0] * n[2], n[0] * n[0], n[1] * n[1]
      };
      double got = 0;
      for (int k = 0; k < 9; k++) {
        got += sum.ambient[3 * k] * basis[k];
      }
      assertThat(got).isCloseTo(expected, within(1e-6));
    }
  }
}
