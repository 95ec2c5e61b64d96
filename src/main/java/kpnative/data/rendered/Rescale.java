package kpnative.data.rendered;

/** Pictures at fewer pixels and back, as small photographs are enlarged. */
final class Rescale {
  private Rescale() {}

  /** {@return [H, W, 3] at another size: means over areas where smaller, linear where larger} */
  static float[] apply(float[] rgb, int width, int height, int toWidth, int toHeight) {
    float[] across = new float[3 * toWidth * height];
    int[] first = new int[toWidth];
    float[][] weights = weights(width, toWidth, first);
    for (int y = 0; y < height; y++) {
      int row = 3 * y * width;
      int to = 3 * y * toWidth;
      for (int x = 0; x < toWidth; x++, to += 3) {
        float r = 0;
        float g = 0;
        float b = 0;
        int from = row + 3 * first[x];
        for (float w : weights[x]) {
          r += w * rgb[from];
          g += w * rgb[from + 1];
          b += w * rgb[from + 2];
          from += 3;
        }
        across[to] = r;
        across[to + 1] = g;
        across[to + 2] = b;
      }
    }
    int line = 3 * toWidth;
    float[] out = new float[line * toHeight];
    int[] firstRow = new int[toHeight];
    float[][] rows = weights(height, toHeight, firstRow);
    for (int y = 0; y < toHeight; y++) {
      for (int k = 0; k < rows[y].length; k++) {
        float w = rows[y][k];
        int from = line * (firstRow[y] + k);
        int to = line * y;
        for (int i = 0; i < line; i++) {
          out[to + i] += w * across[from + i];
        }
      }
    }
    return out;
  }

  /** Weights of a triangle at least as wide as a target's pixel; sums are 1. */
  private static float[][] weights(int from, int to, int[] first) {
    double scale = (double) from / to;
    double reach = Math.max(1, scale);
    float[][] weights = new float[to][];
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale - 0.5;
      int low = Math.max(0, (int) Math.floor(centre - reach) + 1);
      int high = Math.min(from - 1, (int) Math.ceil(centre + reach) - 1);
      low = Math.min(low, high);
      float[] w = new float[high - low + 1];
      float sum = 0;
      for (int k = low; k <= high; k++) {
        w[k - low] = (float) Math.max(1e-6, 1 - Math.abs(k - centre) / reach);
        sum += w[k - low];
      }
      for (int k = 0; k < w.length; k++) {
        w[k] /= sum;
      }
      first[i] = low;
      weights[i] = w;
    }
    return weights;
  }
}
