package kpnative.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import kpnative.testing.JavaProcess;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;

/** Uses the presets' own jars as a module path without resolving any module. */
class NativeResourceTest {
  private static final String PATH =
      String.format(
          Locale.ROOT,
          "org/bytedeco/javacpp/%s/%s",
          Loader.Detector.getPlatform(),
          System.mapLibraryName("jnijavacpp"));

  private static String jars() {
    String path = JavaProcess.classPath();
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(p -> Path.of(p).getFileName().toString().startsWith("javacpp"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void anUnresolvedModuleIsRead() throws IOException {
    try (InputStream module = NativeResource.onModulePath(PATH, jars()).orElseThrow().openStream();
        InputStream classPath =
            NativeResource.class.getClassLoader().getResource(PATH).openStream()) {
      assertThat(module.readAllBytes()).isNotEmpty().isEqualTo(classPath.readAllBytes());
    }
  }

  @Test
  void aFileThatTheModuleLacksIsNotFound() {
    assertThat(NativeResource.onModulePath(PATH + ".none", jars())).isEmpty();
  }

  @Test
  void aMissingModuleGivesNoFile() {
    assertThat(NativeResource.onModulePath("org/bytedeco/none/linux-x86_64/liba.so", jars()))
        .isEmpty();
    assertThat(NativeResource.onModulePath(PATH, "")).isEmpty();
  }
}
