package kpnative.natives;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    if (cache != null && Path.of(cache).isAbsolute()) {
      return Path.of(cache, "kp-native");
    }
    Path folder = Path.of(home == null ? "" : home);
    if (folder.isAbsolute() && Files.isDirectory(folder)) {
      return folder.resolve(".cache").resolve("kp-native");
    }
    return ours(
        Path.of(
            System.getProperty("java.io.tmpdir"), "kp-native-" + System.getProperty("user.name")));
  }

  /** Rejects a folder that another user made where everybody can: libraries are loaded from it. */
  private static Path ours(Path folder) {
    Path process = Path.of("/proc/self");
    try {
      if (Files.exists(folder)
          && Files.exists(process)
          && !Files.getOwner(folder).equals(Files.getOwner(process))) {
        throw new IOException(
            folder + ": belongs to another user; set -D" + PROPERTY + "=DIR to a folder of yours");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    return folder;
  }
}
