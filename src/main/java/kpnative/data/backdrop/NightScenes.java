package kpnative.data.backdrop;

/** Lights in the dark: a town out of focus, a stage, strings of bulbs. */
final class NightScenes {
  private NightScenes() {}

  /** Lights out of focus: discs, nearly all of one size. */
  static void bokeh(Canvas canvas, Dice dice) {
    float[] dark = Colours.dark(dice);
    canvas.flood(Ink.gradient(0, -0.5, dark, 0, 0.5, Colours.times(Colours.dark(dice), 2)));
    for (int i = dice.below(10); i > 0; i--) { // buildings and things, hardly seen
      float x = dice.between(canvas.left(), canvas.right());
      float y = dice.between(-0.4, 0.4);
      canvas.fill(
          canvas.outline().rectangle(x, y, x + dice.between(0.1, 0.4), canvas.bottom()),
          Colours.dark(dice));
    }
    canvas.defocus(0.03f);
    float r = dice.scale(0.012, 0.09);
    float[] main = Colours.hsv(dice.between(0.03, 0.14), dice.between(0.4, 0.9), 1);
    int n = (int) Math.min(140, dice.between(0.1, 0.8) / (r * r * 8));
    for (int i = 0; i < n; i++) {
      float[] c = dice.chance(0.6) ? Colours.near(main, 0.2, dice) : Colours.vivid(dice);
      c = Colours.times(c, dice.scale(0.1, 1.6));
      float x = dice.between(canvas.left(), canvas.right());
      float y =
          dice.chance(0.6) ? dice.about(0, 0.15) : dice.between(canvas.top(), canvas.bottom());
      float s = r * dice.between(0.7, 1.15);
      canvas.glow(canvas.outline().disc(x, y, s), Ink.radial(x, y, s, Colours.times(c, 0.6), c));
    }
  }

  /** A stage: beams from above, lamps, haze, a truss. */
  static void stage(Canvas canvas, Dice dice) {
    float[] haze = Colours.times(Colours.vivid(dice), dice.scale(0.02, 0.3));
    canvas.flood(Ink.gradient(0, -0.5, haze, 0, 0.5, Colours.times(haze, dice.between(0.1, 1))));
    Shades.mottle(canvas, dice, 0.5, 0.5);
    if (dice.chance(0.5)) { // a screen or curtain behind
      float[] c = Colours.times(Colours.vivid(dice), dice.between(0.05, 0.8));
      float x = dice.about(-0.2, 0.3);
      canvas.fill(
          canvas.outline().rectangle(x, dice.between(-0.5, -0.1), x + dice.between(0.3, 1), 0.4),
          c,
          0.7f);
    }
    canvas.defocus(0.015f);
    int n = dice.from(2, 9);
    float[] c = Colours.vivid(dice);
    float y = dice.between(-0.6, -0.2);
    if (dice.chance(0.5)) {
      truss(canvas, y);
    }
    for (int i = 0; i < n; i++) {
      float x = canvas.left() + (canvas.right() - canvas.left()) * (i + dice.between(0.3, 0.7)) / n;
      if (dice.chance(0.3)) {
        c = Colours.vivid(dice);
      }
      float length = dice.between(0.5, 1.6);
      float aim = x + dice.about(0, 0.4) * length;
      float strength = dice.scale(0.05, 0.8);
      canvas.glow(
          canvas.outline().taper(x, y, aim, y + length, 0.02, dice.between(0.1, 0.45)),
          Ink.gradient(x, y, Colours.times(c, strength), aim, y + length, Colours.gray(0)));
      lamp(canvas, x, y, dice.scale(0.008, 0.04), Colours.mix(c, Colours.gray(1), 0.5));
    }
  }

  private static void truss(Canvas canvas, float y) {
    float[] iron = Colours.gray(0.004);
    canvas.fill(
        canvas.outline().line(canvas.left(), y - 0.05, canvas.right(), y - 0.05, 0.012), iron);
    canvas.fill(canvas.outline().line(canvas.left(), y, canvas.right(), y, 0.012), iron);
    boolean up = false;
    for (float x = canvas.left(); x < canvas.right(); x += 0.05f, up = !up) {
      canvas.fill(
          canvas.outline().line(x, up ? y : y - 0.05, x + 0.05, up ? y - 0.05 : y, 0.006), iron);
    }
  }

  /** A lamp that one looks into, with its halo. */
  static void lamp(Canvas canvas, float x, float y, float r, float[] c) {
    canvas.glow(
        canvas.outline().disc(x, y, 6 * r),
        Ink.radial(x, y, 6 * r, Colours.times(c, 0.4), Colours.gray(0)));
    canvas.fill(canvas.outline().disc(x, y, r), Colours.times(c, 4));
  }

  /** A street or skyline at night, with lit windows. */
  static void town(Canvas canvas, Dice dice) {
    float[] sky =
        Colours.hsv(dice.between(0.55, 0.75), dice.between(0.3, 0.8), dice.scale(0.004, 0.08));
    canvas.flood(Ink.gradient(0, -0.5, sky, 0, 0.3, Colours.times(sky, dice.between(1, 4))));
    float x = canvas.left();
    while (x < canvas.right()) {
      float w = dice.between(0.1, 0.5);
      float top = dice.between(-0.6, 0.2);
      canvas.fill(
          canvas.outline().rectangle(x, top, x + w, canvas.bottom()),
          Colours.times(Colours.dark(dice), 0.6));
      float s = dice.between(0.02, 0.06);
      float[] lit =
          Colours.hsv(dice.between(0.08, 0.16), dice.between(0.2, 0.7), dice.between(0.3, 1.2));
      double share = dice.between(0.1, 0.7);
      for (float v = top + s / 2; v < 0.4f; v += s) {
        for (float u = x + s / 2; u < x + w - s; u += s) {
          if (dice.chance(share)) {
            canvas.fill(
                canvas.outline().rectangle(u, v, u + s * 0.6, v + s * 0.6),
                Colours.times(lit, dice.scale(0.15, 1.3)));
          }
        }
      }
      x += w * dice.between(0.8, 1.3);
    }
    for (int i = dice.below(14); i > 0; i--) {
      float[] c = dice.chance(0.6) ? Colours.rgb(1, 0.75, 0.4) : Colours.vivid(dice);
      lamp(
          canvas,
          dice.between(canvas.left(), canvas.right()),
          dice.about(0.2, 0.15),
          dice.scale(0.004, 0.02),
          c);
    }
  }
}
