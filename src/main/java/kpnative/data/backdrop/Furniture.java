package kpnative.data.backdrop;

/** Furniture as boxes, and goods. Places are those of the foot's left end. */
final class Furniture {
  private Furniture() {}

  static void any(Canvas canvas, Dice dice, float x, float y) {
    switch (dice.below(7)) {
      case 0 -> cupboard(canvas, dice, x, y);
      case 1 -> sofa(canvas, dice, x, y);
      case 2 -> lamp(canvas, dice, x, y);
      case 3 -> plant(canvas, dice, x, y);
      case 4 -> chair(canvas, dice, x, y);
      case 5 -> screen(canvas, dice, x, y - 0.2f, dice.between(0.2, 0.5));
      default -> desk(canvas, dice, x, y);
    }
  }

  private static void box(
      Canvas canvas, float left, float top, float right, float bottom, float[] c) {
    canvas.fill(
        canvas.outline().rectangle(left, top, right, bottom),
        Ink.gradient(left, top, Colours.times(c, 1.15), right, bottom, Colours.times(c, 0.6)));
  }

  static void cupboard(Canvas canvas, Dice dice, float x, float y) {
    float[] c = dice.chance(0.6) ? Colours.wood(dice) : Colours.wall(dice);
    float w = dice.between(0.2, 0.5);
    float h = dice.between(0.25, 0.8);
    box(canvas, x, y - h, x + w, y, c);
    int columns = dice.from(1, 3);
    int rows = dice.from(1, 4);
    for (int i = 0; i < columns * rows; i++) {
      float u = x + w * (i % columns) / columns;
      int row = i / columns;
      float v = y - h + h * row / rows;
      float[] front = Colours.times(c, dice.between(0.8, 1.2));
      box(canvas, u + 0.008f, v + 0.008f, u + w / columns - 0.008f, v + h / rows - 0.008f, front);
      canvas.fill(
          canvas.outline().disc(u + w / columns * 0.85, v + h / rows * 0.5, 0.008),
          Colours.gray(0.5));
    }
  }

  private static void sofa(Canvas canvas, Dice dice, float x, float y) {
    float[] c = Colours.thing(dice);
    float w = dice.between(0.5, 1);
    float h = dice.between(0.25, 0.4);
    box(canvas, x, y - h, x + w, y - 0.1f, c);
    int seats = dice.from(2, 3);
    for (int i = 0; i < seats; i++) {
      float u = x + w * i / seats;
      box(
          canvas,
          u + 0.01f,
          y - h + 0.02f,
          u + w / seats - 0.01f,
          y - 0.12f,
          Colours.times(c, 1.15));
      box(canvas, u + 0.01f, y - 0.16f, u + w / seats - 0.01f, y - 0.06f, Colours.times(c, 1.3));
    }
    box(canvas, x - 0.08f, y - h * 0.7f, x + 0.02f, y, Colours.times(c, 0.9));
    box(canvas, x + w - 0.02f, y - h * 0.7f, x + w + 0.08f, y, Colours.times(c, 0.8));
    for (int i = dice.below(4); i > 0; i--) {
      float u = dice.between(x, x + w - 0.15);
      float[] cushion = Colours.thing(dice);
      box(canvas, u, y - h, u + 0.16f, y - h + 0.16f, cushion);
    }
  }

  static void lamp(Canvas canvas, Dice dice, float x, float y) {
    float h = dice.between(0.3, 0.8);
    float r = dice.between(0.06, 0.15);
    float[] light = Colours.times(Colours.rgb(1, 0.75, 0.4), dice.scale(0.4, 3));
    canvas.fill(canvas.outline().line(x, y, x, y - h, 0.012), Colours.gray(0.05));
    canvas.glow(
        canvas.outline().disc(x, y - h, 4 * r),
        Ink.radial(x, y - h, 4 * r, Colours.times(light, 0.4), Colours.gray(0)));
    canvas.fill(
        canvas
            .outline()
            .to(x - r, y - h + r)
            .to(x + r, y - h + r)
            .to(x + 0.6 * r, y - h - 0.6 * r)
            .to(x - 0.6 * r, y - h - 0.6 * r)
            .close(),
        Ink.gradient(
            x, y - h - r, Colours.times(light, 0.6), x, y - h + r, Colours.times(light, 1.3)));
  }

  private static void plant(Canvas canvas, Dice dice, float x, float y) {
    float h = dice.between(0.2, 0.6);
    float[] pot =
        Colours.hsv(dice.between(0.02, 0.1), dice.between(0, 0.7), dice.between(0.1, 0.6));
    float w = h * 0.2f;
    float[] c = Colours.leaf(dice);
    for (int i = dice.from(8, 24); i > 0; i--) {
      double a = -1.57 + dice.about(0, 0.8);
      float l = h * dice.between(0.4, 0.9);
      canvas.fill(
          canvas.outline().leaf(x, y - 0.25 * h, l, l * dice.between(0.1, 0.4), a),
          Colours.times(c, dice.scale(0.4, 1.8)));
    }
    canvas.fill(
        canvas
            .outline()
            .to(x - w, y - 0.3 * h)
            .to(x + w, y - 0.3 * h)
            .to(x + 0.7 * w, y)
            .to(x - 0.7 * w, y)
            .close(),
        Ink.gradient(x - w, 0, pot, x + w, 0, Colours.times(pot, 0.4)));
  }

  static void chair(Canvas canvas, Dice dice, float x, float y) {
    float[] c = dice.chance(0.5) ? Colours.dark(dice) : Colours.thing(dice);
    float s = dice.between(0.12, 0.3);
    for (int i = 0; i < 2; i++) {
      canvas.fill(
          canvas.outline().line(x + i * s, y, x + i * s, y - s, 0.015), Colours.times(c, 0.5));
    }
    box(canvas, x - 0.01f, y - s * 1.1f, x + s + 0.01f, y - s * 0.9f, c);
    double[] back = {0.5 * s, 0.62 * s, 0.5 * s, 0.62 * s, 0.5 * s, 0.62 * s, 0.5 * s, 0.62 * s};
    canvas.fill(
        canvas.outline().blob(x + s / 2, y - 1.7 * s, 0.9, back),
        Ink.gradient(x, y - 2.3 * s, Colours.times(c, 1.5), x + s, y - s, Colours.times(c, 0.6)));
  }

  static void desk(Canvas canvas, Dice dice, float x, float y) {
    float w = dice.between(0.3, 0.8);
    float h = dice.between(0.15, 0.3);
    float[] c = dice.chance(0.6) ? Colours.wood(dice) : Colours.gray(dice.between(0.1, 0.7));
    box(canvas, x + 0.02f, y - h, x + 0.06f, y, Colours.times(c, 0.6));
    box(canvas, x + w - 0.06f, y - h, x + w - 0.02f, y, Colours.times(c, 0.6));
    box(canvas, x, y - h - 0.03f, x + w, y - h, c);
    if (dice.chance(0.6)) {
      screen(canvas, dice, x + w * dice.between(0.1, 0.5), y - h - 0.05f, dice.between(0.12, 0.25));
    }
    for (int i = dice.below(7); i > 0; i--) {
      float u = x + w * dice.between(0, 0.9);
      float b = dice.between(0.02, 0.08);
      box(
          canvas,
          u,
          y - h - 0.03f - b,
          u + b * dice.between(0.4, 2),
          y - h - 0.03f,
          Colours.thing(dice));
    }
  }

  /** A television or monitor. */
  static void screen(Canvas canvas, Dice dice, float x, float y, float w) {
    float h = w * 0.62f;
    box(canvas, x, y - h, x + w, y, Colours.gray(0.01));
    float b = w * 0.03f;
    float[] glow =
        Colours.times(
            Colours.hsv(dice.between(0.5, 0.65), dice.between(0, 0.8), 1), dice.scale(0.01, 1.3));
    canvas.fill(
        canvas.outline().rectangle(x + b, y - h + b, x + w - b, y - b),
        Ink.gradient(x, y - h, glow, x + w, y, Colours.times(glow, 0.4)));
    if (dice.chance(0.5)) {
      Lettering.print(
          canvas,
          dice,
          x + 2 * b,
          y - h + 2 * b,
          x + w * dice.between(0.5, 0.9),
          y - 3 * b,
          h * 0.08f,
          Colours.times(glow, dice.chance(0.5) ? 0.2 : 2));
    }
    box(canvas, x + 0.45f * w, y, x + 0.55f * w, y + 0.05f, Colours.gray(0.05));
  }

  /**
   * Goods.
   *
   * @param form 0 a box, 1 a bottle, 2 a tin
   */
  static void packet(
      Canvas canvas, int form, float x, float y, float w, float h, float[] c, float[] label) {
    float m = x + w / 2;
    Ink round =
        Ink.gradient(m - 0.1 * w, 0, Colours.times(c, 1.2), x + w, 0, Colours.times(c, 0.3));
    switch (form) {
      case 0 -> box(canvas, x, y - h, x + w, y, c);
      case 1 ->
          canvas.fill(
              canvas
                  .outline()
                  .to(x + 0.1 * w, y)
                  .to(x + 0.1 * w, y - 0.6 * h)
                  .to(x + 0.38 * w, y - 0.75 * h)
                  .to(x + 0.38 * w, y - h)
                  .to(x + 0.62 * w, y - h)
                  .to(x + 0.62 * w, y - 0.75 * h)
                  .to(x + 0.9 * w, y - 0.6 * h)
                  .to(x + 0.9 * w, y)
                  .close(),
              round);
      default -> {
        canvas.fill(canvas.outline().rectangle(x + 0.05 * w, y - 0.7 * h, x + 0.95 * w, y), round);
        canvas.fill(
            canvas.outline().ellipse(m, y - 0.7 * h, 0.45 * w, 0.1 * w, 0), Colours.gray(0.5));
      }
    }
    canvas.fill(
        canvas.outline().rectangle(x + 0.15 * w, y - 0.5 * h, x + 0.85 * w, y - 0.2 * h),
        label,
        0.9f);
  }
}
