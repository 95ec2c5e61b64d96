package kpnative.geometry;

/**
 * Where the centres of a side's pixels lie, as fractions of the side: that of pixel x of W is
 * {@code (x + 0.5) / W}, so 0 and 1 are the picture's edges, and a fraction means the same place at
 * any size of the same picture. The only place that says so; whatever counts in pixels of a picture
 * or a map asks it. Pure and thread-safe.
 */
public final class PixelCentres {
  /** How far a pixel's centre lies from its left or upper edge, in pixels. */
  public static final double OFFSET = 0.5;

  private PixelCentres() {}

  /**
   * {@return the place as a fraction of the side}
   *
   * @param pixel a place in pixels, whole numbers at their centres
   * @param side the side's length in pixels
   */
  public static double fraction(double pixel, double side) {
    return (pixel + OFFSET) / side;
  }

  /**
   * {@return the place in pixels, whole numbers at their centres}
   *
   * @param fraction of the side
   * @param side the side's length in pixels
   */
  public static double pixel(double fraction, double side) {
    return fraction * side - OFFSET;
  }
}
