package kpnative.data;

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
 * The files under a folder, searched downwards in the order of their names.
 *
 * <p>Names that begin with a dot are passed over (macOS leaves a {@code ._face.pts} beside every
 * file it packs). A folder reached twice, by a link or a loop of links, counts once.
 */
final class AnnotationFiles {
  private static final int MAX_DEPTH = 64;

  private AnnotationFiles() {}

  /**
   * {@return every file under {@code root}, or {@code root} itself if it is a file}
   *
   * @throws IOException if there is no such path, or a folder can't be listed
   */
  static List<Path> under(Path root) throws IOException {
    if (!Files.exists(root)) {
      throw new IOException("no such file or folder: " + spelled(root));
    }
    List<Path> files = new ArrayList<>();
    collect(root, 0, new HashSet<>(), files);
    return files;
  }

  /** {@return a path for a message: as it was given, and what that means} */
  static String spelled(Path path) {
    return path.isAbsolute()
        ? path.toString()
        : path + " (that is, " + path.toAbsolutePath().normalize() + ")";
  }

  /** {@return whether the file's name ends with {@code .extension}, in any case} */
  static boolean hasExtension(Path file, String extension) {
    return Pictures.nameOf(file).toLowerCase(Locale.ROOT).endsWith("." + extension);
  }

  private static void collect(Path path, int depth, Set<Path> seen, List<Path> files)
      throws IOException {
    if (!Files.isDirectory(path)) {
      if (Files.isRegularFile(path)) {
        files.add(path);
      }
      return;
    }
    if (depth > MAX_DEPTH || !seen.add(path.toRealPath())) {
      return;
    }
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream =
        Files.newDirectoryStream(path, p -> !Pictures.nameOf(p).startsWith("."))) {
      stream.forEach(children::add);
    } catch (IOException e) {
      throw new IOException("cannot list the folder " + path + ": " + e, e);
    }
    children.sort((a, b) -> Pictures.nameOf(a).compareTo(Pictures.nameOf(b)));
    for (Path child : children) {
      collect(child, depth + 1, seen, files);
    }
  }
}
