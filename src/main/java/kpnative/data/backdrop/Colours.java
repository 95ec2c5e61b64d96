package kpnative.data.backdrop;

/** Colours in linear RGB, and the colours that things usually have. */
final class Colours {
  private Colours() {}

  static float[] rgb(double r, double g, double b) {
    return new float[] {(float) r, (float) g, (float) b};
  }

  static float[] gray(double value) {
    return rgb(value, value, value);
  }

  /**
   * {@return a colour}
   *
   * @param hue 0 red, 1/3 green, 2/3 blue, 1 red
   * @param saturation 0 gray to 1
   * @param value of the brightest channel, linear
   */
  static float[] hsv(double hue, double saturation, double value) {
    double h = 6 * (hue - Math.floor(hue));
    float[] c = new float[3];
    for (int i = 0; i < 3; i++) {
      double k = (5 - 2 * i + h) % 6;
      c[i] = (float) (value * (1 - saturation * Math.max(0, Math.min(1, Math.min(k, 4 - k)))));
    }
    return c;
  }

  static float[] times(float[] c, double k) {
    return rgb(c[0] * k, c[1] * k, c[2] * k);
  }

  static float[] mix(float[] a, float[] b, double t) {
    return rgb(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t);
  }

  /** {@return {@code c}, a little lighter or darker and shifted in hue} */
  static float[] near(float[] c, double spread, Dice dice) {
    float k = 1 + dice.about(0, spread);
    return rgb(
        Math.max(0, c[0] * (k + dice.about(0, spread * 0.4))),
        Math.max(0, c[1] * (k + dice.about(0, spread * 0.3))),
        Math.max(0, c[2] * (k + dice.about(0, spread * 0.4))));
  }

  /** {@return what walls and large surfaces have: mostly whites, creams and grays} */
  static float[] wall(Dice dice) {
    return switch (dice.weighted(5, 4, 3, 2, 1)) {
      case 0 -> hsv(dice.between(0.05, 0.18), dice.between(0, 0.25), dice.between(0.35, 0.85));
      case 1 -> hsv(dice.between(0, 1), dice.between(0, 0.1), dice.scale(0.08, 0.8));
      case 2 -> hsv(hue(dice), dice.between(0.15, 0.5), dice.between(0.2, 0.7));
      case 3 -> hsv(dice.between(0, 0.15), dice.between(0.3, 0.7), dice.between(0.1, 0.5));
      default -> hsv(hue(dice), dice.between(0.4, 0.9), dice.between(0.05, 0.5));
    };
  }

  /** {@return what things have: clothes, books, cars, signs} */
  static float[] thing(Dice dice) {
    return switch (dice.weighted(5, 4, 3, 1)) {
      case 0 -> hsv(hue(dice), dice.between(0, 0.2), dice.scale(0.015, 0.8));
      case 1 -> hsv(hue(dice), dice.between(0.3, 0.75), dice.scale(0.04, 0.6));
      case 2 -> hsv(dice.between(-0.05, 0.14), dice.between(0.3, 0.9), dice.scale(0.04, 0.6));
      default -> vivid(dice);
    };
  }

  /** {@return a hue: reds to yellows and blues more often than green, turquoise and violet} */
  private static double hue(Dice dice) {
    return switch (dice.weighted(35, 30, 12, 23)) {
      case 0 -> dice.between(-0.03, 0.14);
      case 1 -> dice.between(0.55, 0.68);
      case 2 -> dice.between(0.22, 0.42);
      default -> dice.between(0, 1);
    };
  }

  static float[] vivid(Dice dice) {
    return hsv(hue(dice), dice.between(0.75, 1), dice.between(0.2, 0.9));
  }

  static float[] dark(Dice dice) {
    return hsv(dice.between(0, 1), dice.between(0, 0.5), dice.scale(0.006, 0.06));
  }

  static float[] leaf(Dice dice) {
    float[] c = hsv(dice.about(0.25, 0.03), dice.between(0.5, 0.9), dice.scale(0.03, 0.35));
    return dice.chance(0.06) ? hsv(dice.between(0, 0.15), 0.85, dice.between(0.1, 0.5)) : c;
  }

  static float[] wood(Dice dice) {
    return hsv(dice.about(0.075, 0.015), dice.between(0.35, 0.8), dice.scale(0.04, 0.55));
  }

  static float[] brick(Dice dice) {
    return dice.chance(0.75)
        ? hsv(dice.about(0.03, 0.015), dice.between(0.4, 0.8), dice.scale(0.08, 0.4))
        : hsv(dice.about(0.1, 0.04), dice.between(0.05, 0.4), dice.scale(0.1, 0.7));
  }

  static float[] stone(Dice dice) {
    return hsv(dice.about(0.1, 0.06), dice.between(0.02, 0.3), dice.scale(0.06, 0.5));
  }

  /** {@return the colours of skin, which many things have too: sand, wood, paper, clay} */
  static float[] skinLike(Dice dice) {
    float v = dice.scale(0.06, 0.7);
    return hsv(dice.about(0.06, 0.012), dice.between(0.35, 0.7), v);
  }
}
