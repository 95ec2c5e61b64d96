package kpnative.data.backdrop;

/**
 * Things that a face finder may take for faces, and what else lies about: clocks, wheels, balls,
 * fruit, flowers, pots, sockets, loudspeakers, plush animals, gloves. (x, y) is the middle, s half
 * the size.
 */
final class Things {
  private Things() {}

  /** Puts some anywhere in the picture. */
  static void scatter(Canvas canvas, Dice dice, int count, double smallest, double largest) {
    for (int i = 0; i < count; i++) {
      float s = dice.scale(smallest, largest);
      float x = dice.between(canvas.left(), canvas.right());
      float y = dice.between(canvas.top(), canvas.bottom());
      any(canvas, dice, x, y, s);
    }
  }

  private static void any(Canvas canvas, Dice dice, float x, float y, float s) {
    switch (dice.below(17)) {
      case 0 -> clock(canvas, dice, x, y, s);
      case 1 -> Vehicles.wheel(canvas, x, y, s, dice);
      case 2 -> ball(canvas, dice, x, y, s);
      case 3 -> Plants.flower(canvas, dice, x, y, s, Colours.vivid(dice));
      case 4 -> fruit(canvas, dice, x, y, s);
      case 5 -> pot(canvas, dice, x, y, s);
      case 6 -> hand(canvas, dice, x, y, s);
      case 7 -> Fur.patch(canvas, dice, x, y, s);
      case 8 -> Fur.head(canvas, dice, x, y, s);
      case 9 -> dotsAndLine(canvas, dice, x, y, s);
      case 10 -> socket(canvas, dice, x, y, s);
      case 11 -> Vehicles.front(canvas, dice, x - s, y + s, 2 * s, Colours.thing(dice));
      case 12 -> speaker(canvas, dice, x, y, s);
      case 13 -> Fur.backOfHead(canvas, dice, x, y, s);
      case 14 -> limb(canvas, dice, x, y, s);
      case 15 -> sign(canvas, dice, x, y, s);
      default -> egg(canvas, dice, x, y, s);
    }
  }

  private static float[] surface(Dice dice) {
    return dice.chance(0.4) ? Colours.skinLike(dice) : Colours.thing(dice);
  }

  private static void clock(Canvas canvas, Dice dice, float x, float y, float s) {
    float[] rim = Colours.thing(dice);
    float[] face = dice.chance(0.7) ? Colours.gray(dice.between(0.4, 0.9)) : surface(dice);
    float[] ink = face[1] > 0.2f ? Colours.gray(0.01) : Colours.gray(0.8);
    canvas.fill(canvas.outline().disc(x, y, s), Ink.ball(x, y, 1.3 * s, rim, 1, 0.3));
    canvas.fill(canvas.outline().disc(x, y, 0.87 * s), face);
    for (int i = 0; i < 12; i++) {
      double a = StrictMath.PI * i / 6;
      double c = s * StrictMath.cos(a);
      double v = s * StrictMath.sin(a);
      canvas.fill(
          canvas.outline().line(x + 0.7 * c, y + 0.7 * v, x + 0.82 * c, y + 0.82 * v, 0.06 * s),
          ink);
    }
    for (int i = 0; i < 2; i++) {
      double a = dice.between(0, 6.28);
      double l = s * (0.45 + 0.25 * i);
      canvas.fill(
          canvas
              .outline()
              .line(x, y, x + l * StrictMath.cos(a), y + l * StrictMath.sin(a), 0.06 * s),
          ink);
    }
  }

  private static void ball(Canvas canvas, Dice dice, float x, float y, float s) {
    float[] c = surface(dice);
    float side = dice.sign();
    float gloss = dice.between(0, 1.5);
    canvas.fill(canvas.outline().disc(x, y, s), Ink.ball(x, y, s, c, side, gloss));
    float[] mark = Colours.times(c, dice.chance(0.5) ? 0.1 : 0.5);
    switch (dice.below(4)) {
      case 0 -> { // a football's patches
        for (int i = 0; i < 6; i++) {
          double a = 1.2566 * i;
          double r = i == 5 ? 0 : 0.72 * s;
          double u = x + r * StrictMath.cos(a);
          double v = y + r * StrictMath.sin(a);
          double k = (i == 5 ? 0.3 : 0.2) * s;
          canvas.fill(canvas.outline().ellipse(u, v, k * (i == 5 ? 1 : 0.6), k, a), mark);
        }
      }
      case 1 -> { // a basketball's seams
        canvas.fill(canvas.outline().line(x - s, y, x + s, y, 0.05 * s), mark);
        canvas.fill(canvas.outline().line(x, y - s, x, y + s, 0.05 * s), mark);
      }
      default -> {}
    }
  }

  private static void fruit(Canvas canvas, Dice dice, float x, float y, float s) {
    float[] c =
        Colours.hsv(dice.between(-0.03, 0.2), dice.between(0.7, 0.98), dice.between(0.15, 0.7));
    int count = dice.chance(0.5) ? 1 : dice.from(3, 9);
    float r = count == 1 ? s : s * 0.4f;
    float side = dice.sign();
    for (int i = 0; i < count; i++) {
      float u = count == 1 ? x : x + dice.about(0, 0.45) * s;
      float v = count == 1 ? y : y + dice.about(0, 0.35) * s;
      float[] one = Colours.near(c, 0.12, dice);
      canvas.fill(
          canvas.outline().ellipse(u, v, r, r * dice.between(0.85, 1.1), 0),
          Ink.ball(u, v, r, one, side, 0.8));
      canvas.fill(
          canvas.outline().line(u, v - 0.8 * r, u + 0.1 * r, v - 1.15 * r, 0.08 * r),
          Colours.rgb(0.05, 0.03, 0.01));
    }
  }

  /** A pot, vase or jug, with handles like ears. */
  private static void pot(Canvas canvas, Dice dice, float x, float y, float s) {
    float[] c = surface(dice);
    float neck = dice.between(0.3, 0.9);
    float foot = dice.between(0.3, 0.8);
    for (int side = -1; side <= 1; side += 2) {
      if (dice.chance(0.5)) {
        float u = x + side * 0.75f * s;
        canvas.fill(
            canvas
                .outline()
                .ellipse(u, y - 0.1 * s, 0.35 * s, 0.4 * s, 0)
                .ellipse(u, y - 0.1 * s, 0.22 * s, -0.28 * s, 0), // a hole: turned the other way
            Colours.times(c, 0.6));
      }
    }
    canvas.fill(
        canvas
            .outline()
            .to(x - neck * 0.7 * s, y - s)
            .to(x + neck * 0.7 * s, y - s)
            .to(x + neck * 0.6 * s, y - 0.7 * s)
            .to(x + 0.75 * s, y - 0.2 * s)
            .to(x + 0.72 * s, y + 0.3 * s)
            .to(x + foot * 0.7 * s, y + s)
            .to(x - foot * 0.7 * s, y + s)
            .to(x - 0.72 * s, y + 0.3 * s)
            .to(x - 0.75 * s, y - 0.2 * s)
            .to(x - neck * 0.6 * s, y - 0.7 * s)
            .close(),
        Ink.ball(x - 0.2 * s, y, 1.3 * s, c, dice.sign(), dice.between(0, 1.5)));
    canvas.fill(
        canvas.outline().ellipse(x, y - s, neck * 0.7 * s, 0.1 * s, 0), Colours.times(c, 0.15));
    if (dice.chance(0.3)) {
      canvas.fill(
          canvas.outline().rectangle(x - 0.7 * s, y, x + 0.7 * s, y + 0.15 * s),
          Colours.thing(dice));
    }
  }

  /** A hand or a glove. */
  private static void hand(Canvas canvas, Dice dice, float x, float y, float s) {
    float[] c = Colours.skinLike(dice);
    double turn = -1.57 + dice.about(0, 0.8);
    double spread = dice.between(0.05, 0.3);
    float[] shade = Colours.times(c, 0.55);
    arm(canvas, x, y, turn + StrictMath.PI, 2.5 * s, 0.75 * s, 0.85 * s, c, shade);
    for (int i = 0; i < 5; i++) {
      double a = turn + (i - 2) * spread + (i == 0 ? -0.5 : 0);
      double u = x - (i - 2) * 0.2 * s * StrictMath.sin(turn) * 1.1;
      double v = y + (i - 2) * 0.2 * s * StrictMath.cos(turn) * 1.1;
      double l = s * (i == 0 ? 0.75 : 1.05 - 0.07 * Math.abs(i - 2.5)) * dice.between(0.8, 1.05);
      arm(canvas, u, v, a, l, 0.25 * s, 0.2 * s, Colours.near(c, 0.05, dice), shade);
    }
    canvas.fill(
        canvas.outline().ellipse(x, y, 0.5 * s, 0.55 * s, turn),
        Ink.gradient(x - 0.5 * s, y, c, x + 0.5 * s, y + 0.3 * s, Colours.times(c, 0.75)));
  }

  /** An arm, leg or finger: round across. */
  private static void arm(
      Canvas canvas,
      double x,
      double y,
      double angle,
      double length,
      double width0,
      double width1,
      float[] c,
      float[] shade) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double u = x + length * cos;
    double v = y + length * sin;
    double w = 0.5 * Math.max(width0, width1);
    canvas.fill(
        canvas // both turn the same way, or the overlap would be a hole
            .outline()
            .taper(x, y, u, v, width0, width1)
            .ellipse(u, v, 0.49 * width1, -0.49 * width1, 0),
        Ink.gradient(x + sin * w * 0.3, y - cos * w * 0.3, c, x - sin * w, y + cos * w, shade));
  }

  private static void limb(Canvas canvas, Dice dice, float x, float y, float s) {
    float[] c = surface(dice);
    double a = dice.between(0, 6.28);
    double b = a + dice.about(0, 1);
    float[] shade = Colours.times(c, dice.between(0.3, 0.7));
    arm(canvas, x, y, a, 1.6 * s, 0.5 * s, 0.7 * s, c, shade);
    arm(canvas, x, y, b + StrictMath.PI, 1.4 * s, 0.5 * s, 0.4 * s, c, shade);
    canvas.fill(
        canvas.outline().disc(x, y, 0.26 * s),
        Ink.gradient(x - 0.2 * s, y - 0.2 * s, c, x + 0.2 * s, y + 0.2 * s, shade));
  }

  /** Two dots and a line on something: a button, a bag, a drawing, a lid. */
  private static void dotsAndLine(Canvas canvas, Dice dice, float x, float y, float s) {
    float[] c = surface(dice);
    float[] ink = Colours.times(c, dice.between(0.02, 0.4));
    if (dice.chance(0.5)) {
      canvas.fill(canvas.outline().disc(x, y, s), Ink.ball(x, y, s * 1.5, c, dice.sign(), 0.2));
    } else {
      float h = s * dice.between(0.7, 1.3);
      canvas.fill(
          canvas.outline().rectangle(x - s, y - h, x + s, y + h),
          Ink.gradient(x - s, y - h, c, x + s, y + h, Colours.times(c, 0.6)));
    }
    float wide = s * dice.between(0.25, 0.5);
    float r = s * dice.between(0.06, 0.2);
    float up = s * dice.between(0.05, 0.4);
    for (int side = -1; side <= 1; side += 2) {
      canvas.fill(canvas.outline().ellipse(x + side * wide, y - up, r, r, 0), ink);
    }
    float low = y + s * dice.between(0.2, 0.6);
    float l = s * dice.between(0.2, 0.6);
    canvas.fill(
        canvas.outline().line(x - l, low, x + l, low + dice.about(0, 0.08) * s, 0.1 * s), ink);
  }

  private static void socket(Canvas canvas, Dice dice, float x, float y, float s) {
    float[] c = Colours.gray(dice.between(0.4, 0.9));
    float[] hole = Colours.gray(0.01);
    canvas.fill(
        canvas.outline().rectangle(x - s + 0.1 * s, y - s + 0.1 * s, x + 1.1 * s, y + 1.1 * s),
        Colours.gray(0),
        0.3f);
    canvas.fill(canvas.outline().rectangle(x - s, y - s, x + s, y + s), c);
    if (dice.chance(0.5)) {
      canvas.fill(
          canvas.outline().disc(x, y, 0.75 * s),
          Ink.gradient(x, y - s, Colours.times(c, 0.5), x, y + s, Colours.times(c, 0.95)));
      for (int side = -1; side <= 1; side += 2) {
        canvas.fill(canvas.outline().disc(x + side * 0.3 * s, y, 0.09 * s), hole);
      }
    } else {
      for (int side = -1; side <= 1; side += 2) {
        float u = x + side * 0.3f * s;
        canvas.fill(canvas.outline().line(u, y - 0.45 * s, u, y - 0.05 * s, 0.1 * s), hole);
      }
      canvas.fill(canvas.outline().disc(x, y + 0.35 * s, 0.14 * s), hole);
    }
  }

  private static void speaker(Canvas canvas, Dice dice, float x, float y, float s) {
    float[] c = dice.chance(0.5) ? Colours.wood(dice) : Colours.dark(dice);
    canvas.fill(
        canvas.outline().rectangle(x - 0.65 * s, y - s, x + 0.65 * s, y + s),
        Ink.gradient(x - s, y, Colours.times(c, 1.2), x + s, y, Colours.times(c, 0.5)));
    float[] cone = Colours.gray(dice.scale(0.01, 0.3));
    float[] middle = Colours.gray(dice.scale(0.01, 0.7));
    for (int i = 0; i < 2; i++) {
      float v = y + (i == 0 ? -0.5f : 0.35f) * s;
      float r = (i == 0 ? 0.25f : 0.5f) * s;
      canvas.fill(canvas.outline().disc(x, v, r), Ink.radial(x, v, r, middle, cone));
      canvas.fill(canvas.outline().disc(x, v, 0.3 * r), Ink.ball(x, v, 0.3 * r, middle, 1, 0.3));
    }
  }

  private static void sign(Canvas canvas, Dice dice, float x, float y, float s) {
    float[] c = Colours.vivid(dice);
    canvas.fill(canvas.outline().line(x, y, x, canvas.bottom(), 0.08 * s), Colours.gray(0.3));
    if (dice.chance(0.5)) {
      canvas.fill(canvas.outline().disc(x, y, s), c);
      canvas.fill(canvas.outline().disc(x, y, 0.75 * s), Colours.gray(0.85));
    } else {
      canvas.fill(canvas.outline().rectangle(x - s, y - 0.8 * s, x + s, y + 0.8 * s), c);
    }
    Lettering.word(
        canvas, dice, x - 0.5f * s, y - 0.3f * s, 0.6f * s, 2, 0.18f, Colours.dark(dice));
  }

  /** An oval of skin's colour without any feature: balloon, loaf, stone, elbow. */
  private static void egg(Canvas canvas, Dice dice, float x, float y, float s) {
    float[] c = Colours.skinLike(dice);
    canvas.fill(
        canvas.outline().ellipse(x, y, s * dice.between(0.65, 0.9), s, dice.about(0, 0.3)),
        Ink.ball(x, y, 1.05 * s, c, dice.sign(), dice.between(0, 0.4)));
  }
}
