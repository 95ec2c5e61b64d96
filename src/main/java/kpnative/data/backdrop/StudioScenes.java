package kpnative.data.backdrop;

/** Photographers' backdrops: paper, cloth, mottled canvas, black, coloured light. */
final class StudioScenes {
  private StudioScenes() {}

  static void paper(Canvas canvas, Dice dice) {
    float[] c =
        dice.chance(0.4)
            ? Colours.gray(dice.scale(0.3, 1.1))
            : dice.chance(0.5)
                ? Colours.gray(dice.scale(0.02, 0.5))
                : Colours.hsv(dice.between(0, 1), dice.between(0.05, 0.9), dice.scale(0.05, 0.7));
    canvas.flood(c);
    if (dice.chance(0.25)) { // the floor
      float y = dice.between(0, 0.5);
      float[] floor = Colours.times(c, dice.between(0.6, 1.5));
      canvas.fill(
          canvas.outline().rectangle(canvas.left(), y, canvas.right(), canvas.bottom()),
          Ink.gradient(0, y, c, 0, y + dice.between(0.02, 0.3), floor));
    }
    spot(canvas, dice, c);
    Shades.fall(canvas, dice);
  }

  static void mottled(Canvas canvas, Dice dice) {
    float[] c = Colours.hsv(dice.between(0, 1), dice.between(0, 0.6), dice.scale(0.03, 0.4));
    canvas.flood(c);
    Shades.mottle(canvas, dice, dice.between(0.15, 0.6), dice.between(0.2, 0.6));
    float[] other = Colours.near(c, 0.5, dice);
    float cell = Math.max(2, dice.between(0.1, 0.5) / canvas.pixel());
    float[] field = Noise.fractal(canvas.width(), canvas.height(), cell, 1, 4, 0.6f, dice.seed());
    canvas.veil(field, -0.3f, 0.7f, other, dice.between(0.2, 0.8));
    spot(canvas, dice, c);
    Shades.fall(canvas, dice);
  }

  static void black(Canvas canvas, Dice dice) {
    float[] c = Colours.dark(dice);
    canvas.flood(Colours.times(c, dice.scale(0.05, 1)));
    if (dice.chance(0.5)) {
      spot(canvas, dice, Colours.times(c, dice.between(1, 6)));
    }
    if (dice.chance(0.3)) {
      Shades.mottle(canvas, dice, 0.3, 0.4);
    }
  }

  static void colouredLight(Canvas canvas, Dice dice) {
    canvas.flood(Colours.dark(dice));
    for (int i = dice.from(1, 3); i > 0; i--) {
      float[] c = Colours.times(Colours.vivid(dice), dice.between(0.3, 1.2));
      float x = dice.about(0, 0.5);
      float y = dice.about(0, 0.4);
      canvas.glow(Shades.all(canvas), Ink.radial(x, y, dice.between(0.4, 1.3), c, Colours.gray(0)));
    }
  }

  /** Cloth hung in folds behind the person. */
  static void drape(Canvas canvas, Dice dice) {
    Drapery.paint(
        canvas, dice, canvas.left(), canvas.right(), dice.scale(0.04, 0.35), Colours.wall(dice));
    Shades.fall(canvas, dice);
  }

  private static void spot(Canvas canvas, Dice dice, float[] c) {
    if (dice.chance(0.5)) {
      float[] light = Colours.times(c, dice.between(0.3, 2.5));
      canvas.glow(
          Shades.all(canvas),
          Ink.radial(
              dice.about(0, 0.3),
              dice.about(0, 0.3),
              dice.between(0.3, 1),
              light,
              Colours.gray(0)));
    }
  }
}
