package kpnative.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes PNG files that are never seen half-written. */
public final class PngFile {
  private PngFile() {}

  /**
   * Writes beside {@code file}, then renames; replaces what is there.
   *
   * @param file in a folder that exists
   * @throws IOException with the path, if it cannot be written
   */
  public static void write(BufferedImage picture, Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || target.getFileName() == null) {
      throw new IOException("cannot write the picture " + file + ": it is no file's name");
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException("cannot write the picture " + file + ": there is no folder " + folder);
    }
    Path beside = folder.resolve("." + target.getFileName() + ".part");
    try {
      Files.write(beside, encoded(picture));
      move(beside, target);
    } catch (IOException e) {
      throw new IOException("cannot write the picture " + file + ": " + e, e);
    } finally {
      Files.deleteIfExists(beside);
    }
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

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) { // some network file systems
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
