package kpnative.label;

import kpnative.keypoints.PointState;

/**
 * One point of a face, as it is labelled.
 *
 * @param x pixels of the photograph; NaN if the point is absent
 * @param y as {@code x}
 * @param state what is said of it
 */
record LabelPoint(double x, double y, PointState state) {
  /** The largest coordinate, pixels; no picture is that wide. */
  private static final double LARGEST = 1e6;

  /** The point that has no place. */
  static final LabelPoint ABSENT = new LabelPoint(Double.NaN, Double.NaN, PointState.ABSENT);

  /** Rejects places that are no place, but for absent points, which have none. */
  LabelPoint {
    if (state == PointState.ABSENT) {
      x = Double.NaN;
      y = Double.NaN;
    } else if (!(Math.abs(x) <= LARGEST && Math.abs(y) <= LARGEST)) { // also NaN
      throw new IllegalArgumentException(
          "a point must be within 1,000,000 pixels of 0, got " + x + " " + y);
    }
  }

  boolean isPresent() {
    return state != PointState.ABSENT;
  }
}
