package kpnative.data.backdrop;

/** Blur of a lens out of focus: every point becomes an even disc. */
/* A disc is a stack of horizontal runs. A run's sum is a difference of two prefix sums, so a pixel costs as many
 * differences as the disc has rows; discs of more than a few pixels are made at a lower resolution. */
final class Defocus {
  private Defocus() {}

  /** {@return [H, W, 3] blurred by a disc of {@code radius} pixels; beyond the edge is the edge} */
  static float[] disc(float[] rgb, int width, int height, float radius) {
    if (radius < 0.55f) {
      return rgb;
    }
    int reach = (int) Math.ceil(radius - 0.5f);
    float[] half = new float[reach + 1]; // half the run's length, by distance from the middle row
    float area = 0;
    for (int dy = 0; dy <= reach; dy++) {
      double chord = segment(radius, dy + 0.5) - segment(radius, dy - 0.5);
      half[dy] = (float) chord;
      area += half[dy] * 2 * (dy == 0 ? 1 : 2);
    }
    int padded = width + 2 * reach + 3;
    float[] sums = new float[3 * padded * (2 * reach + 1)];
    float[] out = new float[rgb.length];
    int rows = 2 * reach + 1;
    for (int y = -reach; y < reach; y++) {
      prefix(rgb, width, height, y, reach, sums, Math.floorMod(y, rows) * 3 * padded);
    }
    float scale = 1 / area;
    for (int y = 0; y < height; y++) {
      prefix(
          rgb, width, height, y + reach, reach, sums, Math.floorMod(y + reach, rows) * 3 * padded);
      int base = 3 * y * width;
      for (int dy = -reach; dy <= reach; dy++) {
        float h = half[Math.abs(dy)];
        if (h > 0) {
          run(sums, Math.floorMod(y + dy, rows) * 3 * padded, h, scale, reach, out, base, width);
        }
      }
    }
    return out;
  }

  /** {@return half the area of a disc from its middle row to {@code y} below} */
  private static double segment(double radius, double y) {
    double v = Math.max(-radius, Math.min(radius, y));
    return 0.5
        * (v * Math.sqrt(radius * radius - v * v) + radius * radius * StrictMath.asin(v / radius));
  }

  private static void run(
      float[] sums, int row, float h, float scale, int reach, float[] out, int base, int width) {
    // pixel x covers [x, x + 1) of the padded row, whose pixel 0 is -reach - 1
    float from = reach + 1.5f - h;
    float to = reach + 1.5f + h;
    int i = (int) from;
    int j = (int) to;
    float f = from - i;
    float g = to - j;
    int a = row + 3 * i;
    int b = row + 3 * j;
    for (int k = 0; k < 3 * width; k++) {
      float high = sums[b + k] + (sums[b + k + 3] - sums[b + k]) * g;
      float low = sums[a + k] + (sums[a + k + 3] - sums[a + k]) * f;
      out[base + k] += (high - low) * scale;
    }
  }

  private static void prefix(
      float[] rgb, int width, int height, int y, int reach, float[] sums, int at) {
    int source = 3 * width * Math.max(0, Math.min(height - 1, y));
    float r = 0;
    float g = 0;
    float b = 0;
    int to = at;
    for (int x = -reach - 1; x <= width + reach; x++, to += 3) {
      sums[to] = r;
      sums[to + 1] = g;
      sums[to + 2] = b;
      int p = source + 3 * Math.max(0, Math.min(width - 1, x));
      r += rgb[p];
      g += rgb[p + 1];
      b += rgb[p + 2];
    }
    sums[to] = r;
    sums[to + 1] = g;
    sums[to + 2] = b;
  }

  /** {@return [H, W, 3] of means of {@code factor} x {@code factor} pixels, sizes rounded up} */
  static float[] reduce(float[] rgb, int width, int height, int factor) {
    int w = (width + factor - 1) / factor;
    int h = (height + factor - 1) / factor;
    float[] out = new float[3 * w * h];
    for (int y = 0; y < h; y++) {
      int rows = Math.min(factor, height - y * factor);
      for (int dy = 0; dy < rows; dy++) {
        int from = 3 * (y * factor + dy) * width;
        for (int x = 0; x < width; x++, from += 3) {
          int to = 3 * (y * w + x / factor);
          out[to] += rgb[from];
          out[to + 1] += rgb[from + 1];
          out[to + 2] += rgb[from + 2];
        }
      }
      for (int x = 0; x < w; x++) {
        float scale = 1f / (rows * Math.min(factor, width - x * factor));
        int to = 3 * (y * w + x);
        out[to] *= scale;
        out[to + 1] *= scale;
        out[to + 2] *= scale;
      }
    }
    return out;
  }

  /**
   * {@return [H, W, 3], enlarged {@code factor} times, linearly, from a picture with a border of
   * {@code margin} pixels, which is left out}
   */
  static float[] enlarge(
      float[] rgb, int width, int height, int margin, int factor, int outWidth, int outHeight) {
    float[] out = new float[3 * outWidth * outHeight];
    if (factor == 1) {
      for (int y = 0; y < outHeight; y++) {
        int from = 3 * ((y + margin) * width + margin);
        System.arraycopy(rgb, from, out, 3 * y * outWidth, 3 * outWidth);
      }
      return out;
    }
    int[] index = new int[outWidth];
    float[] part = new float[outWidth];
    for (int x = 0; x < outWidth; x++) {
      float u = Math.max(0, Math.min(width - 1.001f, (x + 0.5f) / factor - 0.5f + margin));
      index[x] = 3 * (int) u;
      part[x] = u - (int) u;
    }
    float[] line = new float[3 * width];
    for (int y = 0; y < outHeight; y++) {
      float v = Math.max(0, Math.min(height - 1.001f, (y + 0.5f) / factor - 0.5f + margin));
      int top = 3 * width * (int) v;
      float t = v - (int) v;
      for (int k = 0; k < line.length; k++) {
        line[k] = rgb[top + k] + (rgb[top + k + line.length] - rgb[top + k]) * t;
      }
      int to = 3 * y * outWidth;
      for (int x = 0; x < outWidth; x++, to += 3) {
        int i = index[x];
        float p = part[x];
        out[to] = line[i] + (line[i + 3] - line[i]) * p;
        out[to + 1] = line[i + 1] + (line[i + 4] - line[i + 1]) * p;
        out[to + 2] = line[i + 2] + (line[i + 5] - line[i + 2]) * p;
      }
    }
    return out;
  }
}
