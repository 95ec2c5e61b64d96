package kpnative.pose;

import java.util.Optional;
import kpnative.geometry.Camera;
import kpnative.geometry.Point;

/**
 * A face's points as a camera would see them that looks straight at the face from the same place.
 * Without a camera, as they are.
 *
 * @param xy x right and y up, pixels, [N, 2]
 * @param toCamera from this view's directions to the camera's
 * @param camera of the picture
 */
record LineOfSight(double[] xy, Rotation toCamera, Optional<Camera> camera) {
  /** {@return the view along the line of sight to the points' middle} */
  static LineOfSight to(MeanFaceMatch match, Optional<Camera> camera) {
    double[] xy = match.xy().clone();
    for (int i = 1; i < xy.length; i += 2) {
      xy[i] = -xy[i];
    }
    Rotation none = Rotation.about(0, 0, 0);
    if (camera.isEmpty()) {
      return new LineOfSight(xy, none, camera);
    }
    double f = camera.get().focalLength();
    Point axis = camera.get().axis();
    double x = 0;
    double y = 0;
    for (int i = 0; i < match.count(); i++) {
      xy[2 * i] -= axis.x();
      xy[2 * i + 1] += axis.y();
      x += xy[2 * i] / match.count() / f;
      y += xy[2 * i + 1] / match.count() / f;
    }
    // the smallest turn that takes the line (x, y, -1) to the axis (0, 0, -1)
    double off = Math.hypot(x, y);
    double angle = off == 0 ? 0 : Math.atan(off) / off;
    Rotation turn = Rotation.about(-angle * y, angle * x, 0);
    for (int i = 0; i < match.count(); i++) {
      double[] p = turn.times(xy[2 * i], xy[2 * i + 1], -f);
      xy[2 * i] = p[0] * f / -p[2];
      xy[2 * i + 1] = p[1] * f / -p[2];
    }
    return new LineOfSight(xy, Rotation.about(angle * y, -angle * x, 0), camera);
  }

  /** {@return the place in the picture of a place in this view} */
  Point back(double x, double y) {
    if (camera.isEmpty()) {
      return new Point(x, -y);
    }
    double f = camera.get().focalLength();
    Point axis = camera.get().axis();
    double[] p = toCamera.times(x, y, -f);
    return new Point(axis.x() + p[0] * f / -p[2], axis.y() - p[1] * f / -p[2]);
  }
}
