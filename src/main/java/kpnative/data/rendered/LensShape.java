package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * The outline of one lens of glasses, about its middle, for the person's left eye: x outwards, y
 * up, cm.
 *
 * @param a half width
 * @param b half height
 * @param power 2 an ellipse, 5 nearly a rectangle
 * @param drop how much lower the bottom is on the outer side, as an aviator's
 * @param lift how much the upper outer corner rises, as a cat's eye, cm
 * @param taper how much narrower the bottom is than the top
 */
record LensShape(double a, double b, double power, double drop, double lift, double taper) {
  static final int POINTS = 36;

  static LensShape draw(SplittableRandom random) {
    double kind = random.nextDouble();
    double u = random.nextDouble();
    double v = random.nextDouble();
    if (kind < 0.2) { // round
      double r = 2 + 0.6 * u;
      return new LensShape(r, r * (0.88 + 0.12 * v), 2, 0, 0, 0);
    }
    if (kind < 0.5) { // rectangles
      return new LensShape(2.4 + 0.45 * u, 1.2 + 0.75 * v, 3 + 3 * u, 0, 0, 0.06);
    }
    if (kind < 0.72) { // rounded squares
      return new LensShape(2.3 + 0.5 * u, 1.75 + 0.5 * v, 2.6 + 1.2 * v, 0, 0.1, 0.1);
    }
    if (kind < 0.85) { // aviator
      return new LensShape(2.6 + 0.4 * u, 2.1 + 0.4 * v, 2.5, 0.3, 0, 0.16);
    }
    return new LensShape(2.4 + 0.4 * u, 1.6 + 0.5 * v, 2.5, 0, 0.3 + 0.5 * u, 0.1);
  }

  /** Writes x and y of the outline at an angle, 0 outwards, growing upwards. */
  void at(double angle, double[] xy) {
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    double x = a * Math.signum(c) * Math.pow(Math.abs(c), 2 / power);
    double y = b * Math.signum(s) * Math.pow(Math.abs(s), 2 / power);
    x *= 1 + taper * y / b;
    if (y < 0) {
      y *= 1 + drop * (0.4 + 0.6 * x / a);
    } else if (x > 0) {
      y += lift * (x / a) * (x / a) * y / b;
    }
    xy[0] = x;
    xy[1] = y;
  }
}
