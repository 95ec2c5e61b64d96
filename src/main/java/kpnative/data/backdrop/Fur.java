package kpnative.data.backdrop;

/** Fur and hair: patches, plush or animals' heads, heads from behind. */
final class Fur {
  private Fur() {}

  private static float[] colour(Dice dice) {
    return Colours.hsv(dice.about(0.07, 0.03), dice.between(0.05, 0.75), dice.scale(0.02, 0.6));
  }

  static void patch(Canvas canvas, Dice dice, float x, float y, float s) {
    coat(canvas, dice, x, y, s, s * dice.between(0.6, 1.2), colour(dice), dice.between(0, 6.28), 1);
  }

  /** Strands over an ellipse; those near the edge reach over it. */
  private static void coat(
      Canvas canvas,
      Dice dice,
      float x,
      float y,
      float a,
      float b,
      float[] c,
      double along,
      double wild) {
    canvas.fill(
        canvas.outline().ellipse(x, y, a, b, 0), Ink.ball(x, y, Math.max(a, b) * 1.1, c, 1, 0));
    int n = (int) Math.max(20, Math.min(160, 1.5 * a / canvas.pixel()));
    float length = 0.35f * Math.min(a, b);
    for (int i = 0; i < n; i++) {
      double angle = dice.between(0, 6.28);
      double r = Math.sqrt(dice.between(0, 1)) * 0.97;
      double u = r * StrictMath.cos(angle);
      double v = r * StrictMath.sin(angle);
      double way = along + dice.about(0, 0.5) * wild;
      double light = 0.9 - 0.5 * v + 0.2 * u;
      canvas.fill(
          canvas
              .outline()
              .taper(
                  x + u * a,
                  y + v * b,
                  x + u * a + length * StrictMath.cos(way),
                  y + v * b + length * StrictMath.sin(way),
                  length * 0.14,
                  0),
          Colours.times(c, light * dice.scale(0.5, 1.7)));
    }
  }

  /** A plush or real animal's head. */
  static void head(Canvas canvas, Dice dice, float x, float y, float s) {
    float[] c = colour(dice);
    boolean pointed = dice.chance(0.5);
    for (int side = -1; side <= 1; side += 2) {
      float u = x + side * 0.62f * s;
      float v = y - 0.7f * s;
      Outline ear =
          pointed
              ? canvas
                  .outline()
                  .leaf(x + side * 0.3 * s, y - 0.3 * s, 1.1 * s, 0.5 * s, -1.57 + side * 0.5)
              : canvas.outline().disc(u, v, 0.32 * s);
      canvas.fill(ear, Colours.times(c, 0.8));
    }
    coat(canvas, dice, x, y, s, 0.88f * s, c, 1.57, 2);
    float[] snout = Colours.mix(c, Colours.gray(0.5), 0.5);
    canvas.fill(canvas.outline().ellipse(x, y + 0.35 * s, 0.45 * s, 0.33 * s, 0), snout, 0.8f);
    float[] dark = Colours.gray(0.008);
    for (int side = -1; side <= 1; side += 2) {
      float u = x + side * 0.36f * s;
      canvas.fill(canvas.outline().ellipse(u, y - 0.15 * s, 0.11 * s, 0.12 * s, 0), dark);
      canvas.fill(canvas.outline().disc(u + 0.03 * s, y - 0.19 * s, 0.03 * s), Colours.gray(1));
    }
    canvas.fill(canvas.outline().ellipse(x, y + 0.2 * s, 0.16 * s, 0.11 * s, 0), dark);
    canvas.fill(canvas.outline().line(x, y + 0.25 * s, x, y + 0.5 * s, 0.04 * s), dark);
  }

  /** A head of hair from behind, on a neck and shoulders. */
  static void backOfHead(Canvas canvas, Dice dice, float x, float y, float s) {
    float[] cloth = Colours.thing(dice);
    float[] skin = Colours.times(Colours.skinLike(dice), 0.8);
    float[] hair = dice.chance(0.6) ? Colours.times(colour(dice), 0.3) : colour(dice);
    double[] shoulders = {1.9 * s, 1.5 * s, 1.6 * s, 1.5 * s, 1.9 * s, 1.2 * s, 1.05 * s, 1.2 * s};
    canvas.fill(
        canvas.outline().blob(x, y + 2.3 * s, 1, shoulders),
        Ink.gradient(
            x - s, y + s, Colours.times(cloth, 1.2), x + s, y + 3 * s, Colours.times(cloth, 0.4)));
    canvas.fill(
        canvas.outline().rectangle(x - 0.4 * s, y + 0.5 * s, x + 0.4 * s, y + 1.35 * s), skin);
    for (int side = -1; side <= 1; side += 2) {
      canvas.fill(
          canvas.outline().ellipse(x + side * 0.8 * s, y + 0.1 * s, 0.12 * s, 0.25 * s, 0), skin);
    }
    float longer = dice.chance(0.4) ? dice.between(1.3, 1.9) : 1;
    coat(canvas, dice, x, y + (longer - 1) * s, 0.85f * s, s * longer, hair, 1.57, 0.5);
  }
}
