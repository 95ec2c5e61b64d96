package kpnative.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Files that grow by lines in a folder that may have come from elsewhere. A link there could name
 * any file of this user's, so that nothing is written through it.
 */
public final class AppendedFile {
  private AppendedFile() {}

  /**
   * Adds a line to a file, which is created if it is absent.
   *
   * @throws IOException as {@link #refuseOther}, or if the file cannot be written
   */
  public static void append(Path file, String line) throws IOException {
    refuseOther(file);
    Files.writeString(
        file,
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND,
        LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Refuses what is neither absent nor a regular file.
   *
   * @throws IOException if so; the message names the file
   */
  public static void refuseOther(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      String what =
          Files.isSymbolicLink(file)
              ? "a link, through which nothing is written"
              : "something that is no file";
      throw new IOException(
          FileNames.text(file) + ": expected a file, got " + what + "; remove it");
    }
  }
}
