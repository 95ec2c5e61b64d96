package kpnative.data.rendered;

/**
 * A square of texels while it is painted: linear red, green and blue albedo and a factor on the
 * highlight. Texel (x, y) stands for u = (x + 0.5) / SIZE and v = 1 - (y + 0.5) / SIZE.
 */
final class Albedo {
  /**
   * Texels along an edge. A face of 160 pixels between the ears then has two texels a pixel, and a
   * brow's hair is one texel wide.
   */
  static final int SIZE = 384;

  /** [SIZE, SIZE, 4] */
  final float[] values = new float[SIZE * SIZE * 4];

  /** {@return x of a place in the texture} */
  static float x(float u) {
    return u * SIZE - 0.5f;
  }

  /** {@return y of a place in the texture} */
  static float y(float v) {
    return (1 - v) * SIZE - 0.5f;
  }

  /** {@return u of the texels of a column} */
  static float u(int x) {
    return (x + 0.5f) / SIZE;
  }

  /** {@return v of the texels of a row} */
  static float v(int y) {
    return 1 - (y + 0.5f) / SIZE;
  }

  /** Mixes a share of {@code colour}, made {@code level} times as bright, into a texel. */
  void mix(int x, int y, float[] colour, float level, float share) {
    int i = (y * SIZE + x) * 4;
    float keep = 1 - share;
    float add = share * level;
    values[i] = limited(values[i] * keep + colour[0] * add);
    values[i + 1] = limited(values[i + 1] * keep + colour[1] * add);
    values[i + 2] = limited(values[i + 2] * keep + colour[2] * add);
  }

  private static float limited(float x) {
    return Math.max(SkinPalette.DARKEST, Math.min(1, x));
  }

  /** Multiplies the highlight's factor of a texel. */
  void shine(int x, int y, float factor) {
    values[(y * SIZE + x) * 4 + 3] *= factor;
  }

  /**
   * A round spot with a soft edge.
   *
   * @param radius in texels
   * @param red by which share it takes red away in its middle; the others likewise
   */
  void spot(float u, float v, float radius, float red, float green, float blue) {
    float cx = x(u);
    float cy = y(v);
    float reach = radius + 1;
    int left = Math.max(0, (int) Math.ceil(cx - reach));
    int right = Math.min(SIZE - 1, (int) (cx + reach));
    int top = Math.max(0, (int) Math.ceil(cy - reach));
    int bottom = Math.min(SIZE - 1, (int) (cy + reach));
    float scale = 1 / (reach * reach);
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        float d = ((x - cx) * (x - cx) + (y - cy) * (y - cy)) * scale;
        if (d < 1) {
          float k = 1 - d * d;
          int i = (y * SIZE + x) * 4;
          values[i] = limited(values[i] * (1 - red * k));
          values[i + 1] = limited(values[i + 1] * (1 - green * k));
          values[i + 2] = limited(values[i + 2] * (1 - blue * k));
        }
      }
    }
  }
}
