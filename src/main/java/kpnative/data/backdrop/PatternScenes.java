package kpnative.data.backdrop;

import java.util.SplittableRandom;

/** Flat patterns: wallpaper, cloth, print, sponsors' walls, noise and collage. */
final class PatternScenes {
  private PatternScenes() {}

  static void wallpaper(Canvas canvas, Dice dice) {
    float[] base = Colours.wall(dice);
    float[] c = dice.chance(0.5) ? Colours.times(base, dice.scale(0.4, 1.5)) : Colours.thing(dice);
    float[] d = Colours.thing(dice);
    canvas.flood(base);
    float step = dice.scale(0.06, 0.35);
    int motif = dice.below(6);
    float r = step * dice.between(0.2, 0.45);
    int petals = dice.from(4, 8);
    boolean shifted = dice.chance(0.7);
    int row = 0;
    for (float y = canvas.top() - step; y < canvas.bottom() + step; y += step, row++) {
      float shift = shifted && (row & 1) == 1 ? step / 2 : 0;
      for (float x = canvas.left() - step + shift; x < canvas.right() + step; x += step) {
        motif(canvas, motif, petals, x, y, r, step, c, d);
      }
    }
    Shades.mottle(canvas, dice, 0.1, dice.between(0.02, 0.12));
    finish(canvas, dice);
  }

  private static void motif(
      Canvas canvas,
      int motif,
      int petals,
      float x,
      float y,
      float r,
      float step,
      float[] c,
      float[] d) {
    switch (motif) {
      case 0 -> canvas.fill(canvas.outline().disc(x, y, r), c);
      case 1 -> {
        for (int p = 0; p < petals; p++) {
          canvas.fill(canvas.outline().leaf(x, y, r, 0.6 * r, 2 * StrictMath.PI * p / petals), c);
        }
        canvas.fill(canvas.outline().disc(x, y, 0.25 * r), d);
      }
      case 2 ->
          canvas.fill(
              canvas
                  .outline()
                  .to(x, y - r * 1.3)
                  .to(x + r, y)
                  .to(x, y + r * 1.3)
                  .to(x - r, y)
                  .close(),
              c);
      case 3 -> { // damask: leaves that mirror each other
        for (int side = -1; side <= 1; side += 2) {
          canvas.fill(canvas.outline().leaf(x, y + r, 2.2 * r, 0.6 * r, -1.57 + side * 0.45), c);
          canvas.fill(canvas.outline().leaf(x, y + r, 1.3 * r, 0.5 * r, -1.57 + side * 1.15), c);
        }
        canvas.fill(canvas.outline().leaf(x, y + r, 2.1 * r, 0.7 * r, -1.57), d);
      }
      case 4 -> {
        canvas.fill(canvas.outline().line(x - step / 2, y - r, x, y + r, 0.3 * r), c);
        canvas.fill(canvas.outline().line(x, y + r, x + step / 2, y - r, 0.3 * r), c);
      }
      default -> {
        canvas.fill(canvas.outline().disc(x, y, r), c);
        canvas.fill(canvas.outline().disc(x, y, 0.7 * r), d);
        canvas.fill(canvas.outline().disc(x, y, 0.35 * r), c);
      }
    }
  }

  /** Stripes one way or both ways, as on cloth, awnings, flags. */
  static void stripes(Canvas canvas, Dice dice) {
    float[] base = Colours.thing(dice);
    canvas.flood(base);
    int colours = dice.from(1, 3);
    float[][] c = new float[colours][];
    float[] width = new float[colours];
    for (int i = 0; i < colours; i++) {
      c[i] = Colours.thing(dice);
      width[i] = dice.between(0.1, 0.9);
    }
    float step = dice.scale(0.03, 0.4);
    int ways = dice.weighted(3, 3, 4);
    boolean even = dice.chance(0.5);
    for (int way = 0; way < 2; way++) {
      if (ways != 2 && way != ways) {
        continue;
      }
      float from = way == 0 ? canvas.left() : canvas.top();
      float to = way == 0 ? canvas.right() : canvas.bottom();
      int i = 0;
      for (float x = from; x < to; x += step, i++) {
        float w = step * (even ? 0.5f : width[i % colours]);
        float[] colour = c[i % colours];
        Outline o =
            way == 0
                ? canvas.outline().rectangle(x, canvas.top(), x + w, canvas.bottom())
                : canvas.outline().rectangle(canvas.left(), x, canvas.right(), x + w);
        canvas.fill(o, colour, ways == 2 ? 0.6f : 1);
      }
    }
    Shades.mottle(canvas, dice, dice.between(0.02, 0.3), dice.between(0.05, 0.2));
    finish(canvas, dice);
  }

  static void checks(Canvas canvas, Dice dice) {
    float[] a = Colours.thing(dice);
    float[] b = dice.chance(0.5) ? Colours.gray(dice.between(0.5, 0.9)) : Colours.thing(dice);
    canvas.flood(a);
    float step = dice.scale(0.03, 0.25);
    int row = 0;
    for (float y = canvas.top(); y < canvas.bottom(); y += step, row++) {
      for (float x = canvas.left() + (row & 1) * step; x < canvas.right(); x += 2 * step) {
        canvas.fill(canvas.outline().rectangle(x, y, x + step, y + step), b);
      }
    }
    finish(canvas, dice);
  }

  /** Pages, newspapers, notices on a board. */
  static void print(Canvas canvas, Dice dice) {
    float[] board = dice.chance(0.5) ? Colours.wood(dice) : Colours.wall(dice);
    canvas.flood(board);
    Shades.mottle(canvas, dice, 0.02, 0.2);
    boolean one = dice.chance(0.4);
    for (int i = one ? 1 : dice.from(4, 12); i > 0; i--) {
      float w = one ? 2.4f : dice.between(0.2, 0.6);
      float h = one ? 2.4f : w * dice.between(0.7, 1.5);
      float x = one ? -1.2f : dice.between(canvas.left() - 0.1, canvas.right() - 0.1);
      float y = one ? -1.2f : dice.between(canvas.top() - 0.1, canvas.bottom() - 0.1);
      float[] paper = Colours.hsv(0.12, dice.between(0, 0.2), dice.between(0.5, 0.9));
      if (dice.chance(0.2)) {
        paper = Colours.thing(dice);
      }
      page(canvas, dice, x, y, w, h, paper);
    }
    finish(canvas, dice);
  }

  private static void page(
      Canvas canvas, Dice dice, float x, float y, float w, float h, float[] paper) {
    float[] ink = Colours.times(paper, dice.between(0.02, 0.3));
    canvas.fill(
        canvas.outline().rectangle(x + 0.01, y + 0.01, x + w + 0.01, y + h + 0.01),
        Colours.gray(0),
        0.4f);
    canvas.fill(canvas.outline().rectangle(x, y, x + w, y + h), paper);
    float margin = 0.03f;
    float line = dice.scale(0.015, 0.05);
    int columns = dice.from(1, 3);
    float top = y + margin;
    if (dice.chance(0.6)) {
      float size = dice.between(0.03, 0.12);
      Lettering.word(canvas, dice, x + margin, top, size, dice.from(4, 9), 0.18f, ink);
      top += size * 1.5f;
    }
    float each = (w - margin) / columns;
    for (int i = 0; i < columns; i++) {
      float left = x + margin + i * each;
      if (dice.chance(0.25)) {
        Furnishings.picture(canvas, dice, left, top, each - margin);
      } else {
        Lettering.print(canvas, dice, left, top, left + each - margin, y + h - margin, line, ink);
      }
    }
  }

  /** The wall with sponsors' names before which people are photographed. */
  static void sponsors(Canvas canvas, Dice dice) {
    float[] base = dice.chance(0.5) ? Colours.gray(dice.between(0.6, 0.95)) : Colours.thing(dice);
    float[] c = base[1] > 0.4f ? Colours.thing(dice) : Colours.gray(dice.between(0.6, 1));
    canvas.flood(base);
    float size = dice.scale(0.03, 0.12);
    float w = size * dice.between(4, 7);
    float h = size * dice.between(2, 4);
    int kinds = dice.from(1, 3);
    long names = dice.seed();
    int row = 0;
    for (float y = canvas.top() - h; y < canvas.bottom(); y += h, row++) {
      int column = row;
      for (float x = canvas.left() - w * (1 + 0.5f * (row & 1));
          x < canvas.right();
          x += w, column++) {
        int kind = column % kinds;
        Dice same = new Dice(new SplittableRandom(names + kind));
        if (kind == 1) {
          canvas.fill(canvas.outline().ellipse(x + w / 2, y + h / 2, 0.3 * w, 0.3 * h, 0), c);
          Lettering.word(
              canvas, same, x + 0.3f * w, y + h / 2 - size * 0.3f, size * 0.6f, 3, 0.15f, base);
        } else {
          Lettering.word(canvas, same, x, y + h / 2, size, kind == 0 ? 4 : 5, 0.18f, c);
        }
      }
    }
    finish(canvas, dice);
  }

  /** A poster or sign: blocks of colour and large letters. */
  static void poster(Canvas canvas, Dice dice) {
    canvas.flood(Ink.gradient(0, -0.5, Colours.thing(dice), 0, 0.5, Colours.thing(dice)));
    for (int i = dice.from(1, 5); i > 0; i--) {
      float x = dice.between(canvas.left(), canvas.right());
      float y = dice.between(canvas.top(), canvas.bottom());
      Outline o =
          dice.chance(0.5)
              ? canvas
                  .outline()
                  .rectangle(x, y, x + dice.between(0.1, 1), y + dice.between(0.05, 0.5))
              : canvas.outline().disc(x, y, dice.between(0.05, 0.4));
      canvas.fill(o, Colours.thing(dice));
    }
    for (int i = dice.from(1, 5); i > 0; i--) {
      float size = dice.scale(0.04, 0.3);
      Lettering.word(
          canvas,
          dice,
          dice.between(canvas.left(), 0.2),
          dice.between(canvas.top(), canvas.bottom()),
          size,
          dice.from(2, 8),
          dice.between(0.1, 0.25),
          dice.chance(0.6) ? Colours.gray(dice.chance(0.5) ? 0.9 : 0.01) : Colours.vivid(dice));
    }
    finish(canvas, dice);
  }

  /** Noise of the spectrum that photographs have. */
  static void fractal(Canvas canvas, Dice dice) {
    canvas.flood(Ink.gradient(-0.5, -0.5, Colours.wall(dice), 0.5, 0.5, Colours.thing(dice)));
    for (int i = dice.from(1, 3); i > 0; i--) {
      float cell = Math.max(2, dice.scale(0.05, 0.8) / canvas.pixel());
      float[] field =
          Noise.fractal(
              canvas.width(),
              canvas.height(),
              cell,
              dice.scale(0.4, 2.5),
              6,
              dice.between(0.5, 0.9),
              dice.seed());
      float low = dice.between(-0.5, 0.2);
      canvas.veil(field, low, low + dice.scale(0.1, 1), Colours.thing(dice), dice.between(0.4, 1));
    }
    Shades.mottle(canvas, dice, 0.3, dice.between(0, 0.5));
  }

  /** Polygons and ellipses in any order. */
  static void collage(Canvas canvas, Dice dice) {
    canvas.flood(Colours.thing(dice));
    double[] radii = new double[6];
    for (int i = dice.from(6, 60); i > 0; i--) {
      float x = dice.between(canvas.left(), canvas.right());
      float y = dice.between(canvas.top(), canvas.bottom());
      float size = dice.scale(0.03, 0.5);
      float[] c = Colours.thing(dice);
      Outline o = canvas.outline();
      switch (dice.below(4)) {
        case 0 -> o.ellipse(x, y, size * 0.5, size * dice.between(0.1, 0.6), dice.between(0, 3));
        case 1 -> {
          for (int k = 0; k < 4; k++) {
            double a = 1.57 * k + dice.between(0, 1.2);
            o.to(x + size * 0.6 * StrictMath.cos(a), y + size * 0.6 * StrictMath.sin(a));
          }
          o.close();
        }
        case 2 -> {
          for (int k = 0; k < radii.length; k++) {
            radii[k] = size * dice.between(0.2, 0.7);
          }
          o.blob(x, y, 1, radii);
        }
        default -> o.line(x, y, x + dice.about(0, 0.5), y + dice.about(0, 0.5), size * 0.2);
      }
      canvas.fill(
          o,
          Ink.gradient(
              x - size,
              y - size,
              Colours.times(c, 1.4),
              x + size,
              y + size,
              Colours.times(c, 0.5)));
    }
    Shades.mottle(canvas, dice, 0.1, dice.between(0, 0.3));
  }

  private static void finish(Canvas canvas, Dice dice) {
    Shades.fall(canvas, dice);
    if (dice.chance(0.2)) {
      Shades.cast(canvas, dice);
    }
  }
}
