package kpnative.geometry;

/**
 * A position in a pixel frame.
 *
 * @param x pixels to the right; whole numbers are pixel centres
 * @param y pixels down; whole numbers are pixel centres
 */
public record Point(double x, double y) {
  /** {@return the Euclidean distance to {@code other}, in pixels} */
  public double distanceTo(Point other) {
    return Math.hypot(x - other.x, y - other.y);
  }
}
