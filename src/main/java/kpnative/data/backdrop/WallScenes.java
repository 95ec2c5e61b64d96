package kpnative.data.backdrop;

import org.jspecify.annotations.Nullable;

/** Walls seen from near: plaster, bricks, stones, boards, tiles, concrete, sheet metal. */
final class WallScenes {
  private WallScenes() {}

  static void plaster(Canvas canvas, Dice dice) {
    float[] c = Colours.wall(dice);
    canvas.flood(c);
    Shades.mottle(canvas, dice, dice.scale(0.05, 0.6), dice.scale(0.02, 0.2));
    if (dice.chance(0.3)) { // another colour below, or the corner of a room
      float[] other =
          dice.chance(0.5) ? Colours.wall(dice) : Colours.times(c, dice.between(0.4, 1.2));
      if (dice.chance(0.5)) {
        float y = dice.between(-0.1, 0.4);
        canvas.fill(
            canvas.outline().rectangle(canvas.left(), y, canvas.right(), canvas.bottom()), other);
        float[] rail = Colours.times(c, dice.between(0.5, 1.3));
        canvas.fill(canvas.outline().rectangle(canvas.left(), y - 0.02, canvas.right(), y), rail);
      } else {
        float x = dice.about(0, 0.3);
        canvas.fill(
            canvas.outline().rectangle(x, canvas.top(), canvas.right(), canvas.bottom()), other);
      }
    }
    if (dice.chance(0.6)) {
      Furnishings.onWall(canvas, dice);
    }
    light(canvas, dice);
  }

  static void bricks(Canvas canvas, Dice dice) {
    float h = dice.scale(0.04, 0.13);
    float w = h * dice.between(2.2, 3.4);
    float joint = h * dice.between(0.08, 0.18);
    float[] c = Colours.brick(dice);
    canvas.flood(Colours.hsv(0.1, 0.15, dice.scale(0.08, 0.6)));
    float spread = dice.between(0.05, 0.3);
    boolean painted = dice.chance(0.2);
    int row = 0;
    for (float y = canvas.top() - h; y < canvas.bottom(); y += h, row++) {
      float shift = (row & 1) * w / 2 + dice.about(0, 0.03) * w;
      for (float x = canvas.left() - w + shift % w; x < canvas.right(); x += w) {
        float[] b = painted ? Colours.near(c, 0.04, dice) : Colours.near(c, spread, dice);
        float wobble = dice.about(0, 0.02) * h;
        canvas.fill(
            canvas.outline().rectangle(x, y + wobble, x + w - joint, y + h - joint + wobble), b);
        canvas.fill(
            canvas.outline().rectangle(x, y + h - joint * 1.5, x + w - joint, y + h - joint),
            Colours.times(b, 0.5),
            0.6f);
      }
    }
    Shades.mottle(canvas, dice, h, dice.between(0.08, 0.25));
    light(canvas, dice);
  }

  static void stones(Canvas canvas, Dice dice) {
    float size = dice.scale(0.07, 0.25);
    float[] c = Colours.stone(dice);
    canvas.flood(Colours.times(c, dice.between(0.2, 0.7)));
    double[] radii = new double[7];
    for (float y = canvas.top() - size; y < canvas.bottom() + size; y += size * 0.72f) {
      for (float x = canvas.left() - size; x < canvas.right() + size; x += size) {
        for (int i = 0; i < radii.length; i++) {
          radii[i] = size * dice.between(0.36, 0.56);
        }
        float u = x + dice.about(0, 0.15) * size;
        float v = y + dice.about(0, 0.12) * size;
        float[] s = Colours.near(c, 0.25, dice);
        canvas.fill(
            canvas.outline().blob(u, v, 1.25, radii),
            Ink.gradient(
                u, v - size / 2, Colours.times(s, 1.2), u, v + size / 2, Colours.times(s, 0.6)));
      }
    }
    Shades.mottle(canvas, dice, size * 0.5, dice.between(0.15, 0.4));
    light(canvas, dice);
  }

  /** Boards side by side, upright or lying. */
  static void boards(Canvas canvas, Dice dice) {
    boolean upright = dice.chance(0.55);
    float[] c = dice.chance(0.75) ? Colours.wood(dice) : Colours.wall(dice);
    float width = dice.scale(0.05, 0.3);
    float spread = dice.between(0.05, 0.3);
    float from = upright ? canvas.left() : canvas.top();
    float to = upright ? canvas.right() : canvas.bottom();
    float low = upright ? canvas.top() : canvas.left();
    float high = upright ? canvas.bottom() : canvas.right();
    float gap = dice.between(0.004, 0.012);
    canvas.flood(Colours.times(c, 0.15));
    for (float x = from; x < to; x += width) {
      float at = low - dice.between(0, 0.5);
      while (at < high) {
        float length = dice.chance(0.5) ? 10 : dice.between(0.5, 1.5);
        float[] board = Colours.near(c, spread, dice);
        float[] edge = Colours.times(board, dice.between(0.7, 1));
        rectangle(canvas, upright, x + gap, at, x + width, at + length - gap, board, edge);
        for (int i = dice.below(5); i > 0; i--) { // grain
          float u = x + gap + width * dice.between(0.05, 0.9);
          rectangle(
              canvas,
              upright,
              u,
              at,
              u + width * dice.between(0.01, 0.06),
              at + length,
              Colours.times(board, dice.between(0.6, 0.95)),
              null);
        }
        if (dice.chance(0.25)) {
          float u = x + width * dice.between(0.3, 0.7);
          float v = at + dice.between(0, 1) * Math.min(length, 1.5f);
          float r = width * dice.between(0.05, 0.12);
          canvas.fill(
              canvas
                  .outline()
                  .ellipse(
                      upright ? u : v,
                      upright ? v : u,
                      upright ? r : 1.6 * r,
                      upright ? 1.6 * r : r,
                      0),
              Colours.times(board, 0.35));
        }
        at += length;
      }
    }
    float cell = Math.max(1.5f, dice.between(0.01, 0.03) / canvas.pixel());
    canvas.grain(
        Noise.smooth(
            canvas.width(),
            canvas.height(),
            upright ? cell : cell * 14,
            upright ? cell * 14 : cell,
            dice.seed()),
        dice.between(0.05, 0.25));
    light(canvas, dice);
  }

  private static void rectangle(
      Canvas canvas,
      boolean upright,
      double x0,
      double y0,
      double x1,
      double y1,
      float[] c,
      float @Nullable [] edge) {
    Outline o =
        upright
            ? canvas.outline().rectangle(x0, y0, x1, y1)
            : canvas.outline().rectangle(y0, x0, y1, x1);
    if (edge == null) {
      canvas.fill(o, c, 0.6f);
    } else if (upright) {
      canvas.fill(o, Ink.gradient(x0, 0, c, x1, 0, edge));
    } else {
      canvas.fill(o, Ink.gradient(0, x0, c, 0, x1, edge));
    }
  }

  static void tiles(Canvas canvas, Dice dice) {
    float w = dice.scale(0.05, 0.35);
    float h = dice.chance(0.6) ? w : w * dice.between(0.4, 0.6);
    float[] c = Colours.wall(dice);
    float[] d = dice.chance(0.3) ? Colours.thing(dice) : c;
    float joint = w * dice.between(0.02, 0.06);
    canvas.flood(Colours.times(c, dice.chance(0.7) ? dice.between(0.2, 0.7) : 1.5));
    float spread = dice.chance(0.2) ? 0.5f : dice.between(0.01, 0.08);
    int row = 0;
    for (float y = canvas.top() - h; y < canvas.bottom(); y += h, row++) {
      int column = 0;
      for (float x = canvas.left() - w; x < canvas.right(); x += w, column++) {
        float[] t = Colours.near((row + column & 1) == 0 ? c : d, spread, dice);
        canvas.fill(
            canvas.outline().rectangle(x, y, x + w - joint, y + h - joint),
            Ink.gradient(x, y, Colours.times(t, 1.15), x + w, y + h, Colours.times(t, 0.85)));
      }
    }
    light(canvas, dice);
  }

  static void concrete(Canvas canvas, Dice dice) {
    float[] c = Colours.hsv(0.1, dice.between(0, 0.12), dice.scale(0.1, 0.5));
    canvas.flood(c);
    Shades.mottle(canvas, dice, dice.between(0.2, 0.8), dice.between(0.1, 0.3));
    float w = dice.between(0.4, 1.2);
    float h = dice.between(0.3, 0.8);
    float x0 = dice.between(0, 1);
    for (float y = canvas.top() - dice.between(0, 0.5); y < canvas.bottom(); y += h) {
      canvas.fill(
          canvas.outline().line(canvas.left(), y, canvas.right(), y, 0.008), Colours.times(c, 0.4));
    }
    for (float x = canvas.left() - x0; x < canvas.right(); x += w) {
      canvas.fill(
          canvas.outline().line(x, canvas.top(), x, canvas.bottom(), 0.008), Colours.times(c, 0.4));
    }
    for (int i = dice.below(12); i > 0; i--) { // stains run down
      float x = dice.between(canvas.left(), canvas.right());
      float y = dice.between(canvas.top(), canvas.bottom());
      float length = dice.between(0.1, 0.6);
      canvas.fill(
          canvas.outline().taper(x, y, x, y + length, dice.between(0.01, 0.05), 0),
          Colours.times(c, dice.between(0.4, 0.9)),
          0.5f);
    }
    light(canvas, dice);
  }

  /** Shutters, corrugated sheets, cladding: bands with a bright and a dark side. */
  static void sheets(Canvas canvas, Dice dice) {
    boolean upright = dice.chance(0.5);
    float[] c = dice.chance(0.5) ? Colours.wall(dice) : Colours.thing(dice);
    float step = dice.scale(0.02, 0.15);
    float depth = dice.between(0.2, 0.8);
    float[] bright = Colours.times(c, 1 + 0.4 * depth);
    float[] dark = Colours.times(c, 1 - depth);
    canvas.flood(c);
    float from = upright ? canvas.left() : canvas.top();
    float to = upright ? canvas.right() : canvas.bottom();
    boolean round = dice.chance(0.5);
    for (float x = from; x < to; x += step) {
      float middle = x + step * (round ? 0.5f : 0.9f);
      rectangle(canvas, upright, x, -9, middle, 9, dark, bright);
      rectangle(canvas, upright, middle, -9, x + step, 9, bright, dark);
    }
    Shades.mottle(canvas, dice, 0.3, dice.between(0.02, 0.2));
    light(canvas, dice);
  }

  private static void light(Canvas canvas, Dice dice) {
    Shades.fall(canvas, dice);
    if (dice.chance(0.35)) {
      Shades.cast(canvas, dice);
    }
  }
}
