package kpnative.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import kpnative.testing.OwnProcess;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NativeConfigTest {
  private static final ClassLoader LOADER = NativeConfigTest.class.getClassLoader();
  private static final Path FOLDER = Path.of("native-config");

  @ParameterizedTest
  @CsvSource({
    "libtorch_cpu.so, torch_cpu",
    "libopenblas.so.0, openblas@.0",
    "libopencv_core.so.413, opencv_core@.413",
    "libopencv_core.413.dylib, opencv_core@.413",
    "libgcc_s.1.1.dylib, gcc_s@.1.1",
    "libtorch_cpu.dylib, torch_cpu",
    "libomp140.x86_64.dll, libomp140.x86_64",
    "jnitorch.dll, jnitorch",
    "libopenblas.dll, libopenblas"
  })
  void aFileHasTheNameThatJavacppLooksFor(String file, String name) {
    assertThat(NativeConfig.javacppName(file)).isEqualTo(name);
  }

  @Test
  void everyListedLibraryIsOnTheClassPath() throws IOException {
    List<String> all = new ArrayList<>(config().libraries());
    all.addAll(torch().libraries());
    for (String path : all) {
      assertThatCode(() -> BundledLibrary.find(path, LOADER)).doesNotThrowAnyException();
    }
  }

  @Test
  void everyAliasRefersToAListedLibrary() throws IOException {
    NativeConfig config = config();

    assertThat(config.aliases()).isNotEmpty();
    for (String library : config.aliases().values()) {
      assertThat(config.libraries()).anyMatch(path -> path.endsWith("/" + library));
    }
  }

  /** Also of platforms on which nobody has run it. */
  @ParameterizedTest
  @ValueSource(
      strings = {"linux-x86_64", "linux-arm64", "macosx-arm64", "macosx-x86_64", "windows-x86_64"})
  void everyPlatformHasItsOwnListsAndAliases(String platform) throws IOException {
    List<NativeConfig> configs =
        List.of(NativeConfig.of(platform), NativeConfig.group(platform, "faces"));

    for (NativeConfig config : configs) {
      assertThat(config.libraries()).isNotEmpty().allMatch(l -> l.contains("/" + platform + "/"));
      assertThat(config.aliases().values()).isNotEmpty().isSubsetOf(files(config));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"linux-x86_64", "macosx-arm64", "macosx-x86_64", "windows-x86_64"})
  void everyOtherPlatformHasALibTorch(String platform) throws IOException {
    assertThat(NativeConfig.torch(platform, LOADER).libraries())
        .isNotEmpty()
        .allMatch(l -> l.contains("/" + platform));
  }

  @Test
  void aPlatformWithoutLibTorchSaysSo() {
    assertThatThrownBy(() -> NativeConfig.torch("linux-arm64", LOADER))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no LibTorch for the platform linux-arm64");
  }

  @Test
  @OwnProcess
  void javacppLoadsNothingFromOurJarsThatIsNotListed() throws IOException {
    List<String> base = new ArrayList<>(config().aliases().keySet());
    base.addAll(files(config()));

    assertThat(loadedBeside("jnijavacpp")).containsExactlyInAnyOrderElementsOf(base);
    assertThat(loadedBeside("jnitorch")).containsExactlyInAnyOrderElementsOf(files(torch()));
  }

  @Test
  @OwnProcess
  void everyLibraryForFacesIsOnTheClassPathAndLoads() throws IOException {
    FaceNatives.load();
    NativeConfig faces = NativeConfig.group(Loader.Detector.getPlatform(), "faces");

    assertThat(faces.libraries()).isNotEmpty();
    for (String path : faces.libraries()) {
      String name = NativeConfig.javacppName(path.substring(path.lastIndexOf('/') + 1));
      assertThat(NativeRuntime.libraries()).containsKey(name);
    }
  }

  @Test
  void everyPropertyIsReadByTheBuildOrByTheLauncher() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(FOLDER.resolve("natives.properties"))) {
      properties.load(in);
    }
    String pom = Files.readString(Path.of("pom.xml"));

    assertThat(properties.stringPropertyNames())
        .isNotEmpty()
        .allMatch(
            key ->
                key.matches("(system|alias|host|optional|env)\\..+|opencv\\.threads")
                    || pom.contains("${" + key + "}"));
  }

  @Test
  @OwnProcess
  void systemPropertiesAreSetOnceLoaded() throws IOException {
    NativeRuntime.load();

    assertThat(config().systemProperties()).isNotEmpty();
    assertThat(config().systemProperties().keySet())
        .allMatch(key -> System.getProperty(key) != null);
  }

  @Test
  void anUnknownPlatformIsNamed() {
    assertThatThrownBy(() -> NativeConfig.of("plan9-pdp11"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("plan9-pdp11");
  }

  private static NativeConfig config() throws IOException {
    return NativeConfig.of(Loader.Detector.getPlatform());
  }

  private static NativeConfig torch() throws IOException {
    return NativeConfig.torch(Loader.Detector.getPlatform(), LOADER);
  }

  private static List<String> files(NativeConfig config) {
    return config.libraries().stream().map(p -> p.substring(p.lastIndexOf('/') + 1)).toList();
  }

  private static List<String> loadedBeside(String library) {
    Path folder = NativeRuntime.libraries().get(library).getParent();
    return NativeRuntime.libraries().values().stream()
        .filter(file -> file.startsWith(folder))
        .map(file -> folder.relativize(file).toString())
        .toList();
  }
}
