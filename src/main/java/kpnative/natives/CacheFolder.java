package kpnative.natives;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import kpnative.files.FileNames;
import org.jspecify.annotations.Nullable;

/** The cache root: each {@link LibraryCache} unpacks its libraries into a folder below it. */
final class CacheFolder {
  /** The system property that names the folder. */
  static final String PROPERTY = "kpnative.cachedir";

  private CacheFolder() {}

  /** {@return the cache root, which need not exist yet} */
  static Path root() {
    String chosen = System.getProperty(PROPERTY);
    if (chosen != null) {
      return Path.of(chosen);
    }
    return root(System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home"));
  }

  /**
   * {@return the cache root below the system's cache, the home, or, for a user without one, below
   * the folder of temporary files, under the user's name}
   *
   * @param cache null if not set
   * @param home {@code ?} if the system knows none
   */
  static Path root(@Nullable String cache, @Nullable String home) {
    Optional<Path> system = absolute(cache);
    if (system.isPresent()) {
      return system.get().resolve("kp-native");
    }
    Optional<Path> own = absolute(home).filter(Files::isDirectory);
    if (own.isPresent()) {
      return own.get().resolve(".cache").resolve("kp-native");
    }
    return ours(
        Path.of(
            System.getProperty("java.io.tmpdir"), "kp-native-" + System.getProperty("user.name")));
  }

  /** {@return an absolute path; empty for another, or one that this JVM's locale cannot express} */
  private static Optional<Path> absolute(@Nullable String path) {
    try {
      return Optional.ofNullable(path).map(Path::of).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes a folder that only its owner can write to, where everybody can make one: libraries are
   * loaded from it. Rejects one that is another user's, or open to others.
   */
  private static Path ours(Path folder) {
    Path process = Path.of("/proc/self");
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    try {
      if (posix && !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      if (posix
          && Files.exists(process)
          && (!Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(process))
              || isOpen(Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS)))) {
        throw new IOException(
            FileNames.text(folder)
                + ": others can write to it; set -D"
                + PROPERTY
                + "=DIR to a folder of yours");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    return folder;
  }

  private static boolean isOpen(Set<PosixFilePermission> permissions) {
    return permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE);
  }
}
