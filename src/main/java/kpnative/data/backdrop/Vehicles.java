package kpnative.data.backdrop;

/** Cars. */
final class Vehicles {
  private Vehicles() {}

  /** A car from the side or the front; (x, y) is its lower left. */
  static void car(Canvas canvas, Dice dice, float x, float y, float size) {
    float[] c = dice.chance(0.5) ? Colours.gray(dice.scale(0.01, 0.8)) : Colours.thing(dice);
    if (dice.chance(0.4)) {
      front(canvas, dice, x, y, size, c);
    } else {
      side(canvas, dice, x, y, size, c);
    }
  }

  private static void side(Canvas canvas, Dice dice, float x, float y, float s, float[] c) {
    float way = dice.sign();
    float m = x + s;
    canvas.fill(canvas.outline().ellipse(m, y, s, 0.06 * s, 0), Colours.gray(0), 0.6f);
    canvas.fill(
        canvas
            .outline()
            .to(m - way * s, y - 0.1 * s)
            .to(m - way * s, y - 0.32 * s)
            .to(m - way * 0.55 * s, y - 0.4 * s)
            .to(m - way * 0.25 * s, y - 0.66 * s)
            .to(m + way * 0.5 * s, y - 0.66 * s)
            .to(m + way * 0.9 * s, y - 0.4 * s)
            .to(m + way * s, y - 0.35 * s)
            .to(m + way * s, y - 0.1 * s)
            .close(),
        Ink.gradient(0, y - 0.66 * s, Colours.times(c, 1.4), 0, y, Colours.times(c, 0.4)));
    float[] glass = Colours.hsv(0.58, 0.3, dice.scale(0.01, 0.4));
    canvas.fill(
        canvas
            .outline()
            .to(m - way * 0.42 * s, y - 0.4 * s)
            .to(m - way * 0.2 * s, y - 0.61 * s)
            .to(m + way * 0.1 * s, y - 0.61 * s)
            .to(m + way * 0.1 * s, y - 0.4 * s)
            .close()
            .to(m + way * 0.15 * s, y - 0.4 * s)
            .to(m + way * 0.15 * s, y - 0.61 * s)
            .to(m + way * 0.46 * s, y - 0.61 * s)
            .to(m + way * 0.7 * s, y - 0.4 * s)
            .close(),
        glass);
    wheel(canvas, m - 0.6f * s, y - 0.1f * s, 0.17f * s, dice);
    wheel(canvas, m + 0.6f * s, y - 0.1f * s, 0.17f * s, dice);
  }

  /** A wheel with its rim. */
  static void wheel(Canvas canvas, float x, float y, float r, Dice dice) {
    canvas.fill(canvas.outline().disc(x, y, r), Colours.gray(0.01));
    canvas.fill(
        canvas.outline().disc(x, y, 0.65 * r),
        Ink.gradient(x, y - r, Colours.gray(0.6), x, y + r, Colours.gray(0.1)));
    int spokes = dice.from(4, 9);
    for (int i = 0; i < spokes; i++) {
      double a = 2 * StrictMath.PI * i / spokes;
      canvas.fill(
          canvas
              .outline()
              .taper(
                  x,
                  y,
                  x + 0.6 * r * StrictMath.cos(a),
                  y + 0.6 * r * StrictMath.sin(a),
                  0.1 * r,
                  0.2 * r),
          Colours.gray(0.02));
    }
    canvas.fill(canvas.outline().disc(x, y, 0.15 * r), Colours.gray(0.4));
  }

  /** The front, which looks like a face: two lamps and a grille. */
  static void front(Canvas canvas, Dice dice, float x, float y, float s, float[] c) {
    float m = x + s / 2;
    float h = s * dice.between(0.7, 0.95);
    canvas.fill(canvas.outline().ellipse(m, y, 0.55 * s, 0.06 * s, 0), Colours.gray(0), 0.6f);
    for (int side = -1; side <= 1; side += 2) {
      canvas.fill(
          canvas
              .outline()
              .rectangle(
                  m + side * 0.42 * s - 0.06 * s,
                  y - 0.2 * h,
                  m + side * 0.42 * s + 0.06 * s,
                  y + 0.02 * s),
          Colours.gray(0.01));
    }
    canvas.fill(
        canvas
            .outline()
            .to(m - 0.5 * s, y - 0.1 * h)
            .to(m - 0.5 * s, y - 0.5 * h)
            .to(m - 0.44 * s, y - 0.6 * h)
            .to(m - 0.32 * s, y - h)
            .to(m + 0.32 * s, y - h)
            .to(m + 0.44 * s, y - 0.6 * h)
            .to(m + 0.5 * s, y - 0.5 * h)
            .to(m + 0.5 * s, y - 0.1 * h)
            .close(),
        Ink.gradient(0, y - h, Colours.times(c, 1.4), 0, y, Colours.times(c, 0.4)));
    canvas.fill(
        canvas
            .outline()
            .to(m - 0.38 * s, y - 0.62 * h)
            .to(m - 0.29 * s, y - 0.93 * h)
            .to(m + 0.29 * s, y - 0.93 * h)
            .to(m + 0.38 * s, y - 0.62 * h)
            .close(),
        Ink.gradient(
            0, y - h, Colours.gray(dice.scale(0.02, 0.5)), 0, y - 0.6 * h, Colours.gray(0.01)));
    float r = s * dice.between(0.06, 0.1);
    boolean lit = dice.chance(0.3);
    for (int side = -1; side <= 1; side += 2) {
      float u = m + side * 0.36f * s;
      float v = y - 0.42f * h;
      canvas.fill(canvas.outline().ellipse(u, v, r * 1.3, r, side * 0.3), Colours.gray(0.15));
      canvas.fill(
          canvas.outline().disc(u, v, r * 0.75), Colours.gray(lit ? 4 : dice.between(0.4, 0.9)));
    }
    canvas.fill(
        canvas.outline().rectangle(m - 0.22 * s, y - 0.47 * h, m + 0.22 * s, y - 0.32 * h),
        Colours.gray(0.02));
    canvas.fill(
        canvas.outline().rectangle(m - 0.13 * s, y - 0.24 * h, m + 0.13 * s, y - 0.16 * h),
        Colours.gray(0.8));
    canvas.fill(
        canvas.outline().rectangle(m - 0.45 * s, y - 0.14 * h, m + 0.45 * s, y - 0.1 * h),
        Colours.gray(0.03));
  }
}
