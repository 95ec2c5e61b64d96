package kpnative.data.backdrop;

/** Random fields, [H, W], smooth or with the 1/f spectrum of natural pictures. */
final class Noise {
  private Noise() {}

  /**
   * {@return smooth noise of mean near 0 and values from -1 to 1}
   *
   * @param cellX the width of a bump in pixels, 1 or more
   * @param cellY its height
   */
  static float[] smooth(int width, int height, float cellX, float cellY, long seed) {
    float[] out = new float[width * height];
    add(out, width, height, cellX, cellY, 1, seed);
    return out;
  }

  /**
   * {@return a sum of octaves of smooth noise, each half as large and {@code gain} times as strong
   * as the one before; about -1 to 1}
   *
   * @param cell the size of the largest bumps in pixels
   * @param stretch how much wider than high bumps are
   */
  static float[] fractal(
      int width, int height, float cell, float stretch, int octaves, float gain, long seed) {
    float[] out = new float[width * height];
    float power = 0;
    float weight = 1;
    for (int i = 0; i < octaves; i++, weight *= gain) {
      power += weight * weight;
    }
    weight = 1 / (float) Math.sqrt(power);
    float size = cell;
    for (int i = 0; i < octaves && size >= 1; i++, weight *= gain, size /= 2) {
      add(out, width, height, Math.max(1, size * stretch), size, weight, seed + i);
    }
    return out;
  }

  private static void add(
      float[] out, int width, int height, float cellX, float cellY, float weight, long seed) {
    int columns = (int) (width / cellX) + 3;
    int rows = (int) (height / cellY) + 3;
    long state = mix(seed);
    float shiftX = (state & 1023) / 1024f;
    float shiftY = (state >> 10 & 1023) / 1024f;
    float[] above = new float[columns];
    float[] below = new float[columns];
    float[] line = new float[columns];
    int[] index = new int[width];
    float[] part = new float[width];
    for (int x = 0; x < width; x++) {
      float u = x / cellX + shiftX;
      index[x] = (int) u;
      part[x] = ease(u - index[x]);
    }
    lattice(above, seed, 0);
    lattice(below, seed, 1);
    int row = 0;
    for (int y = 0; y < height; y++) {
      float v = y / cellY + shiftY;
      while (row < (int) v && row < rows) {
        row++;
        float[] free = above;
        above = below;
        below = free;
        lattice(below, seed, row + 1);
      }
      float t = ease(v - row);
      for (int c = 0; c < columns; c++) {
        line[c] = weight * (above[c] + (below[c] - above[c]) * t);
      }
      int base = y * width;
      for (int x = 0; x < width; x++) {
        int c = index[x];
        out[base + x] += line[c] + (line[c + 1] - line[c]) * part[x];
      }
    }
  }

  private static float ease(float t) {
    return t * t * (3 - 2 * t);
  }

  private static void lattice(float[] values, long seed, int row) {
    long state = mix(seed ^ row * 0x9E3779B97F4A7C15L);
    for (int i = 0; i < values.length; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L; // Knuth's MMIX
      values[i] = (state >> 40) * 0x1p-23f;
    }
  }

  /** The finaliser of SplitMix64. */
  static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
