package kpnative.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import kpnative.geometry.Size;
import kpnative.natives.NativeScope;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Reads picture files: JPEG, PNG, BMP, GIF (its first picture), TIFF, WebP, PNM, PFM, Radiance HDR
 * and Sun raster, recognised by their first bytes, whatever their name.
 *
 * <p>What comes out always stands upright (an EXIF orientation is applied), has 8 bits a channel
 * (16-bit values are scaled) and no alpha. Thread-safe.
 *
 * <p>Files are taken for hostile: the size that the header claims is checked before memory is taken
 * for pixels, and a file that ends too early is an error, where OpenCV alone would fill the rest
 * with gray.
 */
public final class ImageReader {
  /** The largest picture that is read by default, in pixels: as color, it takes 600 MB. */
  public static final long MAX_PIXELS = 200_000_000;

  /** The system property that holds another limit than {@link #MAX_PIXELS}. */
  public static final String MAX_PIXELS_PROPERTY = "kpnative.image.maxPixels";

  /** The longest side that is read, in pixels: JPEG's own limit (libjpeg, JPEG_MAX_DIMENSION). */
  public static final int MAX_SIDE = 65_500;

  /** The largest file that is read: an uncompressed 16-bit picture of 85 megapixels fits. */
  public static final long MAX_FILE_BYTES = 512L << 20;

  private ImageReader() {}

  /**
   * {@return the picture in {@code file}, owned by the caller}
   *
   * @throws IOException if the file is missing, unreadable, empty, cut off, too large, or not a
   *     picture; the message begins with its path
   */
  public static Image read(Path file, Channels channels) throws IOException {
    try (NativeScope scope = NativeScope.open()) {
      BytePointer bytes = bytes(file);
      PictureHeader.parse(new FileBytes(file, bytes.asByteBuffer()), true);
      Mat encoded = new Mat(1, Math.toIntExact(bytes.limit()), opencv_core.CV_8UC1, bytes);
      int flags =
          channels == Channels.GRAY
              ? opencv_imgcodecs.IMREAD_GRAYSCALE
              : opencv_imgcodecs.IMREAD_COLOR;
      Mat pixels;
      try {
        pixels = opencv_imgcodecs.imdecode(encoded, flags);
      } catch (RuntimeException e) {
        throw new IOException(file + ": damaged: " + firstLine(e), e);
      }
      if (pixels.empty()) {
        throw new IOException(file + ": damaged: its pixels can't be decoded");
      }
      return Image.owning(pixels);
    }
  }

  /**
   * {@return width and height as {@link #read} would give them, from the header alone}
   *
   * @throws IOException as {@link #read}, except that a damage behind the header goes unnoticed
   */
  public static Size size(Path file) throws IOException {
    try (NativeScope scope = NativeScope.open()) {
      return PictureHeader.parse(new FileBytes(file, bytes(file).asByteBuffer()), false).upright();
    }
  }

  /** {@return the limit in force} */
  static long maxPixels() {
    return Long.getLong(MAX_PIXELS_PROPERTY, MAX_PIXELS);
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("OpenCV gave no reason");
  }

  /** {@return the file's bytes, scratch} */
  private static BytePointer bytes(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": a folder, where a picture was expected");
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size == 0) {
        throw new IOException(file + ": empty file");
      }
      if (size > MAX_FILE_BYTES) {
        throw new IOException(
            file + ": " + size + " bytes, where a picture may have " + MAX_FILE_BYTES);
      }
      BytePointer bytes = new BytePointer(size);
      ByteBuffer buffer = bytes.asByteBuffer();
      while (buffer.hasRemaining()) {
        if (channel.read(buffer) < 0) {
          throw new IOException(file + ": became shorter while it was read");
        }
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + ": not readable: permission denied", e);
    }
  }
}
