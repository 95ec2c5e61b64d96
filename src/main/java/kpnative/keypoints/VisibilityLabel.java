package kpnative.keypoints;

/** What a sample teaches of one point's visibility: what is seen in the network's input. */
public enum VisibilityLabel {
  /** Something covers the point. */
  HIDDEN,
  /** The point is seen. */
  VISIBLE,
  /** Nothing was laid over the point, and nobody says whether something covers it in reality. */
  ASSUMED,
  /** Nothing is known: the point is outside the input, or has no place. */
  UNKNOWN;

  private static final VisibilityLabel[] ALL = values();

  /** {@return the code for arrays of one number per keypoint} */
  public byte code() {
    return (byte) ordinal();
  }

  /** {@return the label with this {@link #code}} */
  public static VisibilityLabel ofCode(byte code) {
    return ALL[code];
  }

  /**
   * {@return what is known of a point}
   *
   * @param mark what augmentation did to it
   * @param state what the annotation or the renderer says of it in the photograph
   */
  public static VisibilityLabel of(Visibility mark, PointState state) {
    if (mark == Visibility.OUTSIDE || state == PointState.ABSENT) {
      return UNKNOWN;
    }
    if (mark == Visibility.HIDDEN) {
      return HIDDEN;
    }
    return switch (state) {
      case HIDDEN -> HIDDEN;
      case VISIBLE -> VISIBLE;
      case UNKNOWN, ABSENT -> ASSUMED;
    };
  }
}
