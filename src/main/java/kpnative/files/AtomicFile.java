package kpnative.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces a file atomically: the new content is written to a temporary file beside it, synced to
 * disk, and renamed over it. At any moment, even after a crash, the name refers to the complete old
 * file or the complete new one.
 */
public final class AtomicFile {
  private static final Pattern TEMPORARY = Pattern.compile("\\.(.+)\\.(\\d+)-[0-9a-f]{8}\\.tmp");

  private AtomicFile() {}

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes the complete content.
     *
     * @param out buffered; the caller closes it
     * @throws IOException if the content cannot be written
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Replaces or creates {@code target}. Its folder must exist. Temporary files that a killed
   * process left beside it are deleted.
   *
   * @throws IOException if that fails, with the path and the reason; the old file is then unchanged
   */
  public static void write(Path target, Content content) throws IOException {
    Path beside = beside(target);
    try {
      try (FileChannel file =
          FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16);
        content.writeTo(out);
        out.flush();
        file.force(true);
      }
      move(beside, target);
    } catch (IOException e) {
      deleteAfter(e, beside);
      throw new IOException("cannot write " + FileNames.text(target) + ": " + reason(e), e);
    } catch (RuntimeException | Error e) {
      deleteAfter(e, beside);
      throw e;
    }
    syncFolder(folder(target));
  }

  /**
   * {@return the file that is to be replaced where {@code file} is edited in place} If that is a
   * symbolic link, the link stays and the file that it names is edited.
   *
   * @throws IOException if it is a link to nothing, or its folder does not exist
   */
  public static Path edited(Path file) throws IOException {
    if (Files.exists(file) || Files.isSymbolicLink(file)) {
      try {
        return file.toRealPath();
      } catch (NoSuchFileException e) {
        throw new IOException(FileNames.text(file) + ": is a link to a file that is not there", e);
      }
    }
    return folder(file).toRealPath().resolve(FileTree.nameOf(file));
  }

  /**
   * {@return the temporary file for a target that is written over a longer time, and ends in {@link
   * #replace}} Creates nothing. Those that a killed process left are deleted.
   *
   * @throws IOException if the target's folder does not exist, or a leftover cannot be deleted
   */
  public static Path beside(Path target) throws IOException {
    Path name = target.getFileName();
    if (name == null) {
      throw new IllegalArgumentException("not a file's path: " + FileNames.text(target));
    }
    Path folder = folder(target);
    String text = FileNames.text(name);
    deleteLeftovers(folder, text);
    String nonce = UUID.randomUUID().toString().substring(0, 8);
    long process = ProcessHandle.current().pid();
    return FileNames.in(folder, "." + text + "." + process + "-" + nonce + ".tmp");
  }

  /**
   * Replaces or creates {@code target} by the file written {@link #beside} it, which is closed.
   *
   * @throws IOException if that fails, with the path and the reason; the old file is then unchanged
   *     and the one beside it deleted
   */
  public static void replace(Path target, Path beside) throws IOException {
    try {
      try (FileChannel file = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        file.force(true);
      }
      move(beside, target);
    } catch (IOException e) {
      deleteAfter(e, beside);
      throw new IOException("cannot write " + FileNames.text(target) + ": " + reason(e), e);
    }
    syncFolder(folder(target));
  }

  /**
   * {@return the folder of a file that is to be written}
   *
   * @throws IOException if it does not exist
   */
  static Path folder(Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException(
          "cannot write " + FileNames.text(target) + ": its folder does not exist");
    }
    return folder;
  }

  private static void move(Path beside, Path target) throws IOException {
    Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void deleteAfter(Throwable failure, Path beside) {
    try {
      Files.deleteIfExists(beside);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** A rename survives a power cut only if the folder has been synced too. */
  private static void syncFolder(Path folder) throws IOException {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return; // folders cannot be opened there
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void deleteLeftovers(Path folder, String name) throws IOException {
    try (DirectoryStream<Path> siblings =
        Files.newDirectoryStream(folder, path -> isLeftover(path, name))) {
      for (Path leftover : siblings) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  private static boolean isLeftover(Path path, String name) {
    Matcher matcher = TEMPORARY.matcher(FileTree.nameOf(path));
    return matcher.matches()
        && name.equals(matcher.group(1))
        && matcher.group(2).length() < 18
        && ProcessHandle.of(Long.parseLong(matcher.group(2))).isEmpty();
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "its folder does not exist";
    }
    if (e instanceof ClosedByInterruptException) {
      return "interrupted";
    }
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    return String.valueOf(e.getMessage());
  }
}
