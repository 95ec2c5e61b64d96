package kpnative.keypoints;

/**
 * Whether a keypoint is visible in the network's input. A keypoint keeps its coordinates and its
 * index whatever its visibility.
 */
public enum Visibility {
  /** Inside the picture and not occluded by augmentation. */
  VISIBLE,
  /** Inside the picture and occluded by augmentation. */
  HIDDEN,
  /** Outside the picture. */
  OUTSIDE;

  private static final Visibility[] BY_CODE = values();

  /** {@return the code for arrays of one byte per keypoint; {@code VISIBLE} is 0} */
  public byte code() {
    return (byte) ordinal();
  }

  /**
   * {@return the visibility with this {@link #code}}
   *
   * @throws IllegalArgumentException if the code is unknown
   */
  public static Visibility ofCode(byte code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new IllegalArgumentException("a visibility is 0 to 2, got " + code);
    }
    return BY_CODE[code];
  }
}
