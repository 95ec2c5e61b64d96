package kpnative.natives;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * One variant of the native libraries, as configured in {@code native-config/}.
 *
 * @param variant JavaCPP's platform name, and the part of the native libraries
 * @param libraries class path locations of the bundled libraries, in load order
 * @param host libraries of the machine to load before these, if they are installed
 * @param hostPath the folders that are searched for them, with {@code *} for a part of a name
 * @param optional file names of bundled libraries that may fail to load
 * @param aliases from additional file names to the library's file name
 * @param systemProperties system properties to set before the first JavaCPP class is loaded
 * @param environment environment variables to set before OpenCV is loaded, unless already set
 * @param opencvThreads the threads of OpenCV's own pool; 0 disables it
 */
record NativeConfig(
    String variant,
    List<String> libraries,
    List<HostProduct> host,
    List<String> hostPath,
    Set<String> optional,
    Map<String, String> aliases,
    Map<String, String> systemProperties,
    Map<String, String> environment,
    int opencvThreads) {

  /**
   * {@return the configuration of the libraries that every use of kp-native needs}
   *
   * @throws IOException if there is no configuration for this platform
   */
  static NativeConfig of(String platform) throws IOException {
    Properties properties = properties();
    return new NativeConfig(
        platform,
        listed(platform),
        List.of(),
        List.of(),
        Set.of(),
        withPrefix(properties, "alias." + platform + "."),
        withPrefix(properties, "system."),
        withPrefix(properties, "env."),
        Integer.parseInt(properties.getProperty("opencv.threads")));
  }

  /**
   * {@return the configuration of the LibTorch variant on the class path; the libraries of {@link
   * #of} must be loaded first}
   *
   * @throws IOException if there is no configuration for this platform, or no LibTorch
   */
  static NativeConfig torch(String platform, ClassLoader loader) throws IOException {
    Properties properties = properties();
    String variant = hasCuda(platform, loader) ? platform + "-gpu" : platform;
    List<String> libraries = listed(variant + "-torch");
    if (libraries.isEmpty()) {
      throw new IOException(
          "no LibTorch for the platform "
              + platform
              + ": it detects, but can neither train nor run a network layer by layer");
    }
    return new NativeConfig(
        variant + "-torch",
        libraries,
        host(properties, variant),
        words(properties, "host.path", ":"),
        Set.copyOf(words(properties, "optional." + variant, " ")),
        Map.of(),
        Map.of(),
        Map.of(),
        0);
  }

  /**
   * {@return what LibTorch's CUDA variant for {@code platform} needs of the machine, whether or not
   * it is on the class path; empty if there is none}
   */
  static List<HostProduct> cudaHost(String platform) throws IOException {
    return host(properties(), platform + "-gpu");
  }

  /** {@return the folders that are searched for it} */
  static List<String> cudaHostPath() throws IOException {
    return words(properties(), "host.path", ":");
  }

  /** {@return whether the bundled LibTorch is the CUDA variant} */
  static boolean hasCuda(String platform, ClassLoader loader) {
    // The two variants are never bundled together: the build replaces one by the other.
    String library = System.mapLibraryName("jnitorch");
    return NativeResource.find("org/bytedeco/pytorch/" + platform + "-gpu/" + library, loader)
        .isPresent();
  }

  /**
   * {@return the configuration of libraries that are loaded on demand; those of {@link #of} must be
   * loaded first}
   *
   * @param group the suffix of the list's name, for example {@code faces}
   * @throws IOException if there is no such list
   */
  static NativeConfig group(String platform, String group) throws IOException {
    String variant = platform + "-" + group;
    return new NativeConfig(
        variant,
        listed(variant),
        List.of(),
        List.of(),
        Set.of(),
        withPrefix(properties(), "alias." + variant + "."),
        Map.of(),
        Map.of(),
        0);
  }

  private static List<HostProduct> host(Properties properties, String variant) {
    return withPrefix(properties, "host." + variant + ".").values().stream()
        .map(HostProduct::parse)
        .toList();
  }

  private static Properties properties() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = open("natives.properties")) {
      properties.load(in);
    }
    return properties;
  }

  private static List<String> listed(String variant) throws IOException {
    try (InputStream in = open("libraries-" + variant + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (FileNotFoundException e) {
      throw new IOException("no native libraries for the platform " + variant, e);
    }
  }

  /**
   * {@return JavaCPP's name for the library {@code file}: {@code openblas@.0} for {@code
   * libopenblas.so.0}}
   */
  static String javacppName(String file) {
    return file.replaceFirst("^lib(?=.*\\.(so|dylib))", "")
        .replaceFirst("\\.so$|\\.dll$", "")
        .replaceFirst("\\.so(?=\\.\\d)", "@")
        .replaceFirst("((\\.\\d+)+)\\.dylib$", "@$1")
        .replaceFirst("\\.dylib$", "");
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = NativeConfig.class.getResourceAsStream(name);
    if (in == null) {
      throw new FileNotFoundException("missing from the class path: kpnative/natives/" + name);
    }
    return in;
  }

  private static List<String> words(Properties properties, String key, String separator) {
    String value = properties.getProperty(key);
    return value == null ? List.of() : List.of(value.split(separator));
  }

  private static Map<String, String> withPrefix(Properties properties, String prefix) {
    Map<String, String> map = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      if (key.startsWith(prefix)) {
        map.put(key.substring(prefix.length()), properties.getProperty(key));
      }
    }
    return map;
  }
}
