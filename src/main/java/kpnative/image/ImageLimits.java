package kpnative.image;

/** How large a picture may be that is read. */
public final class ImageLimits {
  /** The largest picture that is read by default, in pixels: as color, it takes 600 MB. */
  public static final long MAX_PIXELS = 200_000_000;

  /** The system property that holds another limit than {@link #MAX_PIXELS}. */
  public static final String MAX_PIXELS_PROPERTY = "kpnative.image.maxPixels";

  /** The longest side that is read, in pixels: JPEG's own limit (libjpeg, JPEG_MAX_DIMENSION). */
  public static final int MAX_SIDE = 65_500;

  /** The largest file that is read: an uncompressed 16-bit picture of 85 megapixels fits. */
  public static final long MAX_FILE_BYTES = 512L << 20;

  private ImageLimits() {}

  /** {@return the most pixels that are read: {@link #MAX_PIXELS}, or what the property says} */
  static long maxPixels() {
    return Long.getLong(MAX_PIXELS_PROPERTY, MAX_PIXELS);
  }
}
