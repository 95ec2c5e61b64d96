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

  /** The diagonal of 36 x 24 mm, by which focal lengths are compared (CIPA DC-008, Exif 2.32). */
  private static final double FILM_DIAGONAL = Math.hypot(36, 24);

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
   * {@return the camera of a whole photograph}
   *
   * @param millimetres the focal length that gives the same picture on 35-mm film, as EXIF has it;
   *     above 0
   */
  public static Camera ofFilm(Size picture, double millimetres) {
    double diagonal = Math.hypot(picture.width(), picture.height());
    double focal = millimetres / FILM_DIAGONAL * diagonal;
    return new Camera(focal, Box.ofPicture(picture).center(), true);
  }
}
