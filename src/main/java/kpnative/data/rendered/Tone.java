package kpnative.data.rendered;

import kpnative.data.backdrop.Dice;

/**
 * From linear light to the values of a picture, 0 to 1 in sRGB's curve.
 *
 * @param knee above this, light is compressed and never quite white; 1 clips
 * @param contrast of an S-shaped curve: 0 none, less than 0 flatter
 * @param stretch how much of the full range the darkest and lightest parts are drawn to, 0 to 1
 * @param lift what black becomes
 * @param saturation of colours: 1 as they are
 */
record Tone(float knee, float contrast, float stretch, float lift, float saturation) {
  static final Tone NONE = new Tone(1, 0, 0, 0, 1);
  private static final int STEPS = 8192;

  /** sRGB's curve, IEC 61966-2-1, at 0 to 1 in even steps. */
  private static final float[] ENCODE = encode();

  private static float[] encode() {
    float[] table = new float[STEPS + 2];
    for (int i = 0; i < table.length; i++) {
      double x = (double) i / STEPS;
      table[i] = (float) (x <= 0.0031308 ? 12.92 * x : 1.055 * StrictMath.pow(x, 1 / 2.4) - 0.055);
    }
    return table;
  }

  static Tone draw(Dice dice) {
    return new Tone(
        dice.chance(0.6) ? dice.between(0.35, 0.85) : 1,
        Math.max(-0.3f, dice.about(0.2, 0.25)),
        dice.chance(0.6) ? dice.between(0.2, 1) : 0,
        dice.chance(0.25) ? dice.between(0, 0.1) : 0,
        dice.about(1, 0.18));
  }

  /** Replaces linear light by values 0 to 1. */
  void apply(float[] rgb) {
    for (int i = 0; i < rgb.length; i++) {
      float x = rgb[i];
      if (x > knee) {
        float room = 1 - knee;
        x = room <= 0 ? 1 : 1 - room * room / (x - knee + room);
      }
      float t = (x > 0 ? x : 0) * STEPS;
      int k = (int) t;
      rgb[i] = ENCODE[k] + (ENCODE[k + 1] - ENCODE[k]) * (t - k);
    }
    if (stretch > 0) {
      stretch(rgb);
    }
    if (contrast == 0 && lift == 0 && saturation == 1) {
      return;
    }
    for (int i = 0; i < rgb.length; i += 3) {
      float r = curve(rgb[i]);
      float g = curve(rgb[i + 1]);
      float b = curve(rgb[i + 2]);
      float gray = (0.299f * r + 0.587f * g + 0.114f * b) * (1 - saturation);
      rgb[i] = r * saturation + gray;
      rgb[i + 1] = g * saturation + gray;
      rgb[i + 2] = b * saturation + gray;
    }
  }

  private float curve(float v) {
    float s = v + contrast * (v * v * (3 - 2 * v) - v);
    return lift + (1 - lift) * s;
  }

  /** Levels: from the darkest and lightest hundredths to black and white, in part. */
  private void stretch(float[] rgb) {
    int[] counts = new int[256];
    int total = 0;
    for (int i = 0; i + 2 < rgb.length; i += 15, total++) { // every fifth pixel
      counts[(int) (255 * (0.3f * rgb[i] + 0.59f * rgb[i + 1] + 0.11f * rgb[i + 2]))]++;
    }
    int low = 0;
    int high = 255;
    for (int sum = counts[0]; sum < total / 80 && low < 255; sum += counts[++low]) {}
    for (int sum = counts[255]; sum < total / 80 && high > 0; sum += counts[--high]) {}
    float from = stretch * low / 255;
    float to = 1 - stretch * (1 - high / 255f);
    float scale = 1 / Math.max(0.35f, to - from);
    for (int i = 0; i < rgb.length; i++) {
      float v = (rgb[i] - from) * scale;
      rgb[i] = v < 0 ? 0 : v > 1 ? 1 : v;
    }
  }
}
