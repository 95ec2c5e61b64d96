package kpnative.face;

import kpnative.geometry.Box;
import kpnative.geometry.Point;

/**
 * From a finder's rectangle to the box around the keypoints, in parts of the rectangle: finders
 * differ in how much forehead and chin they hold.
 *
 * @param right by which part of the rectangle's width the centre moves right
 * @param down by which part of its height the centre moves down
 * @param width the keypoints' width in parts of the rectangle's
 * @param height the keypoints' height in parts of the rectangle's
 */
record BoxMap(double right, double down, double width, double height) {
  /** {@return the box around the keypoints of the face in {@code found}, about} */
  Box apply(Box found) {
    Point c = found.center();
    double x = c.x() + right * found.width();
    double y = c.y() + down * found.height();
    double w = width * found.width() / 2;
    double h = height * found.height() / 2;
    return new Box(x - w, y - h, x + w, y + h);
  }

  /** {@return the map for the mirrored picture} */
  BoxMap mirrored() {
    return new BoxMap(-right, down, width, height);
  }
}
