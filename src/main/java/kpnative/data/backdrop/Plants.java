package kpnative.data.backdrop;

/** Trees, bushes, flowers, leaves. */
final class Plants {
  private Plants() {}

  /** Leaves of one plant between two heights; {@code cover} 1 hides about two thirds. */
  static void leaves(Canvas canvas, Dice dice, float top, float bottom, float size, float cover) {
    float[] c = Colours.leaf(dice);
    float slim = dice.between(0.2, 0.8);
    float width = canvas.right() - canvas.left();
    int n = (int) Math.min(600, cover * width * (bottom - top) / (0.6f * slim * size * size));
    float turn = dice.between(0, 6.28);
    float spread = dice.chance(0.5) ? 3.2f : dice.between(0.3, 1);
    boolean veined = size > 9 * canvas.pixel();
    for (int i = 0; i < n; i++) {
      float x = dice.between(canvas.left(), canvas.right());
      float y = dice.between(top, bottom);
      float k = dice.scale(0.3, 2.2) * (0.5f + i / (float) n); // later ones are nearer the light
      float[] leaf = Colours.near(Colours.times(c, k), 0.15, dice);
      float s = size * dice.between(0.6, 1.3);
      float angle = turn + dice.about(0, spread);
      Outline o = canvas.outline().leaf(x, y, s, s * slim, angle);
      if (veined) {
        double u = StrictMath.cos(angle);
        double v = StrictMath.sin(angle);
        double h = s * slim * 0.5;
        float[] other = Colours.times(leaf, dice.between(0.35, 0.9));
        canvas.fill(o, Ink.gradient(x - v * h, y + u * h, leaf, x + v * h, y - u * h, other));
        canvas.fill(
            canvas.outline().taper(x, y, x + u * s, y + v * s, s * 0.03, 0),
            Colours.times(leaf, 1.5),
            0.5f);
      } else {
        canvas.fill(o, leaf);
      }
    }
  }

  /** Flowers of one kind, all over. */
  static void flowers(Canvas canvas, Dice dice, float size) {
    float[] c = dice.chance(0.3) ? Colours.gray(0.9) : Colours.vivid(dice);
    for (int i = dice.from(3, 25); i > 0; i--) {
      float x = dice.between(canvas.left(), canvas.right());
      float y = dice.between(canvas.top(), canvas.bottom());
      flower(canvas, dice, x, y, size * dice.between(0.2, 0.6), c);
    }
  }

  static void flower(Canvas canvas, Dice dice, float x, float y, float r, float[] c) {
    int petals = dice.from(5, 16);
    float wide = r * 5f / petals * dice.between(0.8, 1.3);
    double turn = dice.between(0, 6.28);
    for (int p = 0; p < petals; p++) {
      double a = turn + 2 * StrictMath.PI * p / petals;
      float[] petal = Colours.near(c, 0.12, dice);
      canvas.fill(
          canvas.outline().leaf(x, y, r, wide, a),
          Ink.radial(x, y, r, Colours.times(petal, 0.5), petal));
    }
    float[] heart = Colours.hsv(dice.between(0.06, 0.16), 0.9, dice.between(0.05, 0.7));
    canvas.fill(
        canvas.outline().disc(x, y, r * dice.between(0.15, 0.4)),
        Ink.ball(x, y, r * 0.4, heart, 1, 0));
  }

  /** A row of trees or bushes that stand on {@code base}. */
  static void trees(Canvas canvas, Dice dice, float base, float height) {
    float[] c = Colours.leaf(dice);
    float x = canvas.left() - height;
    boolean bushes = dice.chance(0.3);
    double gaps = dice.between(0.5, 1.6);
    float step = Math.max(height, 0.12f);
    while (x < canvas.right() + height) {
      float h = height * dice.between(0.6, 1.2);
      if (dice.chance(0.12)) {
        conifer(canvas, dice, x, base, h, c);
      } else if (bushes) {
        crown(canvas, dice, x, base - 0.2f * h, 0.5f * h, 0.3f * h, c);
      } else {
        float[] trunk = Colours.times(Colours.wood(dice), 0.3);
        canvas.fill(canvas.outline().taper(x, base, x, base - h, 0.08 * h, 0.03 * h), trunk);
        crown(canvas, dice, x, base - 0.75f * h, h * dice.between(0.25, 0.5), 0.32f * h, c);
      }
      x += step * dice.between(0.3, 1) * (float) gaps;
    }
  }

  /** A cloud of leaves, lit from above. */
  static void crown(Canvas canvas, Dice dice, float x, float y, float a, float b, float[] colour) {
    float[] c = Colours.near(colour, 0.25, dice);
    int n = a > 12 * canvas.pixel() ? 70 : 25;
    double[] radii = new double[8];
    for (int i = 0; i < radii.length; i++) {
      radii[i] = 0.8 * b * dice.between(0.7, 1.1);
    }
    canvas.fill(canvas.outline().blob(x, y, a / b, radii), Colours.times(c, 0.35));
    for (int i = 0; i < n; i++) {
      double angle = dice.between(0, 6.28);
      double r = Math.sqrt(dice.between(0, 1));
      float u = (float) (r * StrictMath.cos(angle));
      float v = (float) (r * StrictMath.sin(angle));
      float light = 0.75f - 0.55f * v + 0.2f * u + 0.5f * i / n - 0.3f;
      float s = Math.min(a, b) * dice.between(0.08, 0.28) * (n == 25 ? 1.5f : 1);
      canvas.fill(
          canvas
              .outline()
              .ellipse(x + u * a, y + v * b, s, s * dice.between(0.4, 1), dice.between(0, 3)),
          Colours.times(c, Math.max(0.15f, light) * dice.scale(0.6, 1.5)));
    }
  }

  private static void conifer(
      Canvas canvas, Dice dice, float x, float base, float h, float[] colour) {
    float[] c = Colours.times(colour, 0.5);
    for (int i = 0; i < 9; i++) {
      float t = i / 9f;
      float w = h * 0.3f * (1 - t) * dice.between(0.8, 1.2);
      float y = base - h * (0.1f + 0.85f * t);
      canvas.fill(
          canvas
              .outline()
              .to(x - w, y + 0.05 * h)
              .to(x, y - 0.16 * h)
              .to(x + w, y + 0.05 * h)
              .close(),
          Ink.gradient(
              x,
              y - 0.16 * h,
              Colours.times(c, dice.between(0.9, 1.5)),
              x,
              y + 0.05 * h,
              Colours.times(c, 0.4)));
    }
  }
}
