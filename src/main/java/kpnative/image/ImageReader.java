package kpnative.image;

import java.io.IOException;
import java.nio.file.Path;
import kpnative.geometry.Size;

/**
 * Reads picture files: JPEG, PNG, BMP, GIF (its first picture), TIFF, WebP, PNM, PFM, Radiance HDR
 * and Sun raster, recognised by their first bytes, whatever their name.
 *
 * <p>What comes out always stands upright (an EXIF orientation is applied), has 8 bits a channel
 * (16-bit values are scaled) and no alpha. Thread-safe.
 *
 * <p>Files are taken for hostile: the size that the header claims is checked against {@link
 * ImageLimits} before memory is taken for pixels, and a file that ends too early is an error, where
 * OpenCV alone would fill the rest with gray.
 */
public final class ImageReader {
  private ImageReader() {}

  /**
   * {@return the picture in {@code file}, owned by the caller}
   *
   * @throws IOException if the file is missing, unreadable, empty, cut off, too large, or not a
   *     picture; the message begins with its path
   */
  public static Image read(Path file, Channels channels) throws IOException {
    return read(file, channels, 1);
  }

  /**
   * {@return the picture in {@code file}, owned by the caller, reduced if it is a JPEG}
   *
   * @param reduction 1, 2, 4 or 8: how many pixels along each side become one
   * @throws IOException as {@link #read(Path, Channels)}
   */
  public static Image read(Path file, Channels channels, int reduction) throws IOException {
    try (ImageDecoder decoder = new ImageDecoder()) {
      return decoder.read(file.toFile(), channels, reduction);
    }
  }

  /**
   * {@return width and height as {@link #read} would give them, from the header alone}
   *
   * @throws IOException as {@link #read}, except that a damage behind the header goes unnoticed
   */
  public static Size size(Path file) throws IOException {
    try (ImageDecoder decoder = new ImageDecoder()) {
      return decoder.size(file.toFile());
    }
  }
}
