package kpnative.data.backdrop;

/** Light that falls unevenly on what was painted: falloff, shadows, patches of sun. */
final class Shades {
  private static final int COARSE = 5;

  private Shades() {}

  /** Makes the picture darker to one side, and sometimes to the edges. */
  static void fall(Canvas canvas, Dice dice) {
    double angle = dice.between(0, 2 * StrictMath.PI);
    double x = 0.7 * StrictMath.cos(angle);
    double y = 0.6 * StrictMath.sin(angle);
    float[] light = Colours.gray(1.15);
    float[] dark = Colours.times(Colours.hsv(dice.between(0, 1), 0.1, 1), dice.between(0.25, 1));
    canvas.shade(all(canvas), Ink.gradient(x, y, light, -x, -y, dark));
    if (dice.chance(0.35)) {
      float[] edge = Colours.gray(dice.between(0.2, 0.8));
      Ink spot =
          Ink.radial(
              dice.about(0, 0.25), dice.about(-0.1, 0.25), dice.between(0.5, 1.1), light, edge);
      canvas.shade(all(canvas), spot);
    }
  }

  /** Casts soft shadows: of a bar, a frame, leaves, or of something large out of sight. */
  static void cast(Canvas canvas, Dice dice) {
    Canvas small = canvas.coarse(COARSE);
    float[] shadow = Colours.times(Colours.hsv(0.62, 0.2, 1), dice.between(0.15, 0.7));
    switch (dice.below(5)) {
      case 0 -> leaves(small, dice, shadow);
      case 1 -> { // sun through a window
        small.flood(shadow);
        float[] sun = Colours.rgb(1.6, 1.5, 1.3);
        float lean = dice.between(-0.5, 0.5);
        float x = dice.about(0, 0.3);
        float y = dice.about(0, 0.2);
        float size = dice.between(0.12, 0.4);
        for (int i = 0; i < 4; i++) {
          float u = x + (i & 1) * size * 1.15f;
          float v = y + (i >> 1) * size * 1.3f + lean * (i & 1) * size;
          small.fill(
              small
                  .outline()
                  .to(u, v)
                  .to(u + size, v + lean * size)
                  .to(u + size, v + lean * size + size * 1.15)
                  .to(u, v + size * 1.15)
                  .close(),
              sun);
        }
      }
      case 2 -> { // bars of a blind
        float step = dice.between(0.04, 0.15);
        float lean = dice.between(-0.4, 0.4);
        for (float y = canvas.top() - 0.5f; y < canvas.bottom() + 0.5f; y += step) {
          small.fill(
              small
                  .outline()
                  .line(
                      canvas.left(),
                      y + lean * canvas.left(),
                      canvas.right(),
                      y + lean * canvas.right(),
                      step * 0.5),
              shadow);
        }
      }
      default -> {
        double[] radii = new double[7];
        for (int i = 0; i < radii.length; i++) {
          radii[i] = dice.between(0.1, 0.55);
        }
        small.fill(
            small.outline().blob(dice.about(0, 0.4), dice.about(0.1, 0.4), 1, radii), shadow);
      }
    }
    small.defocus(dice.between(0.5, 2.5) * small.pixel());
    canvas.multiply(small, COARSE);
  }

  private static void leaves(Canvas small, Dice dice, float[] shadow) {
    float size = dice.between(0.06, 0.2);
    for (int i = 0; i < 60; i++) {
      small.fill(
          small
              .outline()
              .leaf(
                  dice.between(small.left(), small.right()),
                  dice.between(small.top(), small.bottom()),
                  size,
                  size * 0.5,
                  dice.between(0, 6.3)),
          shadow,
          0.6f);
    }
  }

  /** {@return an outline of everything that is seen} */
  static Outline all(Canvas canvas) {
    return canvas.outline().rectangle(canvas.left(), canvas.top(), canvas.right(), canvas.bottom());
  }

  /** Multiplies all by fractal noise: plaster, stone, cloth, dirt. */
  static void mottle(Canvas canvas, Dice dice, double size, double amount) {
    float cell = (float) Math.max(2, size / canvas.pixel());
    canvas.grain(
        Noise.fractal(
            canvas.width(),
            canvas.height(),
            cell,
            dice.chance(0.3) ? dice.scale(0.4, 2.5) : 1,
            5,
            dice.between(0.5, 0.8),
            dice.seed()),
        (float) amount);
  }
}
