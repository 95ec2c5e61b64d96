package kpnative.natives;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/*
 * The presets' native jars are modules, one per platform, for example org.bytedeco.opencv.linux.x86_64.
 * A platform-independent module cannot require them, so on the module path they are not resolved, and
 * no class loader finds their contents. They hold no classes, so they are read without a class loader.
 */
/**
 * Locates files of the presets' native jars on the class path, on the module path or in a run-time
 * image.
 */
final class NativeResource {
  private NativeResource() {}

  /** {@return the URL of the file at {@code path}; empty if no jar has it} */
  static Optional<URL> find(String path, ClassLoader loader) {
    URL url = loader.getResource(path);
    return url == null
        ? onModulePath(path, System.getProperty("jdk.module.path", ""))
        : Optional.of(url);
  }

  /**
   * {@return the URL of the file in the module named after its folder, on the module path or in the
   * run-time image; the module need not be resolved}
   *
   * @param modulePath jars and folders, separated by the system's path separator
   */
  static Optional<URL> onModulePath(String path, String modulePath) {
    String module = path.substring(0, path.lastIndexOf('/')).replace('/', '.').replace('-', '.');
    Path[] places =
        Arrays.stream(modulePath.split(File.pathSeparator))
            .filter(place -> !place.isEmpty())
            .map(Path::of)
            .toArray(Path[]::new);
    Optional<ModuleReference> found =
        ModuleFinder.compose(ModuleFinder.of(places), ModuleFinder.ofSystem()).find(module);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (ModuleReader reader = found.get().open()) {
      Optional<URI> file = reader.find(path);
      return file.isEmpty() ? Optional.empty() : Optional.of(file.get().toURL());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read " + found.get().location().map(URI::toString).orElse(module), e);
    }
  }
}
