package kpnative.draw;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import kpnative.files.AtomicFile;
import kpnative.files.FileNames;

/** Writes PNG files atomically: a reader never sees a partial file. */
public final class PngFile {
  private PngFile() {}

  /**
   * Replaces {@code file} atomically, see {@link AtomicFile}.
   *
   * @param file in a folder that exists
   * @throws IOException with the path and the reason, if it cannot be written
   */
  public static void write(BufferedImage picture, Path file) throws IOException {
    if (file.getFileName() == null || Files.isDirectory(file)) {
      throw new IOException(
          "cannot write " + FileNames.text(file) + ": expected a file, got a folder");
    }
    byte[] png = encoded(picture);
    AtomicFile.write(file, out -> out.write(png));
  }

  /**
   * Encodes in memory: if ImageIO fails to write a file, it prints stack traces and may leave the
   * file behind.
   */
  private static byte[] encoded(BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(picture, "png", out)) {
        throw new IOException("no PNG writer for pictures of type " + picture.getType());
      }
    }
    return bytes.toByteArray();
  }
}
