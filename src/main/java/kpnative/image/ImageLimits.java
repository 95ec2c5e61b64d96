package kpnative.image;

/** Limits on the size of picture files. */
public final class ImageLimits {
  /** The default limit on the pixels of a picture; as color they take 600 MB. */
  public static final long MAX_PIXELS = 200_000_000;

  /** The system property that overrides {@link #MAX_PIXELS}. */
  public static final String MAX_PIXELS_PROPERTY = "kpnative.image.maxPixels";

  /** The limit on each side, in pixels: that of JPEG (libjpeg, JPEG_MAX_DIMENSION). */
  public static final int MAX_SIDE = 65_500;

  /** The limit on the size of a file: an uncompressed 16-bit picture of 85 megapixels fits. */
  public static final long MAX_FILE_BYTES = 512L << 20;

  private ImageLimits() {}

  /** {@return the limit on the pixels of a picture: {@link #MAX_PIXELS} or the property's value} */
  static long maxPixels() {
    return Long.getLong(MAX_PIXELS_PROPERTY, MAX_PIXELS);
  }
}
