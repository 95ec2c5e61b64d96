package kpnative.data.rendered;

import kpnative.data.backdrop.Dice;

/**
 * A sensor's noise and what a camera does to its picture.
 *
 * @param read noise of the dark, standard deviation in linear light, 1 is white
 * @param shot variance that comes with light, by light
 * @param chroma how much of the noise differs between the colours, 0 to 1
 * @param reduction how many times fewer pixels there are each way; enlarged afterwards
 * @param sharpening how strongly edges are raised, 0 for not
 */
record Sensor(float read, float shot, float chroma, float reduction, float sharpening) {
  static final Sensor NONE = new Sensor(0, 0, 0, 1, 0);

  /** Means of 256 equally likely parts of a Gaussian of deviation 1. */
  private static final float[] GAUSSIAN = gaussian();

  static Sensor draw(Dice dice) {
    boolean noisy = dice.chance(0.4);
    float level = noisy ? dice.scale(0.05, 1) : 0;
    if (noisy && dice.chance(0.1)) {
      level *= 2;
    }
    return new Sensor(
        0.008f * level,
        0.0012f * level * level,
        dice.between(0.2, 0.9),
        dice.chance(0.12) ? dice.scale(1.2, 3) : 1,
        dice.chance(0.4) ? dice.between(0.15, 1) : 0);
  }

  /** Adds noise to linear light. */
  void noise(float[] rgb, long seed) {
    if (read == 0 && shot == 0) {
      return;
    }
    long state = seed | 1;
    float own = chroma;
    float common = (float) Math.sqrt(1 - chroma * chroma);
    float floor = read * read;
    for (int i = 0; i < rgb.length; i += 3) {
      state ^= state << 13; // Marsaglia's xorshift64
      state ^= state >>> 7;
      state ^= state << 17;
      float all = common * GAUSSIAN[(int) (state >>> 56)];
      for (int c = 0; c < 3; c++) {
        float n = all + own * GAUSSIAN[(int) (state >>> (16 + 8 * c)) & 255];
        float x = rgb[i + c];
        float y = x + n * (float) Math.sqrt(floor + shot * Math.max(0, x));
        rgb[i + c] = y > 0 ? y : 0;
      }
    }
  }

  /** Raises edges of a picture of values 0 to 1, in place. */
  void sharpen(float[] rgb, int width, int height) {
    if (sharpening > 0) {
      float[] soft = Kernel.gaussian(0.8).apply(rgb, width, height);
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] += sharpening * (rgb[i] - soft[i]);
      }
    }
  }

  private static float[] gaussian() {
    float[] table = new float[256];
    double sum = 0;
    for (int i = 0; i < 128; i++) {
      double x = quantile((i + 0.5) / 256);
      table[i] = (float) x;
      table[255 - i] = (float) -x;
      sum += 2 * x * x;
    }
    double scale = Math.sqrt(256 / sum);
    for (int i = 0; i < table.length; i++) {
      table[i] *= (float) scale;
    }
    return table;
  }

  /** {@return where the Gaussian's distribution reaches p < 1/2; Abramowitz and Stegun 26.2.23} */
  private static double quantile(double p) {
    double t = Math.sqrt(-2 * StrictMath.log(p));
    return (2.515517 + t * (0.802853 + t * 0.010328))
            / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
        - t;
  }
}
