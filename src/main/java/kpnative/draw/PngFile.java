package kpnative.draw;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import kpnative.files.AtomicFile;

/** Writes PNG files that are never seen half-written. */
public final class PngFile {
  private PngFile() {}

  /**
   * Replaces {@code file} at once, see {@link AtomicFile}.
   *
   * @param file in a folder that exists
   * @throws IOException with the path and the reason, if it cannot be written
   */
  public static void write(BufferedImage picture, Path file) throws IOException {
    if (file.getFileName() == null || Files.isDirectory(file)) {
      throw new IOException("cannot write " + file + ": a folder, where a picture was to be");
    }
    byte[] png = encoded(picture);
    AtomicFile.write(file, out -> out.write(png));
  }

  /** In memory: given a file, ImageIO prints stack traces of its own, and may leave it behind. */
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
