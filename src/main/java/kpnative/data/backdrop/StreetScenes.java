package kpnative.data.backdrop;

/** Towns by day: fronts, streets, shops, fences, market and stands. */
final class StreetScenes {
  private StreetScenes() {}

  /** A front with rows of windows. */
  static void front(Canvas canvas, Dice dice) {
    float[] wall = dice.chance(0.5) ? Colours.stone(dice) : Colours.wall(dice);
    canvas.flood(wall);
    Shades.mottle(canvas, dice, 0.3, dice.between(0.05, 0.2));
    windows(
        canvas,
        dice,
        canvas.left(),
        canvas.top(),
        canvas.right(),
        canvas.bottom(),
        dice.scale(0.1, 0.45),
        wall);
    Shades.fall(canvas, dice);
    if (dice.chance(0.3)) {
      Shades.cast(canvas, dice);
    }
  }

  /** A rectangle's windows, in rows and columns {@code step} apart. */
  private static void windows(
      Canvas canvas,
      Dice dice,
      float left,
      float top,
      float right,
      float bottom,
      float step,
      float[] wall) {
    float w = step * dice.between(0.35, 0.85);
    float h = step * dice.between(0.5, 1);
    float rise = h * dice.between(1.15, 1.7);
    float[] pane = Colours.hsv(0.58, dice.between(0, 0.4), dice.scale(0.01, 0.4));
    float[] frame =
        dice.chance(0.5) ? Colours.gray(dice.between(0.4, 0.9)) : Colours.times(wall, 0.5);
    boolean cross = dice.chance(0.5) && w > 5 * canvas.pixel();
    boolean ledge = dice.chance(0.4);
    float bar = 0.06f * w;
    for (float y = top + 0.3f * rise; y < bottom; y += rise) {
      for (float x = left + 0.3f * step; x < right - 0.5f * w; x += step) {
        float x1 = Math.min(right, x + w);
        float y1 = Math.min(bottom, y + h);
        canvas.fill(canvas.outline().rectangle(x - bar, y - bar, x1 + bar, y1 + bar), frame);
        float[] c = Colours.times(pane, dice.scale(0.4, 2.5));
        canvas.fill(canvas.outline().rectangle(x, y, x1, y1), c);
        if (cross) {
          canvas.fill(
              canvas.outline().rectangle(x + w / 2 - bar / 2, y, x + w / 2 + bar / 2, y1), frame);
          canvas.fill(canvas.outline().rectangle(x, y + h * 0.4, x1, y + h * 0.4 + bar), frame);
        }
      }
      if (ledge) {
        canvas.fill(
            canvas.outline().rectangle(left, y + h + 0.1 * rise, right, y + h + 0.15 * rise),
            Colours.times(wall, 1.3));
      }
    }
  }

  /** A street: sky, houses on both sides or all along, road, cars, poles, trees. */
  static void street(Canvas canvas, Dice dice) {
    float horizon = dice.between(0, 0.25);
    NatureScenes.paintSky(canvas, dice, horizon);
    float x = canvas.left() - dice.between(0, 0.3);
    while (x < canvas.right()) {
      float w = dice.between(0.2, 0.7);
      float top = horizon - dice.scale(0.1, 0.8);
      float[] wall = dice.chance(0.6) ? Colours.stone(dice) : Colours.wall(dice);
      canvas.fill(canvas.outline().rectangle(x, top, x + w, horizon + 0.05), wall);
      windows(canvas, dice, x, top, x + w, horizon - 0.02f, dice.scale(0.05, 0.15), wall);
      if (dice.chance(0.4)) {
        canvas.fill(
            canvas
                .outline()
                .to(x - 0.02, top)
                .to(x + w / 2, top - dice.between(0.05, 0.2))
                .to(x + w + 0.02, top)
                .close(),
            Colours.brick(dice));
      }
      if (dice.chance(0.5)) {
        shopFront(canvas, dice, x, x + w, horizon + 0.05f, dice.between(0.1, 0.2));
      }
      x += w * dice.between(0.9, 1.3);
    }
    float[] road = Colours.hsv(0.1, 0.05, dice.between(0.08, 0.4));
    canvas.fill(
        canvas.outline().rectangle(canvas.left(), horizon + 0.05, canvas.right(), canvas.bottom()),
        new GroundInk(horizon, 6, 2, 0.4f, Colours.times(road, 0.7), road, dice.seed()));
    if (dice.chance(0.6)) {
      Plants.trees(canvas, dice, horizon + dice.between(0.03, 0.15), dice.between(0.2, 0.6));
    }
    for (int i = dice.below(5); i > 0; i--) {
      float size = dice.between(0.15, 0.5);
      Vehicles.car(
          canvas,
          dice,
          dice.between(canvas.left() - 0.1, canvas.right()),
          horizon + 0.05f + size * 0.2f,
          size);
    }
    for (int i = dice.below(5); i > 0; i--) {
      float u = dice.between(canvas.left(), canvas.right());
      canvas.fill(
          canvas
              .outline()
              .line(
                  u,
                  horizon + dice.between(0.1, 0.3),
                  u,
                  -dice.between(0.2, 0.7),
                  dice.scale(0.008, 0.05)),
          Colours.times(Colours.thing(dice), 0.4));
    }
    Shades.fall(canvas, dice);
  }

  static void shopFront(Canvas canvas, Dice dice, float left, float right, float base, float h) {
    float[] sign = Colours.thing(dice);
    float top = base - h;
    canvas.fill(
        canvas.outline().rectangle(left, top, right, base),
        Ink.gradient(0, top, Colours.gray(dice.scale(0.02, 0.8)), 0, base, Colours.dark(dice)));
    for (float x = left; x < right; x += dice.between(0.06, 0.2)) {
      canvas.fill(canvas.outline().rectangle(x, top, x + 0.008, base), Colours.gray(0.1));
    }
    float deep = h * dice.between(0.2, 0.4);
    canvas.fill(canvas.outline().rectangle(left, top - deep, right, top), sign);
    Lettering.word(
        canvas,
        dice,
        left + 0.05f,
        top - 0.8f * deep,
        0.6f * deep,
        Math.max(1, (int) ((right - left - 0.05f) / (0.6f * deep))),
        0.16f,
        sign[1] > 0.2f ? Colours.dark(dice) : Colours.gray(0.9));
    if (dice.chance(0.3)) { // an awning
      float[] a = Colours.vivid(dice);
      float step = 0.05f;
      int i = 0;
      for (float x = left; x < right; x += step, i++) {
        canvas.fill(
            canvas
                .outline()
                .to(x, top)
                .to(x + step, top)
                .to(x + step * 1.1, top + 0.3 * h)
                .to(x + step * 0.1, top + 0.3 * h)
                .close(),
            (i & 1) == 0 ? a : Colours.gray(0.85));
      }
    }
  }

  /** A shop's window and sign from near. */
  static void shop(Canvas canvas, Dice dice) {
    canvas.flood(Colours.stone(dice));
    shopFront(
        canvas,
        dice,
        canvas.left(),
        canvas.right(),
        dice.between(0.4, 0.7),
        dice.between(0.6, 0.9));
    for (int i = dice.from(2, 9); i > 0; i--) { // behind the glass
      float x = dice.between(canvas.left(), canvas.right());
      float y = dice.between(-0.1, 0.5);
      canvas.fill(
          canvas
              .outline()
              .rectangle(x, y, x + dice.between(0.05, 0.25), y + dice.between(0.05, 0.3)),
          Colours.thing(dice),
          0.7f);
    }
    Shades.fall(canvas, dice);
  }

  /** A fence, railing or net, with something behind. */
  static void fence(Canvas canvas, Dice dice) {
    if (dice.chance(0.6)) {
      NatureScenes.land(canvas, dice);
    } else {
      street(canvas, dice);
    }
    canvas.defocus(dice.between(0.01, 0.06));
    float[] c = dice.chance(0.5) ? Colours.wood(dice) : Colours.gray(dice.scale(0.01, 0.8));
    float step = dice.scale(0.05, 0.2);
    float w = step * dice.between(0.08, 0.6);
    if (dice.chance(0.3)) { // a net
      for (float x = canvas.left() - 2; x < canvas.right() + 2; x += step) {
        canvas.fill(canvas.outline().line(x, canvas.top(), x + 1, canvas.bottom(), 0.006), c);
        canvas.fill(canvas.outline().line(x, canvas.top(), x - 1, canvas.bottom(), 0.006), c);
      }
      return;
    }
    float top = dice.between(-0.5, 0.2);
    for (int i = 0; i < 2; i++) {
      float y = top + 0.08f + i * 0.35f;
      canvas.fill(
          canvas.outline().rectangle(canvas.left(), y, canvas.right(), y + 0.03),
          Colours.times(c, 0.7));
    }
    for (float x = canvas.left(); x < canvas.right(); x += step) {
      canvas.fill(
          canvas
              .outline()
              .to(x, canvas.bottom())
              .to(x, top)
              .to(x + w / 2, top - w / 2)
              .to(x + w, top)
              .to(x + w, canvas.bottom())
              .close(),
          Ink.gradient(x, 0, c, x + w, 0, Colours.times(c, 0.5)));
    }
    Shades.fall(canvas, dice);
  }

  /** Many people far out of focus: clothes and heads as blobs. */
  static void crowd(Canvas canvas, Dice dice) {
    canvas.flood(Colours.times(Colours.thing(dice), 0.4));
    float size = dice.scale(0.1, 0.4);
    float[] tone = dice.chance(0.5) ? Colours.gray(dice.scale(0.02, 0.5)) : Colours.thing(dice);
    for (float y = canvas.top(); y < canvas.bottom() + size; y += size * 0.5f) {
      for (float x = canvas.left() - size;
          x < canvas.right() + size;
          x += size * dice.between(0.5, 1)) {
        float[] cloth = Colours.mix(Colours.thing(dice), tone, dice.between(0, 0.7));
        float v = y + size * dice.about(0, 0.1);
        canvas.fill(
            canvas.outline().ellipse(x, v + 0.65 * size, 0.42 * size, 0.5 * size, 0), cloth);
        canvas.fill(
            canvas.outline().ellipse(x, v, 0.2 * size, 0.24 * size, 0),
            Colours.times(Colours.skinLike(dice), 0.7));
        canvas.fill(
            canvas.outline().ellipse(x, v - 0.1 * size, 0.21 * size, 0.17 * size, 0),
            Colours.dark(dice));
      }
    }
    Shades.fall(canvas, dice);
    canvas.defocus(size * 0.3f); // nothing of a face is left
  }

  /** Empty seats in rows, or the like. */
  static void seats(Canvas canvas, Dice dice) {
    float[] c = Colours.thing(dice);
    canvas.flood(Colours.times(c, 0.3));
    float size = dice.scale(0.06, 0.25);
    int row = 0;
    for (float y = canvas.top(); y < canvas.bottom() + size; y += size * 0.8f, row++) {
      for (float x = canvas.left() - (row & 1) * size / 2; x < canvas.right(); x += size) {
        float[] seat = Colours.near(c, 0.1, dice);
        canvas.fill(
            canvas.outline().rectangle(x + 0.08 * size, y, x + 0.92 * size, y + 0.6 * size),
            Ink.gradient(
                0, y, Colours.times(seat, 1.3), 0, y + 0.6 * size, Colours.times(seat, 0.4)));
      }
    }
    Shades.fall(canvas, dice);
  }
}
