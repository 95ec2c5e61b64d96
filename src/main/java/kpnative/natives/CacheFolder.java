package kpnative.natives;

import java.nio.file.Path;

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
    String xdg = System.getenv("XDG_CACHE_HOME");
    return xdg != null && Path.of(xdg).isAbsolute()
        ? Path.of(xdg, "kp-native")
        : Path.of(System.getProperty("user.home"), ".cache", "kp-native");
  }
}
