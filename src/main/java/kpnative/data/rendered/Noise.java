package kpnative.data.rendered;

/** Smooth noise as a function of a place; the same everywhere and always. */
final class Noise {
  private Noise() {}

  /** {@return 0 to 1, equally likely} */
  static float hash(int x, int y) {
    int h = x * 0x165667B1 + y * 0x27D4EB2F;
    h = (h ^ (h >>> 15)) * 0x2C1B3C6D;
    h = (h ^ (h >>> 12)) * 0x297A2D39;
    return ((h ^ (h >>> 15)) >>> 8) * (1f / (1 << 24));
  }

  /** {@return value noise of period 1, 0 to 1} */
  static float at(float x, float y) {
    int i = floor(x);
    int j = floor(y);
    float f = ease(x - i);
    float g = ease(y - j);
    float top = hash(i, j) + f * (hash(i + 1, j) - hash(i, j));
    float bottom = hash(i, j + 1) + f * (hash(i + 1, j + 1) - hash(i, j + 1));
    return top + g * (bottom - top);
  }

  /** {@return 0 below {@code from}, 1 above {@code to}, smooth between} */
  static float step(float from, float to, float x) {
    return ease(Math.max(0, Math.min(1, (x - from) / (to - from))));
  }

  private static float ease(float t) {
    return t * t * (3 - 2 * t);
  }

  private static int floor(float x) {
    int i = (int) x;
    return i > x ? i - 1 : i;
  }
}
