package kpnative.data.rendered;

/**
 * The skin of {@link EggHead}: ellipses of a width and depth for each height, with a nose and lips,
 * over texture coordinates that lie where the real head's do.
 */
final class EggSkin {
  /** How far from the middle u = 0.5 the face reaches. */
  static final double SIDE = 0.495;

  /** Of each height y: half width, depth in front and behind of the axis at z = 0.5, cm. */
  private static final double[][] RINGS = {
    {-19.3, 12.4, 6.2, 7.8},
    {-16.5, 8.5, 5.8, 6.6},
    {-15, 6.3, 5.2, 6},
    {-12, 5.4, 5, 5.6},
    {-9.6, 5, 5.6, 5.7},
    {-8.6, 4.6, 7.5, 5.8},
    {-7.8, 4.4, 9.3, 5.9},
    {-7, 4.9, 10, 6},
    {-5, 6.2, 10.1, 6.6},
    {-3, 6.9, 10.2, 7.5},
    {0, 7.3, 10.3, 9},
    {3.5, 7.6, 10.2, 9.6},
    {7, 7.4, 9.8, 9.3},
    {10, 6.6, 8.4, 8.2},
    {12.4, 5.1, 6.4, 6.2},
    {13.4, 4, 5, 4.8},
    {14.2, 2.2, 2.8, 2.8},
    {14.5, 0, 0, 0},
  };

  /** v and the height y along the face's middle, where the lips meet between 0.393 and 0.467. */
  private static final double[][] MIDDLE = {
    {0, -16.5}, {0.2827, -7.57}, {0.359, -4.4}, {0.393, -3.42}, {0.467, -3.3}, {0.51, -2.45},
    {0.5413, -1.14}, {0.607, 0.4}, {0.6495, 1.6}, {0.7187, 3.43}, {0.81, 6.1}, {1, 12.4},
  };

  /** The same along the sides. */
  private static final double[][] SIDES = {
    {0, -16.5},
    {0.2751, -7},
    {0.3679, -4.49},
    {0.4559, -2.36},
    {0.534, -0.46},
    {0.6151, 1.49},
    {0.7112, 3.68},
    {0.81, 6.1},
    {1, 12.4},
  };

  private EggSkin() {}

  /** {@return the angle about the head's axis, 0 in front, radians} */
  static double angle(double u) {
    double d = u - 0.5;
    return Math.toRadians(d * (150 + 260 * d * d));
  }

  static double height(double u, double v) {
    double side = Noise.step(0.1f, 0.2f, (float) Math.abs(u - 0.5));
    double middle = between(MIDDLE, v, 1);
    return middle + side * (between(SIDES, v, 1) - middle);
  }

  /** {@return x, y, z at an angle and height} */
  static float[] place(double angle, double y) {
    double s = Math.sin(angle);
    double c = Math.cos(angle);
    double wide = between(RINGS, y, 1);
    double deep = between(RINGS, y, c > 0 ? 2 : 3);
    double r = wide < 1e-9 ? 0 : 1 / Math.hypot(s / wide, c / deep);
    double x = r * s;
    double z = 0.5 + r * c;
    if (c > 0) {
      double nose = (y - 0.4) / (y > 0.4 ? 2 : 0.8);
      double lips = (y + 3.4) / 0.9;
      z += 2.3 * Math.exp(-x * x - nose * nose) + 0.9 * Math.exp(-x * x / 3 - lips * lips);
    }
    return new float[] {(float) x, (float) y, (float) z};
  }

  /** {@return column {@code column} of a table of ascending keys, linear between its rows} */
  private static double between(double[][] table, double key, int column) {
    int i = 0;
    while (i + 2 < table.length && table[i + 1][0] < key) {
      i++;
    }
    double t = (key - table[i][0]) / (table[i + 1][0] - table[i][0]);
    t = Math.max(0, Math.min(1, t));
    return table[i][column] + t * (table[i + 1][column] - table[i][column]);
  }
}
