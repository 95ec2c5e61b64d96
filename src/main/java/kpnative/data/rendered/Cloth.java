package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * Clothes as a pattern on the neck and shoulders, where attribute 1 is above 0.
 *
 * @param first linear albedo
 * @param second linear albedo of the pattern
 * @param frequency of the pattern, a cm
 */
record Cloth(Pattern pattern, float[] first, float[] second, float frequency) {
  /** How the two colours alternate. */
  enum Pattern {
    /** Not at all. */
    PLAIN,
    /** In stripes across. */
    STRIPES,
    /** In squares. */
    CHECKS,
    /** In patches. */
    PATCHES,
    /** A shirt below an open collar. */
    SHIRT
  }

  static Cloth draw(SplittableRandom random) {
    double kind = random.nextDouble();
    Pattern pattern =
        kind < 0.42
            ? Pattern.PLAIN
            : kind < 0.57
                ? Pattern.STRIPES
                : kind < 0.67 ? Pattern.CHECKS : kind < 0.9 ? Pattern.PATCHES : Pattern.SHIRT;
    return new Cloth(
        pattern, colour(random), colour(random), (float) (1 + 7 * random.nextDouble()));
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

  /** Colours a hit as the cloth is at the place on the mean head, where there is cloth. */
  void paint(Hit hit, Paint paint) {
    float amount = hit.attributes[1];
    if (amount < -0.6f) {
      return;
    }
    float edge = 0.2f * (Noise.at(hit.restX * 3, hit.restY * 3) - 0.5f);
    float m = Noise.step(-0.06f, 0.06f, amount + 0.3f * edge);
    if (m <= 0) {
      return;
    }
    float second = second(hit.restX, hit.restY);
    float folds = 0.8f + 0.4f * Noise.at(hit.restX * 0.8f + 9, hit.restY * 0.5f + hit.restZ);
    paint.mix(
        folds * (first[0] + second * (this.second[0] - first[0])),
        folds * (first[1] + second * (this.second[1] - first[1])),
        folds * (first[2] + second * (this.second[2] - first[2])),
        m);
    paint.specular *= 1 - m;
    if (m > 0.5f) {
      paint.translucent = false;
    }
  }

  /** {@return the share of the second colour at a place} */
  float second(float x, float y) {
    return switch (pattern) {
      case PLAIN -> 0;
      case STRIPES -> wave(y) > 0 ? 1 : 0;
      case CHECKS -> wave(x) > 0 == wave(y) > 0 ? 1 : 0;
      case PATCHES -> Noise.step(0.4f, 0.6f, Noise.at(x * frequency / 3, y * frequency / 3));
      case SHIRT -> Math.abs(x) < 1.2f - 0.15f * (y + 8) ? 1 : 0;
    };
  }

  private float wave(float a) {
    float t = a * frequency * 0.3f;
    return t - (float) Math.floor(t) - 0.5f;
  }
}
