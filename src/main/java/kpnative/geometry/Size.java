package kpnative.geometry;

/**
 * The width and height of a picture in whole pixels.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 */
public record Size(int width, int height) {
  /** Rejects an empty size. */
  public Size {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a size needs at least 1 x 1 pixels, got " + width + " x " + height);
    }
  }

  /** {@return the number of pixels} */
  public long area() {
    return (long) width * height;
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
