package kpnative.image;

import java.io.IOException;
import java.nio.file.Path;
import kpnative.geometry.Size;

/**
 * Reads picture files: JPEG, PNG, BMP, GIF (its first picture), TIFF, WebP, PNM, PFM, Radiance HDR
 * and Sun raster, recognised by their first bytes, not by their name.
 *
 * <p>Pictures are returned upright (EXIF orientation is applied), with 8 bits per channel (16-bit
 * values are scaled) and without alpha. Thread-safe.
 *
 * <p>Files are untrusted: the size in the header is checked against {@link ImageLimits} before
 * memory is allocated for pixels, and a truncated file is an error, whereas OpenCV alone would fill
 * the rest with gray.
 */
public final class ImageReader {
  private ImageReader() {}

  /**
   * {@return the picture in {@code file}, owned by the caller}
   *
   * @throws IOException if the file is missing, unreadable, empty, truncated, too large or not a
   *     picture; the message begins with its path
   */
  public static Image read(Path file, Channels channels) throws IOException {
    return read(file, channels, 1);
  }

  /**
   * {@return the picture in {@code file}, owned by the caller, reduced if it is a JPEG}
   *
   * @param reduction 1, 2, 4 or 8: the factor by which each side is reduced
   * @throws IOException as for {@link #read(Path, Channels)}
   */
  public static Image read(Path file, Channels channels, int reduction) throws IOException {
    try (ImageDecoder decoder = new ImageDecoder()) {
      return decoder.read(file, channels, reduction);
    }
  }

  /**
   * {@return width and height of the picture that {@link #read} returns, from the header alone}
   *
   * @throws IOException as for {@link #read}, except that damage after the header is not detected
   */
  public static Size size(Path file) throws IOException {
    try (ImageDecoder decoder = new ImageDecoder()) {
      return decoder.size(file, file.toString());
    }
  }

  /**
   * {@return the frame of the picture that {@link #read} returns, with its orientation, from the
   * header alone}
   *
   * @throws IOException as for {@link #size}
   */
  public static PhotographFrame frame(Path file) throws IOException {
    try (ImageDecoder decoder = new ImageDecoder()) {
      return decoder.frame(file, file.toString());
    }
  }
}
