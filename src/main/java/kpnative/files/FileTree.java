package kpnative.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The files under a folder, found by a recursive search in name order.
 *
 * <p>Names that begin with a dot are skipped (macOS archives hold a {@code ._face.pts} for every
 * file). A folder that is reached twice, through links, is searched once. Folders nested more than
 * 64 deep are not searched.
 */
public final class FileTree {
  private static final int MAX_DEPTH = 64;

  private FileTree() {}

  /**
   * {@return every regular file under {@code root}, or {@code root} itself if it is no folder}
   *
   * @throws IOException if the path does not exist or a folder cannot be listed; the message names
   *     it
   */
  public static List<Path> under(Path root) throws IOException {
    return under(root, FileTree::list);
  }

  /** {@return as {@link #under(Path)}, where folders are listed by {@code lister}} */
  static List<Path> under(Path root, Lister lister) throws IOException {
    List<Path> all = allUnder(root, lister);
    if (!Files.isDirectory(root)) {
      return all;
    }
    for (Path each : all) {
      if (Files.isDirectory(each)) {
        lister.list(each); // says why it cannot be
      }
    }
    return all.stream().filter(Files::isRegularFile).toList();
  }

  /**
   * {@return as {@link #under(Path)}, with what is not a regular file: pipes, devices, and folders
   * that cannot be listed, which whoever opens them refuses by name}
   *
   * @throws IOException if the path does not exist, or {@code root} cannot be listed
   */
  public static List<Path> allUnder(Path root) throws IOException {
    return allUnder(root, FileTree::list);
  }

  /** {@return as {@link #allUnder(Path)}, where folders are listed by {@code lister}} */
  static List<Path> allUnder(Path root, Lister lister) throws IOException {
    if (!Files.exists(root)) {
      throw new IOException(absent(root, "file or folder"));
    }
    List<Path> files = new ArrayList<>();
    collect(root, 0, lister, new HashSet<>(), files);
    return files;
  }

  /** Lists a folder, without names that begin with a dot. */
  @FunctionalInterface
  interface Lister {
    /**
     * {@return what is in a folder}
     *
     * @throws IOException if it cannot be listed; the message names it
     */
    List<Path> list(Path folder) throws IOException;
  }

  /** {@return the path for a message: as given, and if it is relative, also as an absolute path} */
  public static String spelled(Path path) {
    return path.isAbsolute() ? FileNames.text(path) : FileNames.text(path) + thatIs(path);
  }

  /**
   * {@return a message that begins with the path, as those of other faults of files do}
   *
   * @param what is not there: {@code file}, for example
   */
  public static String absent(Path path, String what) {
    return FileNames.text(path) + ": no such " + what + (path.isAbsolute() ? "" : thatIs(path));
  }

  private static String thatIs(Path path) {
    return " (that is, " + FileNames.text(path.toAbsolutePath().normalize()) + ")";
  }

  /** {@return whether the file's name ends with {@code .extension}, ignoring case} */
  public static boolean hasExtension(Path file, String extension) {
    return nameOf(file).toLowerCase(Locale.ROOT).endsWith("." + extension);
  }

  private static void collect(Path path, int depth, Lister lister, Set<Path> seen, List<Path> files)
      throws IOException {
    if (!Files.isDirectory(path)) {
      files.add(path);
      return;
    }
    if (depth > MAX_DEPTH || !seen.add(path.toRealPath())) {
      return;
    }
    List<Path> children;
    try {
      children = new ArrayList<>(lister.list(path));
    } catch (IOException e) {
      if (depth == 0) {
        throw e;
      }
      files.add(path); // the others are taken
      return;
    }
    children.sort((a, b) -> nameOf(a).compareTo(nameOf(b)));
    for (Path child : children) {
      collect(child, depth + 1, lister, seen, files);
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    List<Path> inside = new ArrayList<>();
    try (DirectoryStream<Path> stream =
        Files.newDirectoryStream(folder, p -> !nameOf(p).startsWith("."))) {
      stream.forEach(inside::add);
    } catch (IOException | DirectoryIteratorException e) {
      String why =
          e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
      throw new IOException(FileNames.text(folder) + ": cannot be listed: " + why, e);
    }
    return inside;
  }

  /** {@return the folder that holds {@code file}} */
  public static Path folderOf(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  /** {@return the file's name without its folders} */
  public static String nameOf(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : FileNames.text(name);
  }

  /** {@return the file's name without its folders and its last extension} */
  public static String stemOf(Path file) {
    String name = nameOf(file);
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }
}
