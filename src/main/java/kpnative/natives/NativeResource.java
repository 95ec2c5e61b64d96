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
 * The presets' jars of natives are modules, one for each platform, for example
 * org.bytedeco.opencv.linux.x86_64. Nothing that is the same on all platforms can require them, so
 * with an application's module path alone they are not resolved, and no class loader finds what is
 * in them. Reading them needs no class loader, though: they hold no classes.
 */
/** Where a file of the presets' jars of natives lies: on the class path or the module path. */
final class NativeResource {
  private NativeResource() {}

  /** {@return where to read the file at {@code path}; empty where no jar has it} */
  static Optional<URL> find(String path, ClassLoader loader) {
    URL url = loader.getResource(path);
    return url == null
        ? onModulePath(path, System.getProperty("jdk.module.path", ""))
        : Optional.of(url);
  }

  /**
   * {@return the file in the module named after its folder, which need not be resolved}
   *
   * @param modulePath jars and folders, with the system's separator between them
   */
  static Optional<URL> onModulePath(String path, String modulePath) {
    if (modulePath.isEmpty()) {
      return Optional.empty();
    }
    String module = path.substring(0, path.lastIndexOf('/')).replace('/', '.').replace('-', '.');
    Path[] places =
        Arrays.stream(modulePath.split(File.pathSeparator)).map(Path::of).toArray(Path[]::new);
    Optional<ModuleReference> found = ModuleFinder.of(places).find(module);
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
