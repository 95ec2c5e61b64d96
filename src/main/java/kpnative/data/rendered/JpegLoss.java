package kpnative.data.rendered;

/**
 * What a JPEG file of a picture loses: the cosine transform of 8 x 8 blocks, rounded to the
 * standard's tables, with colour at half the resolution. The same on every Java.
 */
/* The tables are K.1 and K.2 of ITU T.81, scaled by quality as by the Independent JPEG Group. The transform is
 * the orthonormal DCT-II, as products of even and odd halves: 8 sums and 32 products for 8 values. */
final class JpegLoss {
  private static final int[] LUMA = {
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
    92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99
  };
  private static final int[] CHROMA = {
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99,
    47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99
  };
  private static final float[] COSINES = cosines(); // [frequency, place] of 4 x 4, even then odd

  private JpegLoss() {}

  private static float[] cosines() {
    float[] table = new float[32];
    for (int k = 0; k < 8; k++) {
      for (int n = 0; n < 4; n++) {
        double scale = k == 0 ? Math.sqrt(0.125) : 0.5;
        int at = (k & 1) * 16 + (k >> 1) * 4 + n;
        table[at] = (float) (scale * StrictMath.cos((2 * n + 1) * k * StrictMath.PI / 16));
      }
    }
    return table;
  }

  /**
   * Changes a picture of values 0 to 1.
   *
   * @param quality 1 to 100
   * @param offset where the first block begins, 0 to 15 pixels outside the picture
   */
  static void apply(float[] rgb, int width, int height, int quality, int offset) {
    int w = (width + offset + 15) / 16 * 16;
    int h = (height + offset + 15) / 16 * 16;
    float[] luma = new float[w * h];
    float[] blue = new float[w * h / 4];
    float[] red = new float[w * h / 4];
    for (int y = 0; y < h; y++) {
      int row = 3 * width * Math.max(0, Math.min(height - 1, y - offset));
      for (int x = 0; x < w; x++) {
        int at = row + 3 * Math.max(0, Math.min(width - 1, x - offset));
        float r = 255 * rgb[at];
        float g = 255 * rgb[at + 1];
        float b = 255 * rgb[at + 2];
        float l = 0.299f * r + 0.587f * g + 0.114f * b;
        luma[y * w + x] = l - 128;
        int half = (y >> 1) * (w >> 1) + (x >> 1);
        blue[half] += 0.25f * 0.564f * (b - l);
        red[half] += 0.25f * 0.713f * (r - l);
      }
    }
    code(luma, w, h, table(LUMA, quality));
    code(blue, w / 2, h / 2, table(CHROMA, quality));
    code(red, w / 2, h / 2, table(CHROMA, quality));
    for (int y = 0; y < height; y++) {
      int to = 3 * y * width;
      int v = y + offset;
      for (int x = 0; x < width; x++, to += 3) {
        int u = x + offset;
        float l = luma[v * w + u] + 128;
        int half = (v >> 1) * (w >> 1) + (u >> 1);
        float b = blue[half];
        float r = red[half];
        rgb[to] = (l + 1.402f * r) * (1 / 255f);
        rgb[to + 1] = (l - 0.344f * b - 0.714f * r) * (1 / 255f);
        rgb[to + 2] = (l + 1.772f * b) * (1 / 255f);
      }
    }
  }

  private static float[] table(int[] standard, int quality) {
    int scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    float[] table = new float[64];
    for (int i = 0; i < 64; i++) {
      table[i] = Math.max(1, Math.min(255, (standard[i] * scale + 50) / 100));
    }
    return table;
  }

  private static void code(float[] plane, int width, int height, float[] table) {
    float[] block = new float[64];
    float[] inverse = new float[64];
    for (int i = 0; i < 64; i++) {
      inverse[i] = 1 / table[i];
    }
    for (int top = 0; top < height; top += 8) {
      for (int left = 0; left < width; left += 8) {
        int at = top * width + left;
        for (int y = 0; y < 8; y++) {
          System.arraycopy(plane, at + y * width, block, 8 * y, 8);
        }
        for (int i = 0; i < 8; i++) {
          forward(block, 8 * i, 1);
        }
        for (int i = 0; i < 8; i++) {
          forward(block, i, 8);
        }
        for (int i = 0; i < 64; i++) {
          block[i] = (float) Math.rint(block[i] * inverse[i]) * table[i];
        }
        for (int i = 0; i < 8; i++) {
          backward(block, i, 8);
        }
        for (int i = 0; i < 8; i++) {
          backward(block, 8 * i, 1);
        }
        for (int y = 0; y < 8; y++) {
          System.arraycopy(block, 8 * y, plane, at + y * width, 8);
        }
      }
    }
  }

  private static void forward(float[] v, int at, int step) {
    float a = v[at];
    float b = v[at + step];
    float c = v[at + 2 * step];
    float d = v[at + 3 * step];
    float e = v[at + 4 * step];
    float f = v[at + 5 * step];
    float g = v[at + 6 * step];
    float h = v[at + 7 * step];
    for (int k = 0; k < 4; k++) {
      int i = 4 * k;
      v[at + 2 * k * step] =
          COSINES[i] * (a + h)
              + COSINES[i + 1] * (b + g)
              + COSINES[i + 2] * (c + f)
              + COSINES[i + 3] * (d + e);
      i += 16;
      v[at + (2 * k + 1) * step] =
          COSINES[i] * (a - h)
              + COSINES[i + 1] * (b - g)
              + COSINES[i + 2] * (c - f)
              + COSINES[i + 3] * (d - e);
    }
  }

  private static void backward(float[] v, int at, int step) {
    float a = v[at];
    float b = v[at + step];
    float c = v[at + 2 * step];
    float d = v[at + 3 * step];
    float e = v[at + 4 * step];
    float f = v[at + 5 * step];
    float g = v[at + 6 * step];
    float h = v[at + 7 * step];
    for (int n = 0; n < 4; n++) {
      float even = COSINES[n] * a + COSINES[4 + n] * c + COSINES[8 + n] * e + COSINES[12 + n] * g;
      float odd =
          COSINES[16 + n] * b + COSINES[20 + n] * d + COSINES[24 + n] * f + COSINES[28 + n] * h;
      v[at + n * step] = even + odd;
      v[at + (7 - n) * step] = even - odd;
    }
  }
}
