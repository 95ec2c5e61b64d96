package kpnative.data.backdrop;

/** Inside houses: living rooms, offices, shelves of books and goods, windows and blinds. */
final class RoomScenes {
  private RoomScenes() {}

  static void room(Canvas canvas, Dice dice) {
    float[] wall = Colours.wall(dice);
    canvas.flood(wall);
    Shades.mottle(canvas, dice, 0.5, dice.between(0.02, 0.1));
    float floor = dice.between(0.15, 0.45);
    if (dice.chance(0.4)) { // the other wall of the corner
      float x = dice.about(0, 0.4);
      canvas.fill(
          canvas
              .outline()
              .to(x, canvas.top())
              .to(canvas.right(), canvas.top())
              .to(canvas.right(), floor + 0.3)
              .to(x, floor)
              .close(),
          Colours.times(wall, dice.between(0.4, 0.9)));
    }
    if (dice.chance(0.35)) {
      ceiling(canvas, dice, -dice.between(0.25, 0.5));
    }
    if (dice.chance(0.55)) {
      float w = dice.between(0.25, 0.6);
      window(
          canvas,
          dice,
          dice.about(0, 0.5),
          -dice.between(0.25, 0.5),
          w,
          w * dice.between(0.9, 1.6));
    }
    Furnishings.onWall(canvas, dice);
    floor(canvas, dice, floor);
    for (int i = dice.from(1, 5); i > 0; i--) {
      Furniture.any(
          canvas,
          dice,
          dice.between(canvas.left() - 0.2, canvas.right()),
          floor + dice.between(-0.02, 0.15));
    }
    Shades.fall(canvas, dice);
    if (dice.chance(0.3)) {
      Shades.cast(canvas, dice);
    }
  }

  private static void floor(Canvas canvas, Dice dice, float y) {
    float[] c = dice.chance(0.6) ? Colours.wood(dice) : Colours.thing(dice);
    canvas.fill(
        canvas.outline().rectangle(canvas.left(), y, canvas.right(), canvas.bottom()),
        new GroundInk(
            y - 0.3f, dice.between(2, 8), 1, 0.5f, Colours.times(c, 0.6), c, dice.seed()));
    canvas.fill(
        canvas.outline().rectangle(canvas.left(), y - 0.025, canvas.right(), y),
        dice.chance(0.5) ? Colours.gray(0.7) : Colours.times(c, 0.6));
  }

  private static void ceiling(Canvas canvas, Dice dice, float y) {
    canvas.fill(
        canvas.outline().rectangle(canvas.left(), canvas.top(), canvas.right(), y),
        Colours.gray(dice.between(0.4, 0.8)));
    for (int i = dice.below(5); i > 0; i--) {
      float x = dice.between(canvas.left(), canvas.right());
      float v = y - dice.between(0.03, 0.3);
      float w = dice.between(0.03, 0.3);
      canvas.fill(
          canvas
              .outline()
              .to(x, v)
              .to(x + w, v)
              .to(x + w * 1.1, v - 0.03)
              .to(x - 0.1 * w, v - 0.03)
              .close(),
          Colours.gray(dice.between(1.5, 5)));
    }
  }

  /** A window with what is outside, far too bright, and often curtains. */
  static void window(Canvas canvas, Dice dice, float x, float y, float w, float h) {
    float[] sky = Colours.times(Colours.hsv(0.58, dice.between(0, 0.3), 1), dice.scale(0.8, 5));
    float[] ground = Colours.times(Colours.leaf(dice), dice.between(1, 5));
    float bright = dice.between(0.3, 0.8);
    canvas.fill(
        canvas.outline().rectangle(x, y, x + w, y + h),
        Ink.gradient(x, y + h * bright, sky, x, y + h * Math.min(1, bright + 0.3), ground));
    for (int i = dice.below(8); i > 0; i--) {
      float u = dice.between(x, x + w);
      float v = dice.between(y + 0.2 * h, y + h);
      canvas.fill(
          canvas.outline().rectangle(u, v, Math.min(x + w, u + 0.3 * w), y + h),
          Colours.times(Colours.stone(dice), dice.between(0.5, 3)),
          0.8f);
    }
    float[] frame = dice.chance(0.7) ? Colours.gray(dice.between(0.2, 0.8)) : Colours.wood(dice);
    float bar = w * dice.between(0.02, 0.06);
    int columns = dice.from(1, 4);
    int rows = dice.from(1, 4);
    for (int i = 0; i <= columns; i++) {
      float u = x + w * i / columns;
      canvas.fill(canvas.outline().rectangle(u - bar / 2, y, u + bar / 2, y + h), frame);
    }
    for (int i = 0; i <= rows; i++) {
      float v = y + h * i / rows;
      canvas.fill(
          canvas.outline().rectangle(x - bar / 2, v - bar / 2, x + w + bar / 2, v + bar / 2),
          frame);
    }
    if (dice.chance(0.5)) {
      float[] cloth = Colours.wall(dice);
      float side = w * dice.between(0.15, 0.4);
      curtain(canvas, dice, x - side * 0.6f, x + side * 0.4f, y - 0.06f, y + h + 0.2f, cloth);
      curtain(
          canvas, dice, x + w - side * 0.4f, x + w + side * 0.6f, y - 0.06f, y + h + 0.2f, cloth);
    }
  }

  private static void curtain(
      Canvas canvas, Dice dice, float left, float right, float top, float bottom, float[] c) {
    float fold = (right - left) / dice.from(3, 7);
    for (float x = left; x < right - 0.01f; x += fold) {
      canvas.fill(
          canvas.outline().rectangle(x, top, x + fold * 0.6, bottom),
          Ink.gradient(x, 0, Colours.times(c, 0.4), x + fold * 0.6, 0, c));
      canvas.fill(
          canvas.outline().rectangle(x + fold * 0.6, top, x + fold, bottom),
          Ink.gradient(x + fold * 0.6, 0, c, x + fold, 0, Colours.times(c, 0.4)));
    }
  }

  /** Windows that fill the picture, people before them. */
  static void windows(Canvas canvas, Dice dice) {
    canvas.flood(Colours.times(Colours.wall(dice), dice.between(0.1, 0.6)));
    float w = dice.between(0.4, 1);
    for (float x = canvas.left() - dice.between(0, w); x < canvas.right(); x += w * 1.15f) {
      window(canvas, dice, x, -dice.between(0.45, 0.7), w, dice.between(0.7, 1.3));
    }
    Shades.fall(canvas, dice);
  }

  static void blinds(Canvas canvas, Dice dice) {
    float[] c = Colours.wall(dice);
    float[] light = Colours.times(Colours.hsv(0.58, 0.2, 1), dice.scale(0.3, 4));
    canvas.flood(Ink.gradient(0, -0.5, light, 0, 0.5, Colours.times(light, dice.between(0.3, 1))));
    float step = dice.scale(0.025, 0.12);
    float closed = dice.between(0.4, 0.95);
    boolean upright = dice.chance(0.25);
    float from = upright ? canvas.left() : canvas.top();
    float to = upright ? canvas.right() : canvas.bottom();
    for (float y = from; y < to; y += step) {
      float end = y + step * closed;
      Ink ink =
          upright
              ? Ink.gradient(y, 0, c, end, 0, Colours.times(c, 0.5))
              : Ink.gradient(0, y, c, 0, end, Colours.times(c, 0.5));
      Outline o =
          upright
              ? canvas.outline().rectangle(y, canvas.top(), end, canvas.bottom())
              : canvas.outline().rectangle(canvas.left(), y, canvas.right(), end);
      canvas.fill(o, ink);
    }
    if (dice.chance(0.5)) {
      float x = dice.about(0, 0.4);
      canvas.fill(
          canvas.outline().line(x, canvas.top(), x, canvas.bottom(), 0.008), Colours.times(c, 0.7));
    }
    Shades.fall(canvas, dice);
  }

  static void office(Canvas canvas, Dice dice) {
    float[] wall = Colours.gray(dice.between(0.25, 0.7));
    canvas.flood(wall);
    float floor = dice.between(0.05, 0.3);
    ceiling(canvas, dice, -dice.between(0.2, 0.4));
    if (dice.chance(0.5)) {
      window(canvas, dice, dice.about(0, 0.5), -0.2f, dice.between(0.3, 0.8), 0.35f);
    }
    floor(canvas, dice, floor);
    for (int i = dice.from(2, 7); i > 0; i--) {
      float x = dice.between(canvas.left() - 0.2, canvas.right());
      float y = floor + dice.between(-0.05, 0.25);
      switch (dice.below(4)) {
        case 0 -> Furniture.cupboard(canvas, dice, x, y);
        case 1 -> Furniture.chair(canvas, dice, x, y);
        default -> Furniture.desk(canvas, dice, x, y);
      }
    }
    Shades.fall(canvas, dice);
  }

  /** Books, records, files: upright, in rows. */
  static void books(Canvas canvas, Dice dice) {
    float[] wood = dice.chance(0.6) ? Colours.wood(dice) : Colours.gray(dice.between(0.02, 0.7));
    canvas.flood(Colours.times(wood, dice.between(0.1, 0.4)));
    float height = dice.scale(0.15, 0.45);
    boolean set = dice.chance(0.3); // all of one edition
    float[] edition = Colours.thing(dice);
    float thin = height * dice.between(0.06, 0.14);
    float sides = dice.between(0.7, 1.6);
    for (float y = canvas.top() - dice.between(0, 0.3); y < canvas.bottom() + height; y += height) {
      float x = canvas.left() - dice.between(0, 0.1);
      while (x < canvas.right()) {
        if (dice.chance(0.05)) {
          x += thin * dice.between(1, 6); // a gap
        }
        float w = thin * dice.scale(0.5, 2.2);
        float h = height * (set ? 0.8f : dice.between(0.55, 0.9));
        float[] c = set ? Colours.near(edition, 0.1, dice) : Colours.thing(dice);
        float lean = dice.chance(0.06) ? dice.about(0, 0.1) : 0;
        canvas.fill(
            canvas
                .outline()
                .to(x, y)
                .to(x + w, y)
                .to(x + w + lean * h, y - h)
                .to(x + lean * h, y - h)
                .close(),
            Ink.gradient(x, 0, c, x + w, 0, Colours.times(c, 0.45)));
        if (dice.chance(0.6)) {
          float v = y - h * dice.between(0.3, 0.85);
          canvas.fill(
              canvas
                  .outline()
                  .rectangle(x + 0.15 * w, v, x + 0.85 * w, v + h * dice.between(0.03, 0.25)),
              dice.chance(0.5) ? Colours.rgb(0.6, 0.45, 0.15) : Colours.thing(dice));
        }
        x += w;
      }
      canvas.fill(
          canvas.outline().rectangle(canvas.left(), y, canvas.right(), y + height * 0.08), wood);
      canvas.shade(
          canvas
              .outline()
              .rectangle(canvas.left(), y + height * 0.08, canvas.right(), y + height * 0.35),
          Ink.gradient(
              0, y + height * 0.08, Colours.gray(0.2), 0, y + height * 0.35, Colours.gray(1)));
    }
    for (float x = canvas.left() + dice.between(0, sides); x < canvas.right(); x += sides) {
      canvas.fill(
          canvas.outline().rectangle(x, canvas.top(), x + 0.03, canvas.bottom()),
          Ink.gradient(x, 0, wood, x + 0.03, 0, Colours.times(wood, 0.5)));
    }
    Shades.fall(canvas, dice);
  }

  /** Goods on a shop's shelves: boxes, bottles, tins, fruit. */
  static void shop(Canvas canvas, Dice dice) {
    canvas.flood(Colours.gray(dice.between(0.02, 0.2)));
    float height = dice.scale(0.12, 0.35);
    for (float y = canvas.top(); y < canvas.bottom() + height; y += height) {
      float x = canvas.left();
      while (x < canvas.right()) {
        float w = height * dice.scale(0.15, 0.6);
        int count = dice.from(1, 6);
        int form = dice.below(3);
        float[] c = Colours.thing(dice);
        float[] label = Colours.thing(dice);
        float h = height * dice.between(0.5, 0.85);
        for (int i = 0; i < count; i++, x += w * 1.05f) {
          Furniture.packet(canvas, form, x, y, w, h, c, label);
        }
      }
      canvas.fill(
          canvas.outline().rectangle(canvas.left(), y, canvas.right(), y + height * 0.1),
          Colours.gray(dice.between(0.2, 0.7)));
      for (float u = canvas.left(); u < canvas.right(); u += 0.1f) {
        canvas.fill(
            canvas.outline().rectangle(u, y + 0.01 * height, u + 0.05, y + height * 0.09),
            Colours.gray(0.8));
      }
    }
    Shades.fall(canvas, dice);
  }
}
