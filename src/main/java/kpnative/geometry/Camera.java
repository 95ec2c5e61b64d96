package kpnative.geometry;

/**
 * A pinhole camera: how directions in space become places in its picture. Its lens is taken not to
 * distort.
 *
 * @param focalLength the distance from the pinhole to the picture, in pixels of the picture
 * @param axis where the camera's axis meets the picture: its middle, unless it is a cut-out
 * @param known whether the focal length was measured or read; if not, it is a guess from the
 *     picture's size, which is also that of a cut-out
 */
public record Camera(double focalLength, Point axis, boolean known) {
  /**
   * The focal length of a lens that nobody names, in the picture's longer sides: between a
   * telephone's 0.7 and a portrait lens's 2.4; 43 mm on 35-mm film.
   */
  private static final double GUESS = 1.2;

  /** How much the scales of both axes may differ, in parts. */
  private static final double ALIKE = 1e-6;

  /** Rejects a focal length that is not finite and positive. */
  public Camera {
    if (!(focalLength > 0 && focalLength < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a camera's focal length must be above 0 pixels, got " + focalLength);
    }
  }

  /** {@return the camera to assume where only the picture's size is known} */
  public static Camera ofSize(Size picture) {
    double focal = GUESS * Math.max(picture.width(), picture.height());
    return new Camera(focal, Box.ofPicture(picture).center(), false);
  }

  /**
   * {@return the camera of a part of this one's picture, cut out, turned or resized by a warp: for
   * points in the part's frame}
   *
   * @param toPart from this camera's picture to the part; scales the same along both axes, and has
   *     no perspective
   * @throws IllegalArgumentException if the warp mirrors, flattens, shears, or has a perspective
   */
  public Camera through(Warp toPart) {
    double a = toPart.m00();
    double b = toPart.m10();
    double scale = Math.hypot(a, b);
    double off = Math.hypot(toPart.m01() + b, toPart.m11() - a);
    boolean affine = toPart.m20() == 0 && toPart.m21() == 0 && toPart.m22() == 1;
    if (!(affine && off <= ALIKE * scale)) {
      throw new IllegalArgumentException(
          "a camera goes through cuts, turns and one scale for both axes, got " + toPart);
    }
    return new Camera(scale * focalLength, toPart.map(axis), known);
  }
}
