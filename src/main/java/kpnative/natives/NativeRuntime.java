package kpnative.natives;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/*
 * Why not JavaCPP's own order: with an empty cache it opens libtorch.so before libtorch_cpu.so is
 * unpacked. The system's linker then takes a distribution's libtorch_cpu.so, if one is installed,
 * and the JVM dies. So: unpack all, then load each by its full path after those it needs. JavaCPP
 * then finds every name taken, and only binds its classes.
 */
/**
 * Loads the native libraries, once, in an order that is right on every machine.
 *
 * <p>They are unpacked from the class path into a folder named after their contents, below {@code
 * ~/.cache/kp-native} (or {@code $XDG_CACHE_HOME/kp-native}); the system property {@value
 * #CACHE_PROPERTY} names another. About 450 MB; later starts only compare sizes and times.
 */
public final class NativeRuntime {
  /** The system property with the folder to unpack into. */
  public static final String CACHE_PROPERTY = "kpnative.cachedir";

  private static boolean loaded;

  private NativeRuntime() {}

  /**
   * Makes LibTorch and OpenCV ready for use: the first thing to call, before any class of
   * org.bytedeco. Idempotent and thread-safe.
   *
   * @throws UncheckedIOException if the libraries can't be unpacked or loaded: one line, with the
   *     folder and what to do
   * @throws IllegalArgumentException if {@link NativeMemory#MALLOC_PROPERTY} has a value that it
   *     can't have
   */
  public static synchronized void load() {
    if (loaded) {
      return;
    }
    boolean keepFreed = NativeMemory.chosen().equals("keep");
    try {
      ClassLoader loader = Objects.requireNonNull(NativeRuntime.class.getClassLoader());
      NativeConfig config = NativeConfig.of(Loader.Detector.getPlatform(), loader);
      List<BundledLibrary> libraries = new ArrayList<>();
      for (String path : config.libraries()) {
        libraries.add(BundledLibrary.find(path, loader));
      }
      LibraryCache cache = new LibraryCache(cacheRoot(), config, libraries);
      cache.fill();
      // Where JavaCPP keeps its links to the loaded libraries.
      setDefault("org.bytedeco.javacpp.cachedir", cache.folder().resolve("javacpp").toString());
      config.systemProperties().forEach(NativeRuntime::setDefault);
      loadInOrder(config, cache.folder());
      Loader.load(torch.class);
      Loader.load(opencv_imgproc.class);
      Loader.load(opencv_imgcodecs.class);
      Loader.load(openblas.class);
      opencv_core.setNumThreads(config.opencvThreads());
      torch.set_num_threads(NativeThreads.AT_FIRST);
      try (PointerScope scope = new PointerScope()) { // its first call leaves an object to nobody
        openblas.blas_set_num_threads(NativeThreads.AT_FIRST);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    loaded = true;
    if (keepFreed) {
      NativeMemory.keepFreed();
    }
  }

  /** {@return each loaded library's file, by JavaCPP's name of it} */
  public static Map<String, Path> libraries() {
    load();
    Map<String, Path> files = new TreeMap<>();
    Loader.getLoadedLibraries().forEach((name, file) -> files.put(name, Path.of(file)));
    return files;
  }

  /** {@return the versions of kp-native and of the presets it stands on, by name} */
  public static Map<String, String> versions() {
    load();
    Map<String, String> versions = new LinkedHashMap<>();
    String own = NativeRuntime.class.getPackage().getImplementationVersion();
    versions.put("kp-native", own == null ? "unpackaged" : own);
    for (String preset : List.of("javacpp", "pytorch", "opencv", "openblas")) {
      try {
        versions.put("org.bytedeco:" + preset, Loader.getVersion("org.bytedeco", preset));
      } catch (IOException e) {
        versions.put("org.bytedeco:" + preset, "unknown: " + e.getMessage());
      }
    }
    return versions;
  }

  /** {@return the folder below which the libraries are unpacked, which need not exist yet} */
  public static Path cacheRoot() {
    String chosen = System.getProperty(CACHE_PROPERTY);
    if (chosen != null) {
      return Path.of(chosen);
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    return xdg != null && Path.of(xdg).isAbsolute()
        ? Path.of(xdg, "kp-native")
        : Path.of(System.getProperty("user.home"), ".cache", "kp-native");
  }

  /** Loads what {@code config} lists, from its folder; a failure names the file. */
  static void loadInOrder(NativeConfig config, Path folder) throws IOException {
    for (String host : config.host()) {
      for (Path place : config.hostPath()) {
        // A failure shows, with its reason, at the first of ours that needs it.
        if (Files.exists(place.resolve(host)) && tryLoad(place.resolve(host)) == null) {
          break;
        }
      }
    }
    boolean environmentSet = false;
    for (String path : config.libraries()) {
      if (!environmentSet && path.startsWith("org/bytedeco/opencv/")) {
        // Java can't set the environment of its own process; LibTorch, already here, can.
        config.environment().forEach((name, value) -> torch.set_env(name, value, false));
        environmentSet = true;
      }
      String file = path.substring(path.lastIndexOf('/') + 1);
      UnsatisfiedLinkError error = tryLoad(folder.resolve(file));
      if (error != null && !config.optional().contains(file)) {
        Throwable reason = error.getCause() == null ? error : error.getCause(); // the linker's own
        throw new IOException(
            "cannot load %s: %s; if its folder forbids execution (noexec), set -D%s=DIR to another"
                .formatted(folder.resolve(file), reason.getMessage(), CACHE_PROPERTY),
            error);
      }
      for (Map.Entry<String, String> alias : config.aliases().entrySet()) {
        if (alias.getValue().equals(file)) {
          tryLoad(folder.resolve(alias.getKey())); // the same file: loaded, or refused above
        }
      }
    }
  }

  /** {@return null, or why it can't be loaded} */
  private static @Nullable UnsatisfiedLinkError tryLoad(Path file) throws IOException {
    String name = NativeConfig.javacppName(file.getFileName().toString());
    try {
      Loader.loadLibrary(Loader.class, new URL[] {file.toUri().toURL()}, name);
      return null;
    } catch (UnsatisfiedLinkError e) {
      return e;
    }
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
