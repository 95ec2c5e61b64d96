package kpnative.face;

import kpnative.geometry.Box;
import kpnative.geometry.Point;

/**
 * Maps a finder's rectangle to the box around the keypoints, in fractions of the rectangle's sides:
 * finders differ in how much forehead and chin their rectangles include.
 *
 * @param right shift of the centre to the right, as a fraction of the rectangle's width
 * @param down shift of the centre down, as a fraction of its height
 * @param width the box's width as a fraction of the rectangle's
 * @param height the box's height as a fraction of the rectangle's
 */
record BoxMap(double right, double down, double width, double height) {
  /** {@return the approximate box around the keypoints of the face in {@code found}} */
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
