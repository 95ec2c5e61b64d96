package kpnative.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which files one command writes, so that none that exists is lost. A file that the user named and
 * that exists is refused; where a name is chosen for the user and is taken, a number is added. With
 * force, both replace what exists, but nothing that the same command has written. Not thread-safe.
 */
public final class OutputFiles {
  private final boolean force;
  private final Set<Path> taken = new HashSet<>();

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
   * @throws IOException if it exists and must not be replaced; with force, if it is not a file
   * @throws IllegalArgumentException if the user has named it twice
   */
  public Path named(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
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
    String free = name;
    for (int n = 2; isTaken(folder, free, endings); n++) {
      free = name + "-" + n;
    }
    for (String ending : endings) {
      taken.add(key(FileNames.in(folder, free + ending)));
    }
    return free;
  }

  private boolean isTaken(Path folder, String name, String... endings) {
    return List.of(endings).stream()
        .map(ending -> FileNames.in(folder, name + ending))
        .anyMatch(
            file ->
                taken.contains(key(file))
                    || (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                        && !(force && Files.isRegularFile(file))));
  }

  private static Path key(Path file) {
    return file.toAbsolutePath().normalize();
  }
}
