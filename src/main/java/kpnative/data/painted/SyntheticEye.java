package kpnative.data.painted;

import java.awt.geom.Path2D;
import kpnative.geometry.Point;

/**
 * One eye: the opening between two lids. Along the eye, {@code u} runs from -1 at the outer corner
 * to 1 at the inner one; across it, {@code v} points down, in head units.
 *
 * @param pose the pose of the head
 * @param side -1 for the eye on the picture's left, 1 on its right
 * @param center x of the middle, always positive, head units
 * @param half half the distance between the corners, head units
 * @param slant how much higher the outer corner is, head units
 * @param upper how far the upper lid rises, head units
 * @param lower how far the lower lid falls, head units
 */
record SyntheticEye(
    SyntheticPose pose,
    int side,
    double center,
    double half,
    double slant,
    double upper,
    double lower) {

  /** {@return the point of the picture at (u, v), pixels} */
  Point at(double u, double v) {
    double out = -u;
    double z = 0.54 - 0.07 * out + 0.05 * (1 - Math.min(1, u * u));
    return pose.project(side * (center + half * out), v - slant * (out + 1) / 2, z);
  }

  /** {@return the upper lid's v} */
  double upperAt(double u) {
    return -upper * rise(u) * (1 + 0.2 * u);
  }

  /** {@return the lower lid's v} */
  double lowerAt(double u) {
    return lower * rise(u) * (1 - 0.2 * u);
  }

  Point onUpper(double u) {
    return at(u, upperAt(u));
  }

  Point onLower(double u) {
    return at(u, lowerAt(u));
  }

  /**
   * {@return the upper lid, from the outer corner to the inner, {@code raised} head units above}
   */
  Path2D.Double upperLid(double raised) {
    Path2D.Double p = new Path2D.Double();
    trace(p, -1, 1, true, raised);
    return p;
  }

  /** {@return the lower lid, from the outer corner to the inner, {@code lowered} below} */
  Path2D.Double lowerLid(double lowered) {
    Path2D.Double p = new Path2D.Double();
    trace(p, -1, 1, false, -lowered);
    return p;
  }

  /** {@return the opening} */
  Path2D.Double opening() {
    Path2D.Double p = upperLid(0);
    trace(p, 1, -1, false, 0);
    p.closePath();
    return p;
  }

  /**
   * {@return the part of a disc that the lids do not cover}
   *
   * @param u the disc's centre
   * @param v the disc's centre
   * @param radius head units
   */
  Path2D.Double disc(double u, double v, double radius) {
    Path2D.Double p = new Path2D.Double();
    for (int i = 0; i < 24; i++) {
      double a = 2 * Math.PI * i / 24;
      double du = Math.max(-0.97, Math.min(0.97, u + radius * Math.cos(a) / half));
      double dv = Math.max(upperAt(du), Math.min(lowerAt(du), v + radius * Math.sin(a)));
      Point q = at(du, dv);
      if (i == 0) {
        p.moveTo(q.x(), q.y());
      } else {
        p.lineTo(q.x(), q.y());
      }
    }
    p.closePath();
    return p;
  }

  private void trace(Path2D.Double p, double from, double to, boolean top, double raised) {
    int steps = 20;
    for (int i = 0; i <= steps; i++) {
      double u = from + (to - from) * i / steps;
      Point q = at(u, (top ? upperAt(u) : lowerAt(u)) - raised);
      if (p.getCurrentPoint() == null) {
        p.moveTo(q.x(), q.y());
      } else {
        p.lineTo(q.x(), q.y());
      }
    }
  }

  private static double rise(double u) {
    return Math.pow(Math.max(0, 1 - u * u), 0.75);
  }
}
