package kpnative.data.backdrop;

/** What hangs on walls, in rough shapes. */
final class Furnishings {
  private Furnishings() {}

  /** Hangs a few things. */
  static void onWall(Canvas canvas, Dice dice) {
    for (int i = dice.from(1, 3); i > 0; i--) {
      float x = dice.about(0, 0.45);
      float y = dice.about(-0.05, 0.3);
      switch (dice.weighted(5, 2, 2, 1)) {
        case 0 -> picture(canvas, dice, x, y, dice.scale(0.08, 0.5));
        case 1 -> door(canvas, dice, x);
        case 2 -> shelf(canvas, dice, x, y);
        default -> pipe(canvas, dice, x);
      }
    }
  }

  /** A framed picture of something unclear. */
  static void picture(Canvas canvas, Dice dice, float x, float y, float width) {
    float height = width * dice.scale(0.6, 1.6);
    float[] frame = dice.chance(0.5) ? Colours.wood(dice) : Colours.gray(dice.scale(0.01, 0.9));
    float border = width * dice.between(0.02, 0.1);
    canvas.fill(
        canvas.outline().rectangle(x + border, y + border, x + width + border, y + height + border),
        Colours.gray(0),
        0.3f);
    canvas.fill(canvas.outline().rectangle(x, y, x + width, y + height), frame);
    float left = x + border;
    float top = y + border;
    float right = x + width - border;
    float bottom = y + height - border;
    canvas.fill(
        canvas.outline().rectangle(left, top, right, bottom),
        Ink.gradient(x, top, Colours.thing(dice), x, bottom, Colours.thing(dice)));
    for (int i = dice.below(6); i > 0; i--) {
      float u = dice.between(left, right);
      float v = dice.between(top, bottom);
      canvas.fill(
          canvas
              .outline()
              .rectangle(
                  u,
                  v,
                  Math.min(right, u + width * dice.between(0.05, 0.5)),
                  Math.min(bottom, v + height * dice.between(0.05, 0.5))),
          Colours.thing(dice));
    }
  }

  private static void door(Canvas canvas, Dice dice, float x) {
    float width = dice.between(0.25, 0.6);
    float[] c = dice.chance(0.5) ? Colours.wood(dice) : Colours.wall(dice);
    float top = dice.between(-0.6, -0.2);
    canvas.fill(
        canvas.outline().rectangle(x - 0.03, top - 0.03, x + width + 0.03, canvas.bottom()),
        Colours.times(c, dice.between(0.5, 1.4)));
    canvas.fill(canvas.outline().rectangle(x, top, x + width, canvas.bottom()), c);
    float inset = width * 0.15f;
    for (float y = top + inset; y < canvas.bottom(); y += 0.45f) {
      canvas.fill(
          canvas.outline().rectangle(x + inset, y, x + width - inset, y + 0.35),
          Ink.gradient(x, y, Colours.times(c, 0.7), x + width, y + 0.35, Colours.times(c, 1.15)));
    }
    canvas.fill(canvas.outline().disc(x + width * 0.9, 0.15, 0.015), Colours.gray(0.7));
  }

  private static void shelf(Canvas canvas, Dice dice, float x, float y) {
    float width = dice.between(0.2, 0.7);
    float[] c = Colours.wood(dice);
    float u = x;
    while (u < x + width) {
      float w = dice.between(0.015, 0.08);
      float h = dice.between(0.05, 0.2);
      canvas.fill(canvas.outline().rectangle(u, y - h, u + w, y), Colours.thing(dice));
      u += w + (dice.chance(0.3) ? dice.between(0, 0.1) : 0);
    }
    canvas.fill(canvas.outline().rectangle(x - 0.02, y, x + width + 0.03, y + 0.02), c);
    canvas.fill(
        canvas.outline().rectangle(x, y + 0.02, x + width, y + 0.05), Colours.gray(0), 0.35f);
  }

  private static void pipe(Canvas canvas, Dice dice, float x) {
    float r = dice.between(0.008, 0.04);
    float[] c = Colours.wall(dice);
    canvas.fill(
        canvas.outline().rectangle(x - r, canvas.top(), x, canvas.bottom()),
        Ink.gradient(x - r, 0, Colours.times(c, 0.3), x, 0, c));
    canvas.fill(
        canvas.outline().rectangle(x, canvas.top(), x + r, canvas.bottom()),
        Ink.gradient(x, 0, c, x + r, 0, Colours.times(c, 0.4)));
  }
}
