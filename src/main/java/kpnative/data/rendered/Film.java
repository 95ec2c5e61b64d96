package kpnative.data.rendered;

import java.util.Arrays;
import kpnative.data.backdrop.Dice;

/**
 * Gray pictures and old prints.
 *
 * @param gray the shares of red, green and blue, or all 0 for a picture in colour
 * @param tint what gray is multiplied by
 * @param grain standard deviation of the film's grain, 1 is white
 * @param scratches how many
 */
record Film(float[] gray, float[] tint, float grain, int scratches) {
  private static final float[] WHITE = {1, 1, 1};
  static final Film NONE = new Film(new float[3], WHITE, 0, 0);

  static Film draw(Dice dice) {
    return switch (dice.weighted(85, 10, 3, 2)) {
      case 0 -> NONE;
      case 1 -> new Film(shares(dice), WHITE, dice.chance(0.3) ? dice.between(0.01, 0.05) : 0, 0);
      case 2 -> {
        float fade = dice.between(0.02, 0.3);
        float[] sepia = {1, 1 - 0.5f * fade, 1 - fade};
        yield new Film(
            shares(dice), sepia, dice.between(0.01, 0.07), dice.chance(0.5) ? dice.below(6) : 0);
      }
      default ->
          new Film(
              shares(dice),
              new float[] {dice.between(0.7, 1), dice.between(0.8, 1), dice.between(0.8, 1)},
              0,
              0);
    };
  }

  private static float[] shares(Dice dice) {
    float red = dice.between(0.15, 0.6);
    float blue = dice.between(0.02, 0.25);
    return new float[] {red, 1 - red - blue, blue};
  }

  /** Changes a picture of values 0 to 1. */
  void apply(float[] rgb, int width, int height, Dice dice) {
    if (gray[0] > 0) {
      for (int i = 0; i < rgb.length; i += 3) {
        float v = gray[0] * rgb[i] + gray[1] * rgb[i + 1] + gray[2] * rgb[i + 2];
        rgb[i] = v * tint[0];
        rgb[i + 1] = v * tint[1];
        rgb[i + 2] = v * tint[2];
      }
    }
    if (grain > 0) {
      float[] noise = new float[rgb.length];
      Arrays.fill(noise, 1);
      new Sensor(grain, 0, 0, 1, 0).noise(noise, dice.seed());
      float[] soft = Kernel.gaussian(dice.between(0.4, 0.9)).apply(noise, width, height);
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] += 2 * (soft[i] - 1);
      }
    }
    for (int i = 0; i < scratches; i++) {
      scratch(rgb, width, height, dice);
    }
  }

  private static void scratch(float[] rgb, int width, int height, Dice dice) {
    float x = dice.between(0, width);
    float y = dice.between(0, height);
    float dx = dice.about(0, 0.3);
    float dy = dice.chance(0.7) ? 1 : dice.about(0, 1);
    float strength = dice.between(0.1, 0.5);
    for (int n = dice.from(5, height); n > 0; n--, x += dx, y += dy) {
      if (x >= 0 && y >= 0 && x < width && y < height) {
        int at = 3 * (((int) y) * width + (int) x);
        for (int i = 0; i < 3; i++) {
          rgb[at + i] += strength * (0.95f - rgb[at + i]);
        }
      }
    }
  }
}
