package kpnative.data.backdrop;

/** A colour for every place of the scene. Colours are linear RGB. */
interface Ink {
  /**
   * Writes the colours of places in a row.
   *
   * @param x of the first place, in the scene's frame
   * @param dx how x changes from one place to the next
   * @param rgb gets the colours at 3 {@code from} to 3 {@code to}
   */
  void row(float x, float y, float dx, float dy, float[] rgb, int from, int to);

  /** {@return an ink that changes evenly from one place to another, and not beyond} */
  static Ink gradient(double x0, double y0, float[] c0, double x1, double y1, float[] c1) {
    double dx = x1 - x0;
    double dy = y1 - y0;
    double square = Math.max(1e-12, dx * dx + dy * dy);
    float ax = (float) (dx / square);
    float ay = (float) (dy / square);
    float a0 = (float) -((x0 * dx + y0 * dy) / square);
    return (x, y, stepX, stepY, rgb, from, to) -> {
      float t = x * ax + y * ay + a0;
      float step = stepX * ax + stepY * ay;
      for (int i = from; i < to; i++) {
        mix(c0, c1, t + step * (i - from), rgb, 3 * i);
      }
    };
  }

  /** {@return an ink that changes from {@code c0} at a centre to {@code c1} at {@code radius}} */
  static Ink radial(double cx, double cy, double radius, float[] c0, float[] c1) {
    float inverse = (float) (1 / radius);
    return (x, y, stepX, stepY, rgb, from, to) -> {
      float u = (x - (float) cx) * inverse;
      float v = (y - (float) cy) * inverse;
      for (int i = from; i < to; i++) {
        float p = u + stepX * inverse * (i - from);
        float q = v + stepY * inverse * (i - from);
        float t = Math.min(1, p * p + q * q);
        mix(c0, c1, t * (2 - t), rgb, 3 * i); // flat in the middle and at the edge
      }
    };
  }

  /**
   * {@return a ball's shading: bright where it faces the light from above and one side}
   *
   * @param side where the light comes from: -1 left, 1 right
   * @param gloss the brightness of the highlight
   */
  static Ink ball(double cx, double cy, double r, float[] colour, double side, double gloss) {
    float inverse = (float) (1 / r);
    return (x, y, stepX, stepY, rgb, from, to) -> {
      for (int i = from; i < to; i++) {
        float nx = (x + stepX * (i - from) - (float) cx) * inverse;
        float ny = (y + stepY * (i - from) - (float) cy) * inverse;
        float nz = (float) Math.sqrt(Math.max(0.02f, 1 - nx * nx - ny * ny));
        float light = 0.5f * (float) side * nx - 0.6f * ny + 0.62f * nz;
        float k = 0.25f + 0.85f * Math.max(0, light);
        float spot = Math.max(0, light - 0.8f) * 5;
        float shine = (float) gloss * spot * spot * spot;
        rgb[3 * i] = colour[0] * k + shine;
        rgb[3 * i + 1] = colour[1] * k + shine;
        rgb[3 * i + 2] = colour[2] * k + shine;
      }
    };
  }

  private static void mix(float[] c0, float[] c1, float t, float[] rgb, int at) {
    float k = t < 0 ? 0 : t > 1 ? 1 : t;
    rgb[at] = c0[0] + (c1[0] - c0[0]) * k;
    rgb[at + 1] = c0[1] + (c1[1] - c0[1]) * k;
    rgb[at + 2] = c0[2] + (c1[2] - c0[2]) * k;
  }
}
