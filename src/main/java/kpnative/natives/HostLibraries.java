package kpnative.natives;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import kpnative.files.FileNames;
import org.bytedeco.javacpp.Loader;

/**
 * The libraries that LibTorch's CUDA variant needs of the machine, and where they are looked for:
 * in the folders of LD_LIBRARY_PATH, in those where CUDA is usually installed, and in the dynamic
 * linker's cache. Looking loads nothing. Immutable.
 */
public final class HostLibraries {
  private static final Path LINKER_CACHE = Path.of("/etc/ld.so.cache");
  private static final String VARIABLE = "LD_LIBRARY_PATH";

  private final List<HostProduct> products;
  private final List<Path> folders;
  private final Map<String, Path> cached;

  /**
   * Libraries to be looked for.
   *
   * @param products that are needed
   * @param variable LD_LIBRARY_PATH's value, or empty
   * @param folders searched after it, with {@code *} for a part of a name; those that do not exist
   *     are named all the same
   * @param cached paths of libraries by name, asked last
   */
  HostLibraries(
      List<HostProduct> products, String variable, List<String> folders, Map<String, Path> cached) {
    this.products = List.copyOf(products);
    List<Path> all = new ArrayList<>();
    for (String entry : variable.split(":")) {
      path(entry).ifPresent(all::add);
    }
    folders.forEach(pattern -> all.addAll(matching(pattern)));
    this.folders = List.copyOf(all);
    this.cached = Map.copyOf(cached);
  }

  /** {@return those that {@code config} names} */
  static HostLibraries of(NativeConfig config) {
    return of(config.host(), config.hostPath());
  }

  /**
   * {@return those that CUDA needs on this platform, also where the bundled LibTorch is without it;
   * nothing on platforms for which there is no CUDA variant}
   */
  public static HostLibraries ofCuda() {
    try {
      return of(NativeConfig.cudaHost(Loader.Detector.getPlatform()), NativeConfig.cudaHostPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static HostLibraries of(List<HostProduct> products, List<String> folders) {
    String variable = System.getenv(VARIABLE);
    return new HostLibraries(
        products,
        variable == null ? "" : variable,
        folders,
        products.isEmpty() ? Map.of() : LinkerCache.read(LINKER_CACHE));
  }

  /** {@return where a library is; empty if it is in none of the places} */
  Optional<Path> find(String library) {
    for (Path folder : folders) {
      Path file = folder.resolve(library);
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.ofNullable(cached.get(library)).filter(Files::isRegularFile);
  }

  /** {@return the libraries that are needed, in load order} */
  List<String> names() {
    return products.stream().flatMap(product -> product.libraries().stream()).toList();
  }

  /** {@return where each library is, by file name in load order; empty if it is missing} */
  public Map<String, Optional<Path>> found() {
    return names().stream()
        .collect(
            Collectors.toMap(Function.identity(), this::find, (a, b) -> a, LinkedHashMap::new));
  }

  /** {@return what is missing, a line for each product: its name, and its libraries} */
  public List<String> missing() {
    List<String> lines = new ArrayList<>();
    for (HostProduct product : products) {
      List<String> absent =
          product.libraries().stream().filter(library -> find(library).isEmpty()).toList();
      if (!absent.isEmpty()) {
        lines.add(product.name() + " (" + String.join(", ", absent) + ")");
      }
    }
    return lines;
  }

  /** {@return the places that are searched, in that order, for people} */
  public String places() {
    return folders.stream()
            .map(folder -> FileNames.text(folder) + (Files.isDirectory(folder) ? "" : " (absent)"))
            .collect(Collectors.joining(", "))
        + ", ldconfig's cache";
  }

  /** {@return the folders that a pattern names, the latest version first} */
  private static List<Path> matching(String pattern) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return path(pattern).stream().toList();
    }
    Path parent = Path.of(pattern.substring(0, pattern.lastIndexOf('/', star)));
    int after = pattern.indexOf('/', star);
    String glob = pattern.substring(pattern.lastIndexOf('/', star) + 1, after);
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> versions = Files.newDirectoryStream(parent, glob)) {
      versions.forEach(version -> found.add(version.resolve(pattern.substring(after + 1))));
    } catch (IOException | DirectoryIteratorException e) {
      return List.of(); // there is no such folder
    }
    found.sort((a, b) -> Arrays.compare(numbers(FileNames.text(b)), numbers(FileNames.text(a))));
    return found;
  }

  private static int[] numbers(String name) {
    return Arrays.stream(name.split("\\D+"))
        .filter(digits -> !digits.isEmpty() && digits.length() < 9)
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  private static Optional<Path> path(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty(); // no file can be there
    }
  }
}
