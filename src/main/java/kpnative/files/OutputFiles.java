package kpnative.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which files one command writes, so that none that exists is lost. A file that the user named and
 * that exists is refused; where a name is chosen for the user and is taken, a number is added. With
 * force, both replace what exists, but nothing that the same command has written. Not thread-safe.
 */
public final class OutputFiles {
  private final boolean force;
  private final Set<Path> taken = new HashSet<>();

  /** By name and endings, the number to try next: all before it are taken, and stay so. */
  private final Map<List<Path>, Integer> next = new HashMap<>();

  /**
   * Begins a command.
   *
   * @param force whether files that exist are replaced
   */
  public OutputFiles(boolean force) {
    this.force = force;
  }

  /**
   * Takes the file that the user named. Called before the work whose result it gets.
   *
   * @return the file
   * @throws IOException if it exists and must not be replaced; with force, if it is not a file; if
   *     its folder does not exist
   * @throws IllegalArgumentException if the user has named it twice
   */
  public Path named(Path file) throws IOException {
    inNewFolder(file);
    AtomicFile.folder(file);
    return file;
  }

  /**
   * Takes a file as {@link #named}, in a folder that need not exist: the caller makes it.
   *
   * @return the file
   */
  public Path inNewFolder(Path file) throws IOException {
    boolean twice = taken.contains(key(file)); // perhaps written already
    if (!twice && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      if (!Files.isRegularFile(file)) {
        throw new IOException(
            FileNames.text(file)
                + (Files.isDirectory(file) ? " is a folder" : " is not a regular file")
                + ", expected the name of a file to write");
      }
      if (!force) {
        throw new IOException(FileNames.text(file) + " exists; --force replaces it");
      }
    }
    if (!taken.add(key(file))) {
      throw new IllegalArgumentException(
          "two results would be written to one file, " + FileNames.text(file));
    }
    return file;
  }

  /**
   * {@return a name for files in {@code folder}, that begin with it and have these endings: {@code
   * name}, or if one of them is taken {@code name-2} and on}
   */
  public String chosen(Path folder, String name, String... endings) {
    List<Path> wanted = files(folder, name, endings);
    int n = next.getOrDefault(wanted, 1);
    while (isTaken(files(folder, numbered(name, n), endings))) {
      n++;
    }
    next.put(wanted, n + 1);
    taken.addAll(files(folder, numbered(name, n), endings));
    return numbered(name, n);
  }

  private static String numbered(String name, int n) {
    return n == 1 ? name : name + "-" + n;
  }

  private static List<Path> files(Path folder, String name, String... endings) {
    return Stream.of(endings).map(ending -> key(FileNames.in(folder, name + ending))).toList();
  }

  private boolean isTaken(List<Path> files) {
    return files.stream()
        .anyMatch(
            file ->
                taken.contains(file)
                    || (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                        && !(force && Files.isRegularFile(file))));
  }

  private static Path key(Path file) {
    return file.toAbsolutePath().normalize();
  }
}
