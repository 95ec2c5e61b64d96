package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * Noise of mean 0 and deviation 1 that repeats after {@link #PERIOD} texels, made once: a texture
 * takes rows of it from a place of its own. Each tile has blotches of one size. Immutable.
 */
final class NoiseTile {
  /** Pores: blotches of a texel or two. */
  static final NoiseTile FINE = new NoiseTile(2, 1, 1, 11);

  /** Blotches of about 5 texels, 3 mm on the skin. */
  static final NoiseTile MOTTLE = new NoiseTile(3, 3, 3, 12);

  /** Blotches of about 20 texels. */
  static final NoiseTile CLOUD = new NoiseTile(11, 11, 3, 13);

  /** Blotches of about 60 texels. */
  static final NoiseTile BROAD = new NoiseTile(35, 35, 3, 14);

  /** Streaks that run up and down, as on lips. */
  static final NoiseTile STREAK = new NoiseTile(2, 9, 1, 15);

  static final int PERIOD = 256;
  private static final int STRIDE = PERIOD + Albedo.SIZE;

  private final float[] values = new float[PERIOD * STRIDE];

  private NoiseTile(int across, int down, int passes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] noise = new float[PERIOD * PERIOD];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (random.nextDouble() - 0.5);
    }
    for (int pass = 0; pass < passes; pass++) {
      noise = averaged(averaged(noise, across, 1), down, PERIOD);
    }
    double sum = 0;
    double squares = 0;
    for (float x : noise) {
      sum += x;
      squares += x * x;
    }
    double mean = sum / noise.length;
    double deviation = Math.sqrt(squares / noise.length - mean * mean);
    for (int y = 0; y < PERIOD; y++) {
      for (int x = 0; x < STRIDE; x++) {
        values[y * STRIDE + x] = (float) ((noise[y * PERIOD + x % PERIOD] - mean) / deviation);
      }
    }
  }

  /** Adds {@code amount} times a row to a row of the texture; the offsets are 0 to PERIOD - 1. */
  void add(float[] row, float amount, int offsetX, int offsetY, int y) {
    int from = ((y + offsetY) & (PERIOD - 1)) * STRIDE + offsetX;
    float[] tile = values;
    for (int x = 0; x < Albedo.SIZE; x++) {
      row[x] += amount * tile[from + x];
    }
  }

  /** {@return one value; the coordinates may be any} */
  float at(int x, int y) {
    return values[(y & (PERIOD - 1)) * STRIDE + (x & (PERIOD - 1))];
  }

  private static float[] averaged(float[] in, int window, int step) {
    float[] out = new float[in.length];
    int reach = step == 1 ? PERIOD : PERIOD * PERIOD;
    for (int i = 0; i < in.length; i++) {
      int line = step == 1 ? i - i % PERIOD : 0;
      float sum = 0;
      for (int k = 0; k < window; k++) {
        sum += in[line + (i - line + k * step) % reach];
      }
      out[i] = sum / window;
    }
    return out;
  }
}
