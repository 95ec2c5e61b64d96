package kpnative.keypoints;

/**
 * What an annotation says of one point of a face. ({@link Visibility} is what became of a point in
 * a network's input.)
 */
public enum PointState {
  /** The point has a place; whether it can be seen isn't said. */
  UNKNOWN,
  /** The point is seen. COCO's flag 2. */
  VISIBLE,
  /** The point has a place, and something covers it. COCO's flag 1. */
  HIDDEN,
  /** The point has no place. COCO's flag 0. */
  ABSENT;

  /**
   * {@return the state that a flag of COCO's keypoints means}
   *
   * @param flag 0, 1 or 2
   * @throws IllegalArgumentException if there is no such flag
   */
  public static PointState ofCoco(int flag) {
    return switch (flag) {
      case 0 -> ABSENT;
      case 1 -> HIDDEN;
      case 2 -> VISIBLE;
      default -> throw new IllegalArgumentException("a visibility is 0, 1 or 2, got " + flag);
    };
  }

  /** {@return COCO's flag; 2 where nothing is said, as annotators write what they see} */
  public int coco() {
    return switch (this) {
      case ABSENT -> 0;
      case HIDDEN -> 1;
      case VISIBLE, UNKNOWN -> 2;
    };
  }
}
