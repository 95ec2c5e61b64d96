package kpnative.data.backdrop;

/** Leaves, trees, sky, hills, water, sand. */
final class NatureScenes {
  private NatureScenes() {}

  /** Leaves everywhere, light falling through. */
  static void foliage(Canvas canvas, Dice dice) {
    float[] deep = Colours.times(Colours.leaf(dice), dice.between(0.1, 0.5));
    canvas.flood(deep);
    Shades.mottle(canvas, dice, dice.between(0.1, 0.4), 0.7);
    if (dice.chance(0.6)) { // sky between the leaves
      float[] sky = Colours.times(Colours.hsv(0.58, dice.between(0, 0.4), 1), dice.between(0.8, 4));
      float cell = dice.between(0.04, 0.3) / canvas.pixel();
      float[] gaps =
          Noise.fractal(
              canvas.width(), canvas.height(), Math.max(2, cell), 1, 4, 0.8f, dice.seed());
      float open = dice.between(0.2, 0.7);
      canvas.veil(gaps, open, open + 0.25f, sky, 1);
    }
    canvas.defocus(dice.between(0, 0.02));
    float size = dice.scale(0.03, 0.2);
    Plants.leaves(canvas, dice, canvas.top(), canvas.bottom(), size, dice.between(0.4, 1.3));
    if (dice.chance(0.3)) {
      Plants.flowers(canvas, dice, size);
    }
    if (dice.chance(0.4)) {
      Shades.fall(canvas, dice);
    }
  }

  static void sky(Canvas canvas, Dice dice) {
    paintSky(canvas, dice, dice.between(0.3, 1));
    if (dice.chance(0.35)) {
      Plants.trees(canvas, dice, dice.between(0.2, 0.6), 0.4f);
    }
  }

  /** A sky, from deep blue to overcast and evening, whose horizon is at {@code horizon}. */
  static void paintSky(Canvas canvas, Dice dice, float horizon) {
    float[] high;
    float[] low;
    switch (dice.weighted(5, 3, 1.5)) {
      case 0 -> {
        high =
            Colours.hsv(dice.between(0.56, 0.62), dice.between(0.5, 0.85), dice.between(0.3, 0.9));
        low = Colours.hsv(0.57, dice.between(0.1, 0.4), dice.between(0.7, 1.3));
      }
      case 1 -> {
        high = Colours.hsv(0.6, dice.between(0, 0.15), dice.between(0.4, 1.5));
        low = Colours.times(high, dice.between(0.8, 1.4));
      }
      default -> {
        high = Colours.hsv(dice.between(0.55, 0.75), 0.6, dice.between(0.03, 0.3));
        low = Colours.hsv(dice.between(0, 0.12), dice.between(0.4, 0.9), dice.between(0.4, 1.5));
      }
    }
    canvas.flood(Ink.gradient(0, Math.min(-0.4, horizon - 0.8), high, 0, horizon, low));
    if (dice.chance(0.65)) {
      float cell = dice.between(0.15, 0.6) / canvas.pixel();
      float[] clouds =
          Noise.fractal(
              canvas.width(),
              canvas.height(),
              Math.max(2, cell),
              dice.between(1, 3.5),
              5,
              0.55f,
              dice.seed());
      float edge = dice.between(-0.3, 0.4);
      float[] white = Colours.mix(low, Colours.gray(dice.between(0.7, 1.6)), 0.7);
      canvas.veil(clouds, edge, edge + dice.between(0.2, 0.8), white, dice.between(0.4, 1));
    }
  }

  /** Hills one behind the other, the far ones in haze; below them grass, water or sand. */
  static void land(Canvas canvas, Dice dice) {
    float horizon = dice.between(-0.25, 0.25);
    paintSky(canvas, dice, horizon);
    float[] haze = Colours.hsv(0.58, dice.between(0.1, 0.4), dice.between(0.4, 0.9));
    float[] near = dice.chance(0.6) ? Colours.leaf(dice) : Colours.stone(dice);
    int ranges = dice.below(4);
    for (int i = 0; i < ranges; i++) {
      float t = (i + 1f) / (ranges + 1);
      ridge(canvas, dice, horizon + 0.08f * i, dice.between(0.02, 0.2), Colours.mix(haze, near, t));
    }
    float ground = horizon + 0.06f * ranges;
    switch (dice.weighted(3, 3, 2, 1)) {
      case 0 -> grass(canvas, dice, ground);
      case 1 -> water(canvas, dice, ground);
      case 2 ->
          sand(
              canvas,
              dice,
              ground,
              Colours.hsv(0.1, dice.between(0.2, 0.5), dice.between(0.3, 0.8)));
      default -> sand(canvas, dice, ground, Colours.hsv(0.6, 0.06, dice.between(0.7, 1)));
    }
    if (dice.chance(0.4)) {
      Plants.trees(canvas, dice, ground + 0.05f, dice.between(0.1, 0.4));
    }
  }

  private static void ridge(Canvas canvas, Dice dice, float base, float height, float[] c) {
    Outline o = canvas.outline().to(canvas.left(), canvas.bottom());
    double a = dice.between(0, 6.3);
    double b = dice.between(0, 6.3);
    double f = dice.between(2, 5);
    double rough = dice.chance(0.4) ? 0.12 : 0.02;
    for (int i = 0; i <= 40; i++) {
      double x = canvas.left() + (canvas.right() - canvas.left()) * i / 40;
      double y =
          base
              - height
                  * (0.5
                      + 0.5 * StrictMath.sin(f * x + a)
                      + 0.3 * StrictMath.sin(2.7 * f * x + b)
                      + dice.about(0, rough));
      o.to(x, y);
    }
    canvas.fill(o.to(canvas.right(), canvas.bottom()).close(), c);
  }

  static void grass(Canvas canvas, Dice dice, float y) {
    float[] c = Colours.leaf(dice);
    ground(canvas, dice, y, Colours.times(c, 0.5), Colours.times(c, dice.between(1.2, 2)), 1.5f);
    float size = dice.between(0.3, 1.2);
    for (int i = 0; i < 150; i++) {
      float v = dice.between(y, canvas.bottom());
      float s = 0.01f + size * 0.12f * Math.max(0, v - y);
      float u = dice.between(canvas.left(), canvas.right());
      canvas.fill(
          canvas.outline().taper(u, v, u + s * dice.about(0, 0.4), v - s, s * 0.12, 0),
          Colours.near(Colours.times(c, dice.scale(0.5, 2)), 0.15, dice));
    }
  }

  static void water(Canvas canvas, Dice dice, float y) {
    float[] c =
        Colours.hsv(dice.between(0.48, 0.62), dice.between(0.2, 0.8), dice.scale(0.05, 0.5));
    float[] sky = Colours.mix(c, Colours.gray(dice.between(0.5, 1)), dice.between(0.3, 0.9));
    ground(canvas, dice, y, Colours.times(c, 0.6), sky, dice.between(3, 8));
    if (dice.chance(0.3)) { // the sun on it
      float x = dice.about(0, 0.4);
      for (int i = 0; i < 60; i++) {
        float v = dice.between(y, canvas.bottom());
        float s = 0.01f + 0.15f * (v - y);
        canvas.fill(
            canvas.outline().ellipse(x + dice.about(0, 0.12), v, s, 0.15 * s, 0),
            Colours.gray(3),
            0.8f);
      }
    }
  }

  static void sand(Canvas canvas, Dice dice, float y, float[] c) {
    ground(canvas, dice, y, Colours.times(c, dice.between(0.3, 0.8)), Colours.times(c, 1.1), 2);
  }

  private static void ground(
      Canvas canvas, Dice dice, float y, float[] dark, float[] light, double stretch) {
    canvas.fill(
        canvas.outline().rectangle(canvas.left(), y, canvas.right(), canvas.bottom()),
        new GroundInk(
            y,
            dice.scale(3, 14),
            (float) stretch,
            dice.between(0.4, 1.3),
            dark,
            light,
            dice.seed()));
  }

  /** Between trunks: a wood, its ground and the light beyond. */
  static void trunks(Canvas canvas, Dice dice) {
    float[] light =
        Colours.times(
            Colours.mix(Colours.leaf(dice), Colours.gray(0.8), dice.between(0, 0.7)),
            dice.between(0.8, 2));
    float[] floor = Colours.mix(Colours.leaf(dice), Colours.wood(dice), 0.5);
    canvas.flood(Ink.gradient(0, -0.5, light, 0, 0.4, floor));
    Shades.mottle(canvas, dice, 0.15, 0.5);
    float[] bark = Colours.times(Colours.stone(dice), dice.between(0.2, 0.8));
    for (int i = 0, n = dice.from(6, 16); i < n; i++) {
      float near = (i + 1f) / n;
      float w = 0.02f + 0.13f * near * near * dice.between(0.5, 1.3f);
      float x = dice.between(canvas.left(), canvas.right());
      float lean = dice.about(0, 0.05);
      float[] b = Colours.mix(light, bark, 0.3 + 0.7 * near);
      canvas.fill(
          canvas.outline().taper(x, 0.15 + 0.4 * near, x + lean, canvas.top(), w * 1.2, w * 0.8),
          Ink.gradient(x - w / 2, 0, Colours.times(b, 0.5), x + w / 2, 0, Colours.times(b, 1.3)));
    }
    Plants.leaves(canvas, dice, canvas.top(), dice.between(-0.3, 0.1), dice.scale(0.03, 0.1), 0.4f);
    Shades.mottle(canvas, dice, 0.04, 0.2);
  }
}
