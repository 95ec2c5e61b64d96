package kpnative.data.rendered;

/** A small symmetric blur, along rows and then columns; beyond the edge is the edge. */
final class Kernel {
  private final float[] half; // weights by distance

  private Kernel(float[] half) {
    this.half = half;
  }

  /**
   * {@return a bell-shaped blur}
   *
   * @param deviation standard deviation in pixels, up to 3
   */
  static Kernel gaussian(double deviation) {
    int reach = (int) Math.ceil(2.6 * deviation);
    float[] half = new float[reach + 1];
    double sum = 0;
    double[] w = new double[reach + 1];
    for (int i = 0; i <= reach; i++) {
      w[i] = StrictMath.exp(-0.5 * i * i / (deviation * deviation));
      sum += i == 0 ? w[i] : 2 * w[i];
    }
    for (int i = 0; i <= reach; i++) {
      half[i] = (float) (w[i] / sum);
    }
    return new Kernel(half);
  }

  /** {@return [H, W, 3] blurred} */
  float[] apply(float[] rgb, int width, int height) {
    int reach = half.length - 1;
    int row = 3 * width;
    float[] across = new float[rgb.length];
    float[] padded = new float[row + 6 * reach];
    for (int y = 0; y < height; y++) {
      int base = y * row;
      System.arraycopy(rgb, base, padded, 3 * reach, row);
      for (int i = 0; i < 3 * reach; i++) {
        padded[i] = rgb[base + i % 3];
        padded[3 * reach + row + i] = rgb[base + row - 3 + i % 3];
      }
      float w0 = half[0];
      for (int k = 0; k < row; k++) {
        across[base + k] = w0 * padded[3 * reach + k];
      }
      for (int d = 1; d <= reach; d++) {
        float w = half[d];
        int left = 3 * (reach - d);
        int right = 3 * (reach + d);
        for (int k = 0; k < row; k++) {
          across[base + k] += w * (padded[left + k] + padded[right + k]);
        }
      }
    }
    float[] out = new float[rgb.length];
    for (int y = 0; y < height; y++) {
      int base = y * row;
      float w0 = half[0];
      for (int k = 0; k < row; k++) {
        out[base + k] = w0 * across[base + k];
      }
      for (int d = 1; d <= reach; d++) {
        float w = half[d];
        int above = row * Math.max(0, y - d);
        int below = row * Math.min(height - 1, y + d);
        for (int k = 0; k < row; k++) {
          out[base + k] += w * (across[above + k] + across[below + k]);
        }
      }
    }
    return out;
  }
}
