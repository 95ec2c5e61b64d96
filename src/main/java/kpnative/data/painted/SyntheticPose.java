package kpnative.data.painted;

import kpnative.geometry.Point;

/**
 * The pose of a head in front of the camera, a projection from head units to pixels. In head units,
 * x points right and y down as seen in the picture, z towards the camera; the origin is inside the
 * head, at the height of the eyes.
 *
 * @param yaw radians, above 0 the face looks to the picture's right
 * @param pitch radians, above 0 down
 * @param roll radians, above 0 clockwise
 * @param scale pixels per head unit
 * @param x the origin's x, pixels
 * @param y the origin's y, pixels
 */
record SyntheticPose(double yaw, double pitch, double roll, double scale, double x, double y) {
  /** The camera's distance, head units: near enough for slight perspective distortion. */
  private static final double DISTANCE = 11;

  /** {@return the projection of a point of the head, pixels} */
  Point project(double hx, double hy, double hz) {
    double[] p = turn(hx, hy, hz);
    double s = scale * DISTANCE / (DISTANCE - p[2]);
    return new Point(x + s * p[0], y + s * p[1]);
  }

  /**
   * {@return the projection of the visible contour next to a point on the head's side, pixels}
   * Where that side is turned away, the contour moves forwards on the head's horizontal section,
   * which is modelled as an ellipse.
   *
   * @param front the z of the section's foremost point
   */
  Point contour(double hx, double hy, double hz, double front) {
    if (hx * yaw <= 0 || front <= hz) {
      return project(hx, hy, hz);
    }
    double a = Math.abs(hx);
    double b = 0.85 * (front - hz);
    double c = Math.cos(yaw);
    double s = Math.abs(Math.sin(yaw));
    double reach = Math.hypot(a * c, b * s);
    return project(Math.signum(hx) * a * a * c / reach, hy, hz + b * b * s / reach);
  }

  /** {@return a direction or point, rotated but neither scaled nor shifted} */
  double[] turn(double hx, double hy, double hz) {
    double x1 = hx * Math.cos(yaw) + hz * Math.sin(yaw);
    double z1 = -hx * Math.sin(yaw) + hz * Math.cos(yaw);
    double y2 = hy * Math.cos(pitch) + z1 * Math.sin(pitch);
    double z2 = -hy * Math.sin(pitch) + z1 * Math.cos(pitch);
    return new double[] {
      x1 * Math.cos(roll) - y2 * Math.sin(roll), x1 * Math.sin(roll) + y2 * Math.cos(roll), z2
    };
  }
}
