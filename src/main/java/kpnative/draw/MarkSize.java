package kpnative.draw;

import java.awt.Rectangle;

/*
 * A picture is looked at as a whole on a screen that shows about 1,000 pixels of its longer side, so a mark
 * that should be seen has a least size in those, not in the picture's pixels. A face of 68 points has
 * neighbours a 25th of its width apart, so a dot that is not to touch the next has at most half of that.
 */
/**
 * The size of the dots and lines of one face, in pixels of the drawn picture: in proportion to the
 * face, never too small to see and never so large that neighbours touch.
 *
 * @param radius of a dot; 0 for no dots
 * @param line the width of a line; 0 for no lines
 * @param ring the width of a dot's edge, or of a ring
 */
record MarkSize(double radius, double line, double ring) {
  private static final double SEEN = 1000; // pixels of the longer side that a screen shows
  private static final double LEAST_RADIUS = 1.6; // in those pixels, as all below
  private static final double LARGEST_RADIUS = 7;
  private static final double LEAST_RADIUS_OF_POINT = 2.5;
  private static final double LEAST_RING = 1.1;

  /** {@return how many pixels of a picture a screen shows as one, at least 1} */
  static double unit(Rectangle target) {
    return Math.max(1, Math.max(target.width, target.height) / SEEN);
  }

  /**
   * {@return the size for a face}
   *
   * @param across the face's width in the drawn picture, pixels
   * @param target the drawn picture
   */
  static MarkSize ofFace(double across, Rectangle target) {
    double unit = unit(target);
    double apart = across / 50; // dots of this radius touch
    double radius =
        Math.max(
            Math.min(LEAST_RADIUS * unit, apart), Math.min(LARGEST_RADIUS * unit, across / 110));
    return of(Math.max(radius, 0.3), Math.max(0.5, Math.min(unit, across / 40)), unit);
  }

  /** {@return the size for a single keypoint} */
  static MarkSize ofPoint(Rectangle target) {
    double unit = unit(target);
    double side = Math.min(target.width, target.height);
    double radius =
        Math.max(LEAST_RADIUS_OF_POINT * unit, Math.min(LARGEST_RADIUS * unit, side / 90));
    return of(radius, unit, unit);
  }

  private static MarkSize of(double radius, double leastLine, double unit) {
    double line = Math.max(leastLine, radius * 0.4);
    double ring = Math.max(Math.min(LEAST_RING * unit, radius * 0.7), radius * 0.5);
    return new MarkSize(radius, line, ring);
  }

  /** {@return this size for the larger rings of ground truth} */
  MarkSize ofTruth() {
    return new MarkSize(radius * 1.25, line, Math.max(ring, radius * 0.625));
  }

  /** {@return this size with what the user chose; NaN keeps ours} */
  MarkSize with(double chosenRadius, double chosenLine) {
    double r = Double.isNaN(chosenRadius) ? radius : chosenRadius;
    return new MarkSize(
        r,
        Double.isNaN(chosenLine) ? line : chosenLine,
        Double.isNaN(chosenRadius) ? ring : Math.max(0.5, Math.min(LEAST_RING, r * 0.7)));
  }
}
