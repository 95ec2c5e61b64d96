package kpnative.natives;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import kpnative.checks.OptionalArtifact;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/*
 * Why not JavaCPP's own order: with an empty cache it opens libtorch.so before libtorch_cpu.so is
 * unpacked. The dynamic linker then takes a libtorch_cpu.so of the system, if one is installed, and the
 * JVM crashes. So all libraries are unpacked first, then each is loaded by its full path after its
 * dependencies. JavaCPP then finds them loaded and only binds its classes.
 */
/**
 * Loads the native libraries, once, in an order that works on every machine.
 *
 * <p>They are unpacked from the class path into a folder named after a checksum of their contents,
 * below {@code ~/.cache/kp-native} (or {@code $XDG_CACHE_HOME/kp-native}); the system property
 * {@value #CACHE_PROPERTY} names another. They take about 190 MB for detection, 550 MB with
 * LibTorch; later starts only compare sizes and modification times.
 */
public final class NativeRuntime {
  /** The system property that names the folder to unpack into. */
  public static final String CACHE_PROPERTY = CacheFolder.PROPERTY;

  /**
   * The system property that decides when LibTorch is loaded: with {@code all}, always together
   * with the other libraries.
   */
  static final String EXTENT_PROPERTY = "kpnative.natives";

  private static volatile boolean loaded; // both are read by every detection without the lock
  private static volatile boolean torchLoaded;

  private NativeRuntime() {}

  /**
   * Loads oneDNN, OpenCV and LibTorch. Call it before using any org.bytedeco class. Idempotent and
   * thread-safe.
   *
   * @throws UncheckedIOException if the libraries cannot be unpacked or loaded; the one-line
   *     message names the folder and says what to do
   * @throws IllegalStateException if {@link OptionalArtifact#LIBTORCH} is absent
   * @throws IllegalArgumentException if {@link NativeMemory#MALLOC_PROPERTY} has an invalid value
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
   * Loads oneDNN and OpenCV, all that detection on the CPU needs. LibTorch, two thirds of the total
   * size, is not loaded until {@link #load} is called. Idempotent and thread-safe.
   *
   * @throws UncheckedIOException as {@link #load}
   */
  public static void loadForDetection() {
    if (!loaded) { // without the lock: every scope asks
      loadFirst();
    }
  }

  private static synchronized void loadFirst() {
    if (!loaded) {
      if (System.getProperty(EXTENT_PROPERTY, "").equals("all")) {
        load();
      } else {
        loadBase();
      }
    }
  }

  /** {@return whether LibTorch is loaded} */
  static boolean hasTorch() {
    return torchLoaded;
  }

  /** {@return whether the LibTorch on the class path is the CUDA variant} Does not load it. */
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
      // JavaCPP creates links to the loaded libraries there.
      setDefault(
          "org.bytedeco.javacpp.cachedir", FileNames.text(cache.folder().resolve("javacpp")));
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

  /** Loads LibTorch; its dependencies among the other libraries are already loaded. */
  private static void loadTorch() throws IOException {
    if (torchLoaded) {
      return;
    }
    NativeConfig config = NativeConfig.torch(Loader.Detector.getPlatform(), classLoader());
    loadInOrder(config, filled(config).folder());
    Loader.load(torch.class);
    if (!VectorLimit.environment().isEmpty()) {
      torch.globalContext().setUserEnabledNNPACK(false); // NNPACK would warn there
    }
    torchLoaded = true;
    ThreadPools.apply(true);
  }

  /** {@return the cache with all libraries of {@code config} unpacked} */
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

  /** {@return the files of the loaded libraries, by JavaCPP's names} */
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

  /** {@return the cache root below which the libraries are unpacked; it need not exist yet} */
  public static Path cacheRoot() {
    return CacheFolder.root();
  }

  /**
   * Loads the libraries of {@code config} from {@code folder}, in order; an error names the file.
   */
  static void loadInOrder(NativeConfig config, Path folder) throws IOException {
    HostLibraries host = HostLibraries.of(config);
    for (String library : host.names()) {
      Optional<Path> file = host.find(library);
      if (file.isPresent()) {
        tryLoad(file.get()); // if this fails, the first bundled library that needs it says why
      }
    }
    boolean environmentSet = false;
    for (String path : config.libraries()) {
      if (!environmentSet && path.startsWith("org/bytedeco/opencv/")) {
        setEnvironment(config.environment());
        setEnvironment(VectorLimit.environment());
        environmentSet = true;
      }
      String file = path.substring(path.lastIndexOf('/') + 1);
      UnsatisfiedLinkError error = tryLoad(folder.resolve(file));
      if (error != null && !config.optional().contains(file)) {
        // The cause holds the dynamic linker's message.
        Throwable reason = error.getCause() == null ? error : error.getCause();
        List<String> missing = host.missing();
        if (!missing.isEmpty()) {
          throw new IOException(
              "this build of kp-native is for CUDA, and this machine lacks "
                  + String.join(", ", missing)
                  + ", without which "
                  + file
                  + " cannot be loaded; doctor --device cuda says where they were looked for",
              error);
        }
        throw new IOException(
            String.format(
                Locale.ROOT,
                "cannot load %1$s: %2$s; if its folder forbids execution (noexec), set -D%3$s=DIR"
                    + " to another; if the process may take too little memory (ulimit -v), let it"
                    + " take more",
                FileNames.text(folder.resolve(file)),
                String.valueOf(reason.getMessage())
                    .replace(FileNames.text(folder.resolve(file)) + ": ", ""),
                CACHE_PROPERTY),
            error);
      }
      for (Map.Entry<String, String> alias : config.aliases().entrySet()) {
        if (alias.getValue().equals(file)) {
          tryLoad(folder.resolve(alias.getKey())); // the same file, handled above
        }
      }
    }
  }

  /** Java cannot set environment variables of its own process; the C library or LibTorch can. */
  private static void setEnvironment(Map<String, String> environment) throws IOException {
    if (environment.isEmpty()) {
      return;
    }
    Loader.load(openblas.class);
    Optional<CFunction> putenv = CFunction.find("putenv");
    if (putenv.isEmpty()) {
      if (!OptionalArtifact.LIBTORCH.isPresent()) {
        return; // then OpenCV prints its warnings
      }
      loadTorch();
      environment.forEach((name, value) -> torch.set_env(name, value, false));
      return;
    }
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      if (System.getenv(variable.getKey()) == null) {
        byte[] text = (variable.getKey() + "=" + variable.getValue() + "\0").getBytes(UTF_8);
        // putenv does not copy: the environment refers to this memory, which is never freed.
        BytePointer memory = new BytePointer(Pointer.malloc(text.length)).capacity(text.length);
        putenv.get().call(memory.put(text));
      }
    }
  }

  /** {@return null, or the reason why the library cannot be loaded} */
  private static @Nullable UnsatisfiedLinkError tryLoad(Path file) throws IOException {
    String name = NativeConfig.javacppName(FileTree.nameOf(file));
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
