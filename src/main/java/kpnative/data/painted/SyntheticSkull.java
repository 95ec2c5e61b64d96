package kpnative.data.painted;

import java.awt.geom.Path2D;
import kpnative.geometry.Point;

/**
 * The skull's contour in the picture: the ellipse that an ellipsoid, rotated with the head,
 * projects to. Its points are {@code center + M (cos a, sin a)}, where the angle a runs clockwise
 * from the picture's right.
 *
 * @param x the centre, pixels
 * @param y the centre, pixels
 * @param xx of the symmetric matrix M, pixels
 * @param xy of M
 * @param yy of M
 */
record SyntheticSkull(double x, double y, double xx, double xy, double yy) {
  static SyntheticSkull of(SyntheticShape shape) {
    SyntheticPose pose = shape.pose;
    double[][] axes = {
      pose.turn(1.12 * shape.traits.width(), 0, 0),
      pose.turn(0, 1.22 * shape.traits.length(), 0),
      pose.turn(0, 0, 1.15)
    };
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (double[] axis : axes) {
      xx += axis[0] * axis[0];
      xy += axis[0] * axis[1];
      yy += axis[1] * axis[1];
    }
    // the symmetric root of a 2x2 matrix A: (A + sqrt(det A)) / sqrt(trace A + 2 sqrt(det A))
    double root = Math.sqrt(xx * yy - xy * xy);
    double k = pose.scale() / Math.sqrt(xx + yy + 2 * root);
    Point c = pose.project(0, -0.28, -0.12);
    return new SyntheticSkull(c.x(), c.y(), k * (xx + root), k * xy, k * (yy + root));
  }

  /**
   * {@return the point at {@code angle}, {@code factor} times as far from the centre as the
   * contour}
   */
  Point at(double angle, double factor) {
    double c = factor * Math.cos(angle);
    double s = factor * Math.sin(angle);
    return new Point(x + xx * c + xy * s, y + xy * c + yy * s);
  }

  /** {@return the angle of {@code p}, -pi to pi} */
  double angle(Point p) {
    double dx = p.x() - x;
    double dy = p.y() - y;
    return Math.atan2(xx * dy - xy * dx, yy * dx - xy * dy);
  }

  /** {@return the whole contour, scaled by {@code factor} about the centre} */
  Path2D.Double contour(double factor) {
    Path2D.Double path = new Path2D.Double();
    Point first = at(0, factor);
    path.moveTo(first.x(), first.y());
    for (int i = 1; i < 40; i++) {
      Point p = at(2 * Math.PI * i / 40, factor);
      path.lineTo(p.x(), p.y());
    }
    path.closePath();
    return path;
  }
}
