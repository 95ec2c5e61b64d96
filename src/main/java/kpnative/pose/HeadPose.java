package kpnative.pose;

import kpnative.geometry.Camera;
import kpnative.geometry.Point;

/**
 * How a head is turned towards whoever looks at the picture, and where it is, by a fit of the mean
 * head to its keypoints. Immutable.
 *
 * <p>Angles are degrees, about the line of sight to the head: a face that looks into the camera has
 * yaw and pitch 0 wherever it is in the picture. The head is turned by yaw first, then pitch, then
 * roll, about the axes of the view: x right in the picture, y up, z towards the camera.
 *
 * @param yaw positive turns the face to the picture's right; -180 to 180
 * @param pitch positive looks up; -90 to 90
 * @param roll positive tilts the head clockwise in the picture; -180 to 180
 * @param origin where the middle between the outer eye corners is in the picture, pixels
 * @param scale pixels a centimetre of the mean head, at the origin
 * @param distance from the camera to the origin, in centimetres if the head has the mean head's
 *     size; assumed if no camera was given
 * @param residual how far the keypoints are from the fitted head's, the root mean square, in parts
 *     of the mean head's distance between the outer eye corners; about 0.05 on upright faces
 */
public record HeadPose(
    double yaw,
    double pitch,
    double roll,
    Point origin,
    double scale,
    double distance,
    double residual) {
  /**
   * {@return where a point of the head is seen in the picture}
   *
   * @param x to the person's left of the middle between the outer eye corners, centimetres of the
   *     mean head
   * @param y above it
   * @param z before it
   */
  public Point project(double x, double y, double z) {
    double[] p = rotation().times(x, y, z);
    double nearer = distance / (distance - p[2]);
    return new Point(origin.x() + scale * nearer * p[0], origin.y() - scale * nearer * p[1]);
  }

  /**
   * {@return where the origin is in the camera's frame: x right, y up, z towards the camera, so
   * negative before it; centimetres if the head has the mean head's size, [3]}
   *
   * @param camera the one that the pose was found with
   */
  public double[] translation(Camera camera) {
    double x = (origin.x() - camera.axis().x()) / camera.focalLength();
    double y = (camera.axis().y() - origin.y()) / camera.focalLength();
    double along = distance / Math.sqrt(1 + x * x + y * y);
    return new double[] {x * along, y * along, -along};
  }

  /** {@return the rotation from the head's frame to the view's, row by row, [3, 3]} */
  public double[] matrix() {
    return rotation().toArray();
  }

  private Rotation rotation() {
    return Rotation.of(Math.toRadians(yaw), Math.toRadians(pitch), Math.toRadians(roll));
  }
}
