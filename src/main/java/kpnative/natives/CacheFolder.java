package kpnative.natives;

import java.nio.file.Path;

/** Where the libraries are unpacked: the folder below which {@link LibraryCache} makes its own. */
final class CacheFolder {
  /** The system property that names the folder. */
  static final String PROPERTY = "kpnative.cachedir";

  private CacheFolder() {}

  /** {@return the folder, which need not exist yet} */
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
