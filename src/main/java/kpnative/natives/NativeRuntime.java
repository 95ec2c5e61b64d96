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
import java.util.Optional;
import java.util.TreeMap;
import kpnative.checks.OptionalArtifact;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
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
 * #CACHE_PROPERTY} names another. About 150 MB for detection, 550 MB with LibTorch; later starts
 * only compare sizes and times.
 */
public final class NativeRuntime {
  /** The system property with the folder to unpack into. */
  public static final String CACHE_PROPERTY = CacheFolder.PROPERTY;

  /**
   * The system property that decides when LibTorch is loaded: {@code all} means always, with the
   * others.
   */
  static final String EXTENT_PROPERTY = "kpnative.natives";

  private static volatile boolean loaded; // both: read without the lock by every detection
  private static volatile boolean torchLoaded;

  private NativeRuntime() {}

  /**
   * Makes oneDNN, OpenCV and LibTorch ready for use: the first thing to call, before any class of
   * org.bytedeco. Idempotent and thread-safe.
   *
   * @throws UncheckedIOException if the libraries can't be unpacked or loaded: one line, with the
   *     folder and what to do
   * @throws IllegalStateException if {@link OptionalArtifact#LIBTORCH} is absent
   * @throws IllegalArgumentException if {@link NativeMemory#MALLOC_PROPERTY} has a value that it
   *     can't have
   */
  public static synchronized void load() {
    if (torchLoaded) {
      return;
    }
    OptionalArtifact.LIBTORCH.require();
    loadBase();
    boolean keepFreed = FreedMemory.chosen().equals("keep");
    try {
      loadTorch();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    if (keepFreed) {
      FreedMemory.keep();
    }
  }

  /**
   * Makes oneDNN and OpenCV ready, all that detection on the processor needs: LibTorch, two thirds
   * of what is to be unpacked and loaded, stays out until something asks for it by {@link #load}.
   * Idempotent and thread-safe.
   *
   * @throws UncheckedIOException as {@link #load}
   */
  public static synchronized void loadForDetection() {
    if (!loaded) {
      if (System.getProperty(EXTENT_PROPERTY, "").equals("all")) {
        load();
      } else {
        loadBase();
      }
    }
  }

  /** Makes ready what was asked for before, or else all that is there. */
  static void ensure() {
    if (loaded) {
      return;
    }
    if (OptionalArtifact.LIBTORCH.isPresent()) {
      load();
    } else {
      loadForDetection();
    }
  }

  /** {@return whether LibTorch is loaded} */
  static boolean hasTorch() {
    return torchLoaded;
  }

  /** {@return whether the LibTorch on the class path is the one for GPUs} Loads nothing. */
  static boolean bundlesCuda() {
    return NativeConfig.hasCuda(Loader.Detector.getPlatform(), classLoader());
  }

  private static void loadBase() {
    if (loaded) {
      return;
    }
    try {
      NativeConfig config = NativeConfig.of(Loader.Detector.getPlatform());
      LibraryCache cache = filled(config);
      // Where JavaCPP keeps its links to the loaded libraries.
      setDefault("org.bytedeco.javacpp.cachedir", cache.folder().resolve("javacpp").toString());
      config.systemProperties().forEach(NativeRuntime::setDefault);
      loadInOrder(config, cache.folder());
      Loader.load(opencv_imgproc.class);
      Loader.load(opencv_imgcodecs.class);
      Loader.load(openblas.class);
      Loader.load(dnnl.class);
      opencv_core.setNumThreads(config.opencvThreads());
      loaded = true;
      if (!ThreadPools.apply(torchLoaded)) {
        load();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** Loads LibTorch; what it needs of the others is there. */
  private static void loadTorch() throws IOException {
    if (torchLoaded) {
      return;
    }
    NativeConfig config = NativeConfig.torch(Loader.Detector.getPlatform(), classLoader());
    loadInOrder(config, filled(config).folder());
    Loader.load(torch.class);
    torchLoaded = true;
    ThreadPools.apply(true);
  }

  /** {@return the folder of what {@code config} lists, unpacked} */
  static LibraryCache filled(NativeConfig config) throws IOException {
    List<BundledLibrary> libraries = new ArrayList<>();
    for (String path : config.libraries()) {
      libraries.add(BundledLibrary.find(path, classLoader()));
    }
    LibraryCache cache = new LibraryCache(cacheRoot(), config, libraries);
    cache.fill();
    return cache;
  }

  private static ClassLoader classLoader() {
    return Objects.requireNonNull(NativeRuntime.class.getClassLoader());
  }

  /** {@return each loaded library's file, by JavaCPP's name of it} */
  public static Map<String, Path> libraries() {
    load();
    Map<String, Path> files = new TreeMap<>();
    Loader.getLoadedLibraries().forEach((name, file) -> files.put(name, Path.of(file)));
    return files;
  }

  /** {@return the versions of the presets, by artifact} */
  public static Map<String, String> versions() {
    load();
    Map<String, String> versions = new LinkedHashMap<>();
    for (String preset : List.of("javacpp", "pytorch", "dnnl", "opencv", "openblas")) {
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
    return CacheFolder.root();
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
        setEnvironment(config.environment());
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

  /** Java can't set the environment of its own process; C can, or else LibTorch. */
  private static void setEnvironment(Map<String, String> environment) throws IOException {
    Loader.load(openblas.class);
    Optional<CFunction> putenv = CFunction.find("putenv");
    if (putenv.isEmpty()) {
      if (!OptionalArtifact.LIBTORCH.isPresent()) {
        return; // then OpenCV says what it says
      }
      loadTorch();
      environment.forEach((name, value) -> torch.set_env(name, value, false));
      return;
    }
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      if (System.getenv(variable.getKey()) == null) {
        BytePointer text = new BytePointer(variable.getKey() + "=" + variable.getValue());
        text.retainReference(); // from now on a part of the environment
        putenv.get().call(text);
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
