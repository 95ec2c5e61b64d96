package kpnative.image;

/** Limits on the size of picture files. */
public final class ImageLimits {
  /** The default limit on the pixels of a picture; as color they take 900 MB. */
  public static final long MAX_PIXELS = 300_000_000;

  /** The system property that overrides {@link #MAX_PIXELS}. */
  public static final String MAX_PIXELS_PROPERTY = "kpnative.image.maxPixels";

  /** The limit on each side, in pixels: that of JPEG (libjpeg, JPEG_MAX_DIMENSION). */
  public static final int MAX_SIDE = 65_500;

  /** The limit on the size of a file: an uncompressed 16-bit picture of 85 megapixels fits. */
  public static final long MAX_FILE_BYTES = 512L << 20;

  /**
   * The default limit on the memory that decoding a picture takes, bytes, estimated from its
   * header: 3 a pixel for most JPEG, 9 for progressive ones, up to 27 for other formats.
   */
  public static final long MAX_DECODING_BYTES = 1L << 30;

  /** The system property that overrides {@link #MAX_DECODING_BYTES}. */
  public static final String MAX_DECODING_BYTES_PROPERTY = "kpnative.image.maxBytes";

  private ImageLimits() {}

  /** {@return the limit on the pixels of a picture: {@link #MAX_PIXELS} or the property's value} */
  static long maxPixels() {
    return Long.getLong(MAX_PIXELS_PROPERTY, MAX_PIXELS);
  }

  /** {@return the limit on the memory of decoding, bytes: the default or the property's value} */
  public static long maxDecodingBytes() {
    return Long.getLong(MAX_DECODING_BYTES_PROPERTY, MAX_DECODING_BYTES);
  }
}
