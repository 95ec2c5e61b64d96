package kpnative.data.backdrop;

/** A level ground that reaches to the horizon, patchy: grass, sand, snow, water, a street. */
final class GroundInk implements Ink {
  private final float horizon;
  private final float scale;
  private final float stretch;
  private final float contrast;
  private final float[] dark;
  private final float[] light;
  private final int seed;

  /**
   * @param horizon its height in the scene's frame
   * @param scale how many patches there are on a length of 1, at a depth where the ground is 1
   *     below the horizon
   * @param stretch how much wider than deep patches are
   * @param contrast 0 to 1
   */
  GroundInk(
      float horizon,
      float scale,
      float stretch,
      float contrast,
      float[] dark,
      float[] light,
      long seed) {
    this.horizon = horizon;
    this.scale = scale;
    this.stretch = stretch;
    this.contrast = contrast;
    this.dark = dark;
    this.light = light;
    this.seed = (int) seed;
  }

  @Override
  public void row(float x, float y, float dx, float dy, float[] rgb, int from, int to) {
    for (int i = from; i < to; i++) {
      float below = Math.max(0.004f, y + dy * (i - from) - horizon);
      float depth = 1 / below;
      float u = (x + dx * (i - from)) * depth * scale / stretch;
      float v = depth * scale;
      // patches smaller than about a pixel average out
      float near = Math.min(1, below * below * 90 / scale);
      float n =
          noise(u, v, seed) * 0.6f * near
              + noise(u * 3.1f, v * 3.1f, seed + 1) * 0.4f * near * near;
      float t = 0.5f + contrast * n;
      t = t < 0 ? 0 : t > 1 ? 1 : t;
      rgb[3 * i] = dark[0] + (light[0] - dark[0]) * t;
      rgb[3 * i + 1] = dark[1] + (light[1] - dark[1]) * t;
      rgb[3 * i + 2] = dark[2] + (light[2] - dark[2]) * t;
    }
  }

  /** {@return smooth noise from -1 to 1} */
  private static float noise(float x, float y, int seed) {
    int i = (int) Math.floor(x);
    int j = (int) Math.floor(y);
    float u = x - i;
    float v = y - j;
    u = u * u * (3 - 2 * u);
    v = v * v * (3 - 2 * v);
    float a = hash(i, j, seed);
    float b = hash(i + 1, j, seed);
    float c = hash(i, j + 1, seed);
    float d = hash(i + 1, j + 1, seed);
    float top = a + (b - a) * u;
    return top + (c + (d - c) * u - top) * v;
  }

  private static float hash(int i, int j, int seed) {
    int h = i * 0x27d4eb2d ^ j * 0x165667b1 ^ seed;
    h = (h ^ h >>> 15) * 0x2c1b3c6d; // Wellons' lowbias32
    h = (h ^ h >>> 12) * 0x297a2d39;
    return (h ^ h >>> 15) * 0x1p-31f;
  }
}
