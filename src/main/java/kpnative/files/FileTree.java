package kpnative.files;

import java.io.IOException;
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
   * @throws IOException if the path does not exist or a folder cannot be listed
   */
  public static List<Path> under(Path root) throws IOException {
    List<Path> all = allUnder(root);
    return Files.isDirectory(root) ? all.stream().filter(Files::isRegularFile).toList() : all;
  }

  /**
   * {@return as {@link #under}, with what is not a regular file, such as pipes and devices}
   *
   * @throws IOException as {@link #under}
   */
  public static List<Path> allUnder(Path root) throws IOException {
    if (!Files.exists(root)) {
      throw new IOException(absent(root, "file or folder"));
    }
    List<Path> files = new ArrayList<>();
    collect(root, 0, new HashSet<>(), files);
    return files;
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

  private static void collect(Path path, int depth, Set<Path> seen, List<Path> files)
      throws IOException {
    if (!Files.isDirectory(path)) {
      files.add(path);
      return;
    }
    if (depth > MAX_DEPTH || !seen.add(path.toRealPath())) {
      return;
    }
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream =
        Files.newDirectoryStream(path, p -> !nameOf(p).startsWith("."))) {
      stream.forEach(children::add);
    } catch (IOException e) {
      throw new IOException("cannot list the folder " + FileNames.text(path) + ": " + e, e);
    }
    children.sort((a, b) -> nameOf(a).compareTo(nameOf(b)));
    for (Path child : children) {
      collect(child, depth + 1, seen, files);
    }
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
