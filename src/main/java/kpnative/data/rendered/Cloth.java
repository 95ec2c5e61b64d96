package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * A fabric: two colours in a pattern, and how it creases and shines.
 *
 * @param first linear albedo
 * @param second linear albedo of the pattern
 * @param frequency of the pattern, a cm
 * @param creases how strongly it creases, 0 to 1
 * @param shine strength of highlights
 */
record Cloth(
    Pattern pattern, float[] first, float[] second, float frequency, float creases, float shine)
    implements Material {
  /** How the two colours alternate. */
  enum Pattern {
    /** Not at all. */
    PLAIN,
    /** In stripes across. */
    STRIPES,
    /** In stripes up and down. */
    PINSTRIPES,
    /** In squares. */
    CHECKS,
    /** In patches. */
    PATCHES,
    /** In ribs up and down, as knitted. */
    KNIT,
    /** In dots. */
    DOTS
  }

  static Cloth draw(SplittableRandom random) {
    double kind = random.nextDouble();
    Pattern pattern =
        kind < 0.5
            ? Pattern.PLAIN
            : kind < 0.6
                ? Pattern.STRIPES
                : kind < 0.66
                    ? Pattern.PINSTRIPES
                    : kind < 0.74
                        ? Pattern.CHECKS
                        : kind < 0.84 ? Pattern.PATCHES : kind < 0.94 ? Pattern.KNIT : Pattern.DOTS;
    return of(pattern, random);
  }

  static Cloth of(Pattern pattern, SplittableRandom random) {
    float[] first = colour(random);
    float[] second = colour(random);
    float near = 0.7f * (float) random.nextDouble(); // most patterns are not loud
    for (int i = 0; i < 3; i++) {
      second[i] += near * (first[i] - second[i]);
    }
    if (pattern == Pattern.KNIT) {
      float k = 0.45f + 0.3f * (float) random.nextDouble();
      second = new float[] {k * first[0], k * first[1], k * first[2]};
    }
    float frequency = (float) (0.6 * Math.pow(8, random.nextDouble()));
    float shine = random.nextDouble() < 0.12 ? 0.15f : 0;
    return new Cloth(
        pattern, first, second, frequency, (float) (0.15 + 0.6 * random.nextDouble()), shine);
  }

  /** {@return cloth that most often is plain, as of hats and coats} */
  static Cloth quiet(SplittableRandom random) {
    Cloth cloth = random.nextDouble() < 0.72 ? of(Pattern.PLAIN, random) : draw(random);
    if (random.nextDouble() < 0.4) { // dark
      float[] c = cloth.first;
      return plain(new float[] {0.2f * c[0], 0.2f * c[1], 0.22f * c[2]}, 0.3);
    }
    return cloth;
  }

  static Cloth plain(float[] colour, double creases) {
    return new Cloth(Pattern.PLAIN, colour, colour, 1, (float) creases, 0);
  }

  /** {@return any colour, more often dull than bright} */
  static float[] colour(SplittableRandom random) {
    float[] c = new float[3];
    for (int i = 0; i < 3; i++) {
      c[i] = (float) Math.pow(random.nextDouble(), 1.7);
    }
    float grey = (c[0] + c[1] + c[2]) / 3;
    float dull = (float) random.nextDouble();
    for (int i = 0; i < 3; i++) {
      c[i] = 0.01f + 0.9f * (c[i] * (1 - dull) + grey * dull);
    }
    return c;
  }

  @Override
  public void paint(Hit hit, Paint paint) {
    paint(hit, paint, 1);
  }

  /** Covers a share of the hit, and creases it. */
  void paint(Hit hit, Paint paint, float share) {
    float x = hit.restX;
    float y = hit.restY;
    float s = second(x, y, hit.restZ);
    paint.mix(
        first[0] + s * (second[0] - first[0]),
        first[1] + s * (second[1] - first[1]),
        first[2] + s * (second[2] - first[2]),
        share);
    paint.specular += share * (shine - paint.specular);
    if (share > 0.5f) {
      paint.translucent = false;
      paint.gloss = 10;
      paint.wrap = 0.15f;
      crease(hit, x, y);
    }
  }

  private void crease(Hit hit, float x, float y) {
    float u = x * 0.55f + 0.3f * hit.restZ + 31;
    float v = y * 0.35f - 0.2f * x + 57;
    bump(hit, u, v, 0.4f * creases);
    bump(hit, 2.6f * u, 2.6f * v + 9, 0.3f * creases);
    float l = Direction.inverseLength(hit.nx, hit.ny, hit.nz);
    hit.nx *= l;
    hit.ny *= l;
    hit.nz *= l;
  }

  /** Tilts the normal as the slopes of {@link Noise#at} say. */
  private static void bump(Hit hit, float x, float y, float strength) {
    int i = (int) Math.floor(x);
    int j = (int) Math.floor(y);
    float f = x - i;
    float g = y - j;
    float a = Noise.hash(i, j);
    float b = Noise.hash(i + 1, j);
    float c = Noise.hash(i, j + 1);
    float d = Noise.hash(i + 1, j + 1);
    float fe = f * f * (3 - 2 * f);
    float ge = g * g * (3 - 2 * g);
    hit.nx -= strength * 6 * f * (1 - f) * ((b - a) * (1 - ge) + (d - c) * ge);
    hit.ny -= strength * 6 * g * (1 - g) * ((c - a) * (1 - fe) + (d - b) * fe);
  }

  /** {@return the share of the second colour at a place} */
  float second(float x, float y, float z) {
    return switch (pattern) {
      case PLAIN -> 0;
      case STRIPES -> wave(y) > 0 ? 1 : 0;
      case PINSTRIPES -> wave(x) > 0.3f ? 1 : 0;
      case CHECKS -> wave(x) > 0 == wave(y + 0.3f * z) > 0 ? 1 : 0;
      case PATCHES -> Noise.step(0.4f, 0.6f, Noise.at(x * frequency / 2, (y + z) * frequency / 2));
      case KNIT -> 0.5f + wave(3 * (x + 0.6f * z));
      case DOTS -> {
        float a = wave(1.5f * (x + 0.5f * z));
        float b = wave(1.5f * y);
        yield a * a + b * b < 0.06f ? 1 : 0;
      }
    };
  }

  private float wave(float a) {
    float t = a * frequency * 0.4f;
    return t - (float) Math.floor(t) - 0.5f;
  }
}
