package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * What a person wears below the neck, as a pattern on the model's shoulders and the {@link Body}:
 * where cloth begins, and what is seen of it. Coordinates are the mean head's, cm.
 *
 * @param collar height of the neckline; -15.5 is at the neck's base
 * @param depth how much lower it is in front
 * @param halfWidth half the width of that opening
 * @param pointed whether the opening is a V, else a round
 * @param outer what is worn over {@code inner}
 * @param open how wide the outer garment is open at the neckline, cm; 0 is closed
 * @param length how far down it is open, cm
 * @param middle colour of a tie, zip or row of buttons; its half width is {@code middleWidth}
 */
record Outfit(
    BodyTurn turn,
    Kind kind,
    double collar,
    double depth,
    double halfWidth,
    boolean pointed,
    Cloth outer,
    Cloth inner,
    double open,
    double length,
    float[] middle,
    double middleWidth) {
  /** Kinds of clothes. */
  enum Kind {
    SHIRT_WITHOUT_COLLAR,
    BARE,
    TURTLENECK,
    SHIRT,
    JACKET,
    HOODIE,
    SCARF
  }

  static Outfit draw(Kind kind, Traits traits, BodyTurn turn, SplittableRandom random) {
    double u = random.nextDouble();
    boolean woman = traits.woman();
    double collar =
        switch (kind) {
          case TURTLENECK -> -12.5 + 2.6 * u;
          case BARE -> -21 - 3 * u;
          case SHIRT, JACKET, HOODIE, SCARF -> -14.8 - 0.6 * u;
          case SHIRT_WITHOUT_COLLAR -> -14.6 - (woman ? 3 : 1.6) * u;
        };
    boolean low =
        (kind == Kind.SHIRT_WITHOUT_COLLAR && random.nextDouble() < (woman ? 0.65 : 0.25))
            || kind == Kind.BARE;
    boolean tie = kind == Kind.JACKET && !woman && random.nextDouble() < 0.6;
    boolean opened = (kind == Kind.SHIRT || kind == Kind.JACKET) && !tie;
    double depth =
        low
            ? 1.5 + (woman ? 7 : 4) * random.nextDouble()
            : opened ? 1 + 5 * random.nextDouble() : kind == Kind.HOODIE ? 1 : 0;
    double halfWidth = opened ? 2.5 + 1.5 * random.nextDouble() : 4 + 3 * random.nextDouble();
    boolean pointed = opened || random.nextBoolean();
    Cloth outer = Cloth.draw(random);
    Cloth inner =
        kind == Kind.JACKET && random.nextDouble() < 0.6
            ? Cloth.plain(pale(random), 0.2)
            : Cloth.draw(random);
    if (kind == Kind.JACKET && random.nextDouble() < 0.7) {
      float[] c = Cloth.colour(random);
      float k = 0.03f + 0.25f * (float) random.nextDouble();
      outer =
          Cloth.plain(new float[] {k * (0.3f + c[0]), k * (0.3f + c[1]), k * (0.35f + c[2])}, 0.3);
    }
    boolean parted =
        kind == Kind.JACKET
            || ((kind == Kind.HOODIE || kind == Kind.SHIRT) && random.nextDouble() < 0.2);
    double open = parted ? 3.5 + 3 * random.nextDouble() : 0;
    double length = 14 + 18 * random.nextDouble();
    double middleWidth =
        tie
            ? 1.2 + 1.2 * random.nextDouble()
            : kind == Kind.SHIRT || kind == Kind.JACKET ? 0.25 : 0;
    return new Outfit(
        turn,
        kind,
        collar,
        depth,
        halfWidth,
        pointed,
        outer,
        inner,
        open,
        length,
        Cloth.colour(random),
        middleWidth);
  }

  private static float[] pale(SplittableRandom random) {
    float k = 0.6f + 0.25f * (float) random.nextDouble();
    return new float[] {k, k * (0.93f + 0.1f * (float) random.nextDouble()), k};
  }

  /** {@return how much lower the neckline is in front than behind, a cm of depth} */
  double slope() {
    return kind == Kind.TURTLENECK ? 0.25 : 0.6;
  }

  /** {@return how far within the cloth a place is, about cm; below 0 is bare skin} */
  double amount(double x, double y, double z) {
    double low = collar - (y + slope() * (z - 3.6));
    double side = Math.abs(x) / halfWidth;
    double in = Math.max(0, pointed ? 1 - side : 1 - side * side);
    double cut = z > -1 ? depth * in * Math.min(1, (z + 1) / 3) : 0;
    if (kind == Kind.BARE) { // straps of a top
      double strap = 0.9 - Math.abs(Math.abs(x) - 9);
      low = Math.max(low, Math.min(strap, collar + 6 - (y + slope() * (z - 3.6))));
    }
    return low - cut;
  }

  /** {@return the shade of a lapel's outline and notch} */
  private float lapel(double below, double edge) {
    double wide = 4.4 * Math.min(1, (below + 2) / 6) * (1 - below / length);
    boolean outline = Math.abs(edge - wide) < 0.22;
    boolean notch = edge > 0.45 * wide && edge < wide && Math.abs(below - 3 - 0.3 * edge) < 0.2;
    return below > -1 && below < length && (outline || notch) ? 0.55f : 1;
  }

  /** Colours a hit where there is cloth; attribute 1 is the {@link #amount}. */
  void paint(Hit hit, Paint paint) {
    float amount = hit.attributes[1];
    if (amount < -0.6f) {
      return;
    }
    float m = Noise.step(-0.06f, 0.06f, amount);
    if (m <= 0) {
      return;
    }
    boolean front = hit.restZ > -1;
    double below = -15 - hit.restY;
    double edge = front && open > 0 ? Math.abs(hit.restX) - open * (1 - below / length) : 1;
    (edge > 0 ? outer : inner).paint(hit, paint, m);
    float shade = 1;
    if (open > 0 && edge > 0) {
      shade = edge < 0.35 ? 0.7f : kind == Kind.JACKET ? lapel(below, edge) : 1;
    }
    if (front && middleWidth > 0 && (edge <= 0 || open == 0)) {
      double half =
          middleWidth * (kind == Kind.JACKET && middleWidth > 0.5 ? 0.55 + below / 30 : 1);
      double from = Math.abs(hit.restX) - half;
      boolean button = middleWidth > 0.3 || Math.abs(below / 7 - Math.rint(below / 7)) < 0.04;
      if (from < 0 && button) {
        paint.mix(middle[0], middle[1], middle[2], m);
      } else if (from < 0.25) {
        shade *= 0.8f;
      }
    }
    shade *= 0.75f + 0.25f * Noise.step(0, 0.8f, amount);
    paint.red *= shade;
    paint.green *= shade;
    paint.blue *= shade;
  }
}
