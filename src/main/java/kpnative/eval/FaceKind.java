package kpnative.eval;

import kpnative.geometry.Point;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;

/**
 * Difficult kinds of faces, determined from the 68 ground-truth keypoints (schema {@code ibug68};
 * faces of other schemas are of no kind). A face may be of several kinds or of none.
 */
public enum FaceKind {
  /** A head turned sideways: the bridge of the nose is much nearer to one outer eye corner. */
  TURNED(
      "turned: the nose's bridge, along the line of the eyes, is nearer to one outer eye corner"
          + " than 0.6 of its distance to the other"),
  /** The line of the eyes is not level. */
  TILTED("tilted: the line of the eyes is over 20 degrees from level"),
  /** The lips are apart. */
  OPEN_MOUTH("open mouth: the inner lips are over 0.15 of the inter-ocular distance apart"),
  /** A face of few pixels. */
  SMALL("small: outer eye corners less than 60 pixels apart");

  private static final int LEFT_EYE = 36; // outer corners
  private static final int RIGHT_EYE = 45;
  private static final int BRIDGE = 27;
  private static final int UPPER_LIP = 62;
  private static final int LOWER_LIP = 66;

  private final String description;

  FaceKind(String description) {
    this.description = description;
  }

  /** {@return the definition of this kind, in one line} */
  public String description() {
    return description;
  }

  /**
   * {@return whether a face is of this kind}
   *
   * @param truth all ground-truth keypoints of the schema, in the photograph's pixels
   */
  public boolean isOf(KeypointSchema schema, Keypoints truth) {
    if (!schema.equals(KeypointSchema.IBUG68)) {
      return false;
    }
    return switch (this) {
      case TURNED -> isTurned(truth);
      case TILTED -> isTilted(truth);
      case OPEN_MOUTH -> isOpen(truth);
      case SMALL -> eyes(truth) < 60;
    };
  }

  private static double eyes(Keypoints k) {
    return k.point(LEFT_EYE).distanceTo(k.point(RIGHT_EYE));
  }

  private static boolean isOpen(Keypoints k) {
    return k.point(UPPER_LIP).distanceTo(k.point(LOWER_LIP)) > 0.15 * eyes(k);
  }

  private static boolean isTurned(Keypoints k) {
    Point left = k.point(LEFT_EYE);
    Point right = k.point(RIGHT_EYE);
    Point bridge = k.point(BRIDGE);
    double dx = right.x() - left.x();
    double dy = right.y() - left.y();
    double along =
        ((bridge.x() - left.x()) * dx + (bridge.y() - left.y()) * dy) / (dx * dx + dy * dy);
    // in fractions of the inter-ocular distance; negative beyond a corner
    double near = Math.min(along, 1 - along);
    return near < 0.6 * (1 - near);
  }

  private static boolean isTilted(Keypoints k) {
    Point left = k.point(LEFT_EYE);
    Point right = k.point(RIGHT_EYE);
    double angle = Math.atan2(right.y() - left.y(), right.x() - left.x());
    return Math.abs(angle) > Math.toRadians(20);
  }
}
