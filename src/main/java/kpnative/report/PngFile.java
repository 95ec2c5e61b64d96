package kpnative.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;

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
    Path beside = folder.resolve("." + target.getFileName() + ".part");
    try {
      if (!ImageIO.write(picture, "png", beside.toFile())) {
        throw new IOException("no PNG writer for pictures of type " + picture.getType());
      }
      move(beside, target);
    } catch (IOException e) {
      throw new IOException("cannot write the picture " + file + ": " + e.getMessage(), e);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) { // some network file systems
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
