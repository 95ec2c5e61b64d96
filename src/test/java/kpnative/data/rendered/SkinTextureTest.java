package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kpnative.data.rendered.Traits.BeardKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkinTextureTest {
  private static Traits person(long seed) {
    return TraitsDraw.person(new SplittableRandom(seed));
  }

  private static SkinTexture texture(long seed, ExpressionCues cues) {
    return SkinTexture.paint(person(seed), KnownAtlas.ATLAS, cues, new SplittableRandom(seed + 1));
  }

  private static SkinTexture texture(long seed) {
    return texture(seed, ExpressionCues.REST);
  }

  /** The first seeds whose person is as wanted. */
  private static Stream<Long> seeds(int count, Predicate<Traits> wanted) {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> (long) i)
        .filter(seed -> wanted.test(person(seed)))
        .limit(count);
  }

  /** Mean luminance of a patch of the skin, 3 texels wide. */
  private static double light(SkinTexture texture, float u, float v) {
    float[] out = new float[4];
    double sum = 0;
    for (int i = -1; i <= 1; i++) {
      texture.sample(u + i * 0.003f, v, out);
      sum += luminance(out) / 3;
    }
    return sum;
  }

  private static double luminance(float[] c) {
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
  }

  private static float[] everything(SkinTexture texture) {
    int n = 200;
    float[] all = new float[n * n * 4];
    float[] out = new float[4];
    for (int y = 0; y < n; y++) {
      for (int x = 0; x < n; x++) {
        texture.sample((x + 0.3f) / n, (y + 0.6f) / n, out);
        System.arraycopy(out, 0, all, (y * n + x) * 4, 4);
      }
    }
    return all;
  }

  @Test
  void theSameSeedGivesTheSameBytesOnEveryThread() throws Exception {
    List<float[]> here = new ArrayList<>();
    for (long seed = 0; seed < 6; seed++) {
      here.add(everything(texture(seed)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Callable<float[]>> work = new ArrayList<>();
      for (long seed = 0; seed < 6; seed++) {
        long of = seed;
        work.add(() -> everything(texture(of)));
      }
      List<Future<float[]>> there = threads.invokeAll(work);
      for (int i = 0; i < 6; i++) {
        assertThat(Arrays.equals(there.get(i).get(), here.get(i))).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void allIsAlbedo(long seed) {
    float[] all = everything(texture(seed));
    float least = 1;
    float most = 0;
    float shine = 0;
    float dullest = 1;
    for (int i = 0; i < all.length; i++) {
      if (i % 4 < 3) {
        least = Math.min(least, all[i]);
        most = Math.max(most, all[i]);
      } else {
        shine = Math.max(shine, all[i]);
        dullest = Math.min(dullest, all[i]);
      }
    }
    assertThat(least).isGreaterThan(0.00399f);
    assertThat(most).isLessThan(1.0001f);
    assertThat(dullest).isNotNegative();
    assertThat(shine).isBetween(0.5f, 8f);
  }

  @ParameterizedTest
  @ValueSource(floats = {-5, -0.001f, 0, 1, 1.001f, 1e9f})
  void placesBeyondTheBorderAreTheBorders(float coordinate) {
    SkinTexture texture = texture(3);
    float[] out = new float[4];
    float[] border = new float[4];
    texture.sample(coordinate, 0.5f, out);
    texture.sample(coordinate < 0.5f ? 0 : 1, 0.5f, border);
    assertThat(out).containsExactly(border);
    texture.sample(0.5f, coordinate, out);
    texture.sample(0.5f, coordinate < 0.5f ? 0 : 1, border);
    assertThat(out).containsExactly(border);
  }

  static Stream<Long> peopleWithBrows() {
    return seeds(
        24,
        p ->
            p.brows().strength() > 0.6f
                && p.brows().shade() > 0.4f
                && luminance(p.brow()) < 0.4 * luminance(p.skin()));
  }

  @ParameterizedTest
  @MethodSource("peopleWithBrows")
  void browPointsLieOnTheUpperEdgeOfTheHair(long seed) {
    SkinTexture texture = texture(seed);
    float[] brows = texture.brows();
    double above = 0;
    double below = 0;
    for (int k : new int[] {1, 2, 3, 6, 7, 8}) { // the ends are narrower than the patches
      float u = brows[2 * k];
      float v = brows[2 * k + 1];
      above += light(texture, u, v + 0.009f) / 6;
      below += (light(texture, u, v - 0.006f) + light(texture, u, v - 0.009f)) / 12;
    }
    assertThat(below).isLessThan(0.72 * above);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
  void browPointsStandEvenlyAndTheSidesAreAlike(long seed) {
    float[] brows = texture(seed).brows();
    for (int k = 0; k < 9; k++) {
      assertThat(brows[2 * k + 2]).isGreaterThan(brows[2 * k]);
    }
    double whole = 0;
    double[] steps = new double[4];
    for (int k = 0; k < 4; k++) {
      steps[k] = Math.hypot(brows[2 * k + 2] - brows[2 * k], brows[2 * k + 3] - brows[2 * k + 1]);
      whole += steps[k];
    }
    for (double step : steps) { // the texture is wider at the tail than the face is
      assertThat(step).isBetween(0.18 * whole, 0.32 * whole);
    }
    for (int k = 0; k < 5; k++) {
      assertThat((double) brows[2 * k] + brows[18 - 2 * k]).isBetween(0.98, 1.02);
      assertThat((double) brows[2 * k + 1] - brows[19 - 2 * k]).isBetween(-0.015, 0.015);
    }
  }

  static Stream<Long> peopleWithLips() {
    return seeds(
        24,
        p ->
            p.lips().contrast() > 0.6f
                && p.beard().kind() == BeardKind.NONE
                && Math.abs(Math.log(luminance(p.lip()) / luminance(p.skin()))) > 0.4);
  }

  @ParameterizedTest
  @MethodSource("peopleWithLips")
  void lipPointsLieOnTheEdgeOfTheLips(long seed) {
    Traits person = person(seed);
    SkinTexture texture = texture(seed);
    float[] lips = texture.lips();
    double inside = 0;
    double outside = 0;
    for (int k : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 10, 11}) {
      float up = k < 6 ? 0.010f : -0.010f;
      outside += light(texture, lips[2 * k], lips[2 * k + 1] + up) / 10;
      inside += light(texture, lips[2 * k], lips[2 * k + 1] - up) / 10;
    }
    double full = Math.log(luminance(person.lip()) / luminance(person.skin()));
    assertThat(Math.log(inside / outside) / full).isGreaterThan(0.35);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
  void labelsCanBeHadWithoutThePaint(long seed) {
    SkinTexture texture = texture(seed);
    SkinLabels labels =
        SkinLabels.of(
            person(seed), KnownAtlas.ATLAS, ExpressionCues.REST, new SplittableRandom(seed + 1));
    assertThat(labels.brows()).containsExactly(texture.brows());
    assertThat(labels.lips()).containsExactly(texture.lips());
  }

  @Test
  void aFullBeardGrowsOnTheChinAndNotOnLipsOrBrow() {
    long seed = seeds(1, p -> p.beard().kind() == BeardKind.FULL).findFirst().orElseThrow();
    SkinTexture texture = texture(seed);
    assertThat(texture.beardDensity(0.5f, 0.27f)).isGreaterThan(0.9f);
    assertThat(texture.beardDensity(0.25f, 0.38f)).isGreaterThan(0.6f);
    assertThat(texture.beardDensity(0.5f, 0.43f)).isLessThan(0.05f);
    assertThat(texture.beardDensity(0.5f, 0.9f)).isZero();
    assertThat(texture.beardDensity(0.5f, 0.65f)).isZero();
  }

  @Test
  void nothingGrowsWhereThereIsNoBeard() {
    long seed = seeds(1, Traits::woman).findFirst().orElseThrow();
    SkinTexture texture = texture(seed);
    assertThat(texture.beardDensity(0.5f, 0.27f)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
  void expressionsDeepenTheirFolds(long seed) {
    SkinTexture rest = texture(seed);
    SkinTexture tense = texture(seed, new ExpressionCues(0, 1, 1, 0, 0));
    double before = 0;
    double after = 0;
    for (float v = 0.82f; v < 0.93f; v += 0.002f) {
      before += light(rest, 0.5f, v);
      after += light(tense, 0.5f, v);
    }
    assertThat(after).isLessThan(before);
  }
}
