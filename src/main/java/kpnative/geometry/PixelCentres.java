package kpnative.geometry;

/**
 * Converts between pixel coordinates and fractions of a side. The centre of pixel x of W is at the
 * fraction {@code (x + 0.5) / W}, so 0 and 1 are the picture's edges, and a fraction means the same
 * place at any resolution. All code that converts pixels of a picture or a heatmap uses this class,
 * so the convention is defined once. Pure and thread-safe.
 */
public final class PixelCentres {
  /** The distance of a pixel's centre from its left or upper edge, in pixels. */
  public static final double OFFSET = 0.5;

  private PixelCentres() {}

  /**
   * {@return the coordinate as a fraction of the side}
   *
   * @param pixel a coordinate in pixels; whole numbers are pixel centres
   * @param side the side's length in pixels
   */
  public static double fraction(double pixel, double side) {
    return (pixel + OFFSET) / side;
  }

  /**
   * {@return the coordinate in pixels; whole numbers are pixel centres}
   *
   * @param fraction of the side
   * @param side the side's length in pixels
   */
  public static double pixel(double fraction, double side) {
    return fraction * side - OFFSET;
  }
}
