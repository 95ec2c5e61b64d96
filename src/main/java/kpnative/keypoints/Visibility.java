package kpnative.keypoints;

/**
 * Whether a picture that a network sees shows a keypoint. A keypoint keeps its coordinates and its
 * place among the others whatever its mark.
 */
public enum Visibility {
  /** In the picture, and nothing was laid over it. */
  VISIBLE,
  /** In the picture, under something that was laid over it. */
  HIDDEN,
  /** Not in the picture. */
  OUTSIDE;

  private static final Visibility[] BY_CODE = values();

  /** {@return this as it is kept in arrays, one byte a keypoint; {@code VISIBLE} is 0} */
  public byte code() {
    return (byte) ordinal();
  }

  /**
   * {@return the mark whose {@link #code} that is}
   *
   * @throws IllegalArgumentException if no mark has it
   */
  public static Visibility ofCode(byte code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new IllegalArgumentException("a visibility is 0 to 2, got " + code);
    }
    return BY_CODE[code];
  }
}
