package kpnative.pose;

import java.util.Optional;
import kpnative.geometry.Camera;
import kpnative.geometry.Point;

/**
 * A face's points as a camera would see them that looks straight at the face from the same place.
 * Without a camera, the one that took the picture is taken to have done so.
 *
 * @param xy about the view's axis, x right and y up, pixels, [N, 2]
 * @param toCamera from this view's directions to the camera's
 * @param focalLength of the camera and of this view, pixels; infinite if there is no camera
 * @param axis where the camera's axis meets the picture; without a camera, the points' middle
 */
record LineOfSight(double[] xy, Rotation toCamera, double focalLength, Point axis) {
  /** {@return the view along the line of sight to the points' middle} */
  static LineOfSight to(MeanFaceMatch match, Optional<Camera> camera) {
    Point middle = middle(match.xy());
    if (camera.isEmpty()) {
      Rotation none = Rotation.about(0, 0, 0);
      return new LineOfSight(about(match.xy(), middle), none, Double.POSITIVE_INFINITY, middle);
    }
    double f = camera.get().focalLength();
    Point axis = camera.get().axis();
    double x = (middle.x() - axis.x()) / f;
    double y = (axis.y() - middle.y()) / f;
    // the smallest turn that takes the line (x, y, -1) to the axis (0, 0, -1)
    double off = Math.hypot(x, y);
    double angle = off == 0 ? 0 : Math.atan(off) / off;
    Rotation turn = Rotation.about(-angle * y, angle * x, 0);
    double[] xy = about(match.xy(), axis);
    for (int i = 0; i < xy.length; i += 2) {
      double[] p = turn.times(xy[i], xy[i + 1], -f);
      xy[i] = p[0] * f / -p[2];
      xy[i + 1] = p[1] * f / -p[2];
    }
    return new LineOfSight(xy, Rotation.about(angle * y, -angle * x, 0), f, axis);
  }

  private static Point middle(double[] xy) {
    double x = 0;
    double y = 0;
    for (int i = 0; i < xy.length; i += 2) {
      x += xy[i];
      y += xy[i + 1];
    }
    return new Point(2 * x / xy.length, 2 * y / xy.length);
  }

  /** {@return points about a place, with y up} */
  private static double[] about(double[] xy, Point place) {
    double[] out = new double[xy.length];
    for (int i = 0; i < xy.length; i += 2) {
      out[i] = xy[i] - place.x();
      out[i + 1] = place.y() - xy[i + 1];
    }
    return out;
  }

  /** {@return the place in the picture of a place in this view} */
  Point back(double x, double y) {
    if (Double.isInfinite(focalLength)) {
      return new Point(axis.x() + x, axis.y() - y);
    }
    double[] p = toCamera.times(x, y, -focalLength);
    return new Point(axis.x() + p[0] * focalLength / -p[2], axis.y() - p[1] * focalLength / -p[2]);
  }
}
