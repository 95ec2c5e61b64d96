package kpnative.data.backdrop;

/** A colour for every place of the scene. Colours are linear RGB. */
interface Ink {
  /** Writes the colour at a place of the scene's frame. */
  void at(float x, float y, float[] rgb);

  /** {@return an ink that changes evenly from one place to another, and not beyond} */
  static Ink gradient(double x0, double y0, float[] c0, double x1, double y1, float[] c1) {
    double dx = x1 - x0;
    double dy = y1 - y0;
    double square = Math.max(1e-12, dx * dx + dy * dy);
    float ax = (float) (dx / square);
    float ay = (float) (dy / square);
    float a0 = (float) -((x0 * dx + y0 * dy) / square);
    return (x, y, rgb) -> mix(c0, c1, x * ax + y * ay + a0, rgb);
  }

  /** {@return an ink that changes from {@code c0} at a centre to {@code c1} at {@code radius}} */
  static Ink radial(double cx, double cy, double radius, float[] c0, float[] c1) {
    float scale = (float) (1 / (radius * radius));
    return (x, y, rgb) -> {
      float dx = x - (float) cx;
      float dy = y - (float) cy;
      mix(c0, c1, (dx * dx + dy * dy) * scale, rgb);
    };
  }

  /**
   * {@return a ball's shading: bright where it faces the light from the upper left or right}
   *
   * @param side where the light comes from: -1 left, 1 right
   * @param gloss the brightness of the highlight
   */
  static Ink ball(double cx, double cy, double r, float[] colour, double side, double gloss) {
    float inverse = (float) (1 / r);
    return (x, y, rgb) -> {
      float nx = (x - (float) cx) * inverse;
      float ny = (y - (float) cy) * inverse;
      float nz = (float) Math.sqrt(Math.max(0.02f, 1 - nx * nx - ny * ny));
      float light = 0.5f * (float) side * nx - 0.6f * ny + 0.62f * nz;
      float k = 0.25f + 0.85f * Math.max(0, light);
      float spot = Math.max(0, light - 0.8f) * 5;
      float shine = (float) gloss * spot * spot * spot;
      for (int i = 0; i < 3; i++) {
        rgb[i] = colour[i] * k + shine;
      }
    };
  }

  private static void mix(float[] c0, float[] c1, float t, float[] rgb) {
    float k = t < 0 ? 0 : t > 1 ? 1 : t;
    for (int i = 0; i < 3; i++) {
      rgb[i] = c0[i] + (c1[i] - c0[i]) * k;
    }
  }
}
