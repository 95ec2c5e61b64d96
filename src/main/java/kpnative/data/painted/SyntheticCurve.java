package kpnative.data.painted;

import java.awt.geom.Path2D;
import java.util.List;
import kpnative.geometry.Point;

/**
 * A uniform Catmull-Rom curve through points of a picture: at parameter {@code i} it passes through
 * point {@code i}. The painter and the keypoints both use it, so they agree.
 */
final class SyntheticCurve {
  private final List<Point> points;
  private final boolean closed;

  private SyntheticCurve(List<Point> points, boolean closed) {
    this.points = List.copyOf(points);
    this.closed = closed;
  }

  static SyntheticCurve open(List<Point> points) {
    return new SyntheticCurve(points, false);
  }

  static SyntheticCurve closed(List<Point> points) {
    return new SyntheticCurve(points, true);
  }

  /** {@return the last parameter: the number of segments} */
  int end() {
    return closed ? points.size() : points.size() - 1;
  }

  /** {@return the point at parameter {@code t}, 0 to {@link #end}} */
  Point at(double t) {
    int i = (int) Math.min(Math.max(Math.floor(t), 0), end() - 1);
    double f = t - i;
    Point a = knot(i);
    Point d = knot(i + 1);
    Point b = after(i);
    Point c = before(i + 1);
    double g = 1 - f;
    double wa = g * g * g;
    double wb = 3 * g * g * f;
    double wc = 3 * g * f * f;
    double wd = f * f * f;
    return new Point(
        wa * a.x() + wb * b.x() + wc * c.x() + wd * d.x(),
        wa * a.y() + wb * b.y() + wc * c.y() + wd * d.y());
  }

  /** {@return the whole curve as a path} */
  Path2D.Double path() {
    return path(0, end());
  }

  /** {@return the segments from point {@code first} to point {@code last}} */
  Path2D.Double path(int first, int last) {
    Path2D.Double path = new Path2D.Double();
    append(path, first, last, false);
    if (closed && last - first == end()) {
      path.closePath();
    }
    return path;
  }

  /** Appends the segments from point {@code first} to point {@code last}. */
  void append(Path2D.Double path, int first, int last, boolean connect) {
    Point start = knot(first);
    if (connect) {
      path.lineTo(start.x(), start.y());
    } else {
      path.moveTo(start.x(), start.y());
    }
    for (int i = first; i < last; i++) {
      Point b = after(i);
      Point c = before(i + 1);
      Point d = knot(i + 1);
      path.curveTo(b.x(), b.y(), c.x(), c.y(), d.x(), d.y());
    }
  }

  /**
   * The Bezier control point after knot i: a sixth of the way along the chord of its neighbours.
   */
  private Point after(int i) {
    return along(i, 1.0 / 6);
  }

  private Point before(int i) {
    return along(i, -1.0 / 6);
  }

  private Point along(int i, double share) {
    Point p = knot(i);
    Point l = knot(i - 1);
    Point r = knot(i + 1);
    return new Point(p.x() + share * (r.x() - l.x()), p.y() + share * (r.y() - l.y()));
  }

  private Point knot(int i) {
    int n = points.size();
    return points.get(closed ? Math.floorMod(i, n) : Math.min(Math.max(i, 0), n - 1));
  }
}
