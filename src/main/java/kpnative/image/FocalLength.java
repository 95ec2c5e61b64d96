package kpnative.image;

import kpnative.geometry.Box;
import kpnative.geometry.Camera;
import kpnative.geometry.Size;

/**
 * What EXIF says about the lens, of the picture as the camera wrote it; later programs may have
 * made it smaller or cut it. Exif 2.32, sections 4.6.3 and 4.6.5. Immutable.
 *
 * @param film millimetres on 35-mm film; 0 if it is not given
 * @param millimetres of the lens; 0 if it is not given
 * @param perMillimetre the camera's pixels a millimetre of its sensor; 0 if it is not given
 * @param width of the picture that the camera wrote, pixels; 0 if it is not given
 * @param height of it
 */
record FocalLength(long film, double millimetres, double perMillimetre, long width, long height) {
  static final FocalLength UNKNOWN = new FocalLength(0, 0, 0, 0, 0);

  /** The diagonal of 36 x 24 mm, by which focal lengths are compared (CIPA DC-008, Exif 2.32). */
  private static final double FILM_DIAGONAL = Math.hypot(36, 24);

  /** How much the shape of a picture may differ from the camera's, by rounding, in parts. */
  private static final double SAME_SHAPE = 0.01;

  /** What no lens is, in longer sides of the picture: then the data are wrong. */
  private static final double LEAST = 0.1;

  private static final double MOST = 100;

  /**
   * {@return the camera of a picture} A picture of the camera's shape is taken for all of it, made
   * smaller or larger; a smaller one of another shape for a cut-out of it, about its middle.
   *
   * @param picture upright, pixels
   */
  Camera camera(Size picture) {
    double longer = Math.max(picture.width(), picture.height());
    double shorter = Math.min(picture.width(), picture.height());
    double wrote = width > 0 && height > 0 ? Math.max(width, height) : longer;
    double wroteShorter = width > 0 && height > 0 ? Math.min(width, height) : shorter;
    boolean whole =
        Math.abs(wrote * shorter - wroteShorter * longer) <= SAME_SHAPE * wrote * shorter;
    double scale = whole ? longer / wrote : 1;
    boolean within = longer <= wrote && shorter <= wroteShorter;
    double focal =
        film > 0
            ? scale * film * Math.hypot(wrote, wroteShorter) / FILM_DIAGONAL
            : scale * millimetres * perMillimetre;
    boolean known = focal >= LEAST * longer && focal <= MOST * longer; // false for NaN
    return known && (whole || within)
        ? new Camera(focal, Box.ofPicture(picture).center(), true)
        : Camera.ofSize(picture);
  }
}
