package kpnative.data.rendered;

import kpnative.data.backdrop.Dice;

/**
 * What a lens and an unsteady hand do.
 *
 * @param softness standard deviation of the blur in pixels, 0 for none
 * @param motionX how far the picture moves while it is taken, pixels
 * @param motionY the same, down
 * @param misregistration how much farther out red is than blue at the edges, pixels
 * @param vignette how much light the corners lose, 0 to 1
 */
record Lens(float softness, float motionX, float motionY, float misregistration, float vignette) {
  static final Lens NONE = new Lens(0, 0, 0, 0, 0);
  private static final int MOST_STEPS = 9;

  static Lens draw(Dice dice) {
    float softness =
        switch (dice.weighted(55, 33, 9, 3)) {
          case 0 -> 0;
          case 1 -> dice.between(0.3, 0.7);
          case 2 -> dice.between(0.7, 1.2);
          default -> dice.between(1.2, 2);
        };
    float motion = dice.chance(0.05) ? dice.between(1.5, 6) : 0;
    double angle = dice.between(0, StrictMath.PI);
    return new Lens(
        softness,
        motion * (float) StrictMath.cos(angle),
        motion * (float) StrictMath.sin(angle),
        dice.chance(0.04) ? dice.between(-1.5, 1.5) : 0,
        dice.chance(0.25) ? dice.between(0.05, 0.5) : 0);
  }

  /** Multiplies by the gains and darkens the corners. */
  float[] expose(float[] rgb, int width, int height, float[] gains) {
    float[] out = new float[rgb.length];
    float halfWidth = 0.5f * width;
    float halfHeight = 0.5f * height;
    float scale = vignette / (halfWidth * halfWidth + halfHeight * halfHeight);
    for (int y = 0; y < height; y++) {
      float dy = y + 0.5f - halfHeight;
      int at = 3 * y * width;
      for (int x = 0; x < width; x++, at += 3) {
        float dx = x + 0.5f - halfWidth;
        float k = 1 - scale * (dx * dx + dy * dy);
        out[at] = rgb[at] * gains[0] * k;
        out[at + 1] = rgb[at + 1] * gains[1] * k;
        out[at + 2] = rgb[at + 2] * gains[2] * k;
      }
    }
    return out;
  }

  /** {@return [H, W, 3] as the lens shows it} */
  float[] blur(float[] rgb, int width, int height) {
    float[] out = rgb;
    if (misregistration != 0) {
      out = register(out, width, height);
    }
    if (motionX != 0 || motionY != 0) {
      out = move(out, width, height);
    }
    return softness > 0 ? Kernel.gaussian(softness).apply(out, width, height) : out;
  }

  private float[] register(float[] rgb, int width, int height) {
    float[] out = rgb.clone();
    float k = misregistration / (0.5f * Math.max(width, height));
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = 3 * (y * width + x);
        float dx = k * (x - 0.5f * width);
        float dy = k * (y - 0.5f * height);
        out[at] = sample(rgb, width, height, x - dx, y - dy, 0);
        out[at + 2] = sample(rgb, width, height, x + dx, y + dy, 2);
      }
    }
    return out;
  }

  private float[] move(float[] rgb, int width, int height) {
    float length = Math.max(Math.abs(motionX), Math.abs(motionY));
    int steps = Math.min(MOST_STEPS, 2 + (int) length);
    float[] out = new float[rgb.length];
    for (int i = 0; i < steps; i++) {
      float t = (i + 0.5f) / steps - 0.5f;
      shift(rgb, width, height, t * motionX, t * motionY, 1f / steps, out);
    }
    return out;
  }

  /** Adds the picture, moved, times {@code weight}. */
  private static void shift(
      float[] rgb, int width, int height, float dx, float dy, float weight, float[] out) {
    int ix = (int) Math.floor(dx);
    int iy = (int) Math.floor(dy);
    float fx = dx - ix;
    float fy = dy - iy;
    float[] line = new float[3 * (width + 1)];
    for (int y = 0; y < height; y++) {
      int a = 3 * width * clamp(y + iy, height);
      int b = 3 * width * clamp(y + iy + 1, height);
      for (int x = 0; x <= width; x++) {
        int p = 3 * clamp(x + ix, width);
        for (int i = 0; i < 3; i++) {
          line[3 * x + i] = weight * (rgb[a + p + i] + (rgb[b + p + i] - rgb[a + p + i]) * fy);
        }
      }
      int to = 3 * y * width;
      for (int k = 0; k < 3 * width; k++) {
        out[to + k] += line[k] + (line[k + 3] - line[k]) * fx;
      }
    }
  }

  private static float sample(float[] rgb, int width, int height, float x, float y, int channel) {
    float u = Math.max(0, Math.min(width - 1, x));
    float v = Math.max(0, Math.min(height - 1, y));
    int i = (int) u;
    int j = (int) v;
    int at = 3 * (j * width + i) + channel;
    int right = i + 1 < width ? 3 : 0;
    int below = j + 1 < height ? 3 * width : 0;
    float top = rgb[at] + (rgb[at + right] - rgb[at]) * (u - i);
    float bottom = rgb[at + below] + (rgb[at + below + right] - rgb[at + below]) * (u - i);
    return top + (bottom - top) * (v - j);
  }

  private static int clamp(int i, int size) {
    return i < 0 ? 0 : i >= size ? size - 1 : i;
  }
}
