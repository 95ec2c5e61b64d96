package kpnative.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
  @TempDir Path home;

  @Test
  void theCacheIsBelowTheSystemsOrTheHome() {
    assertThat(CacheFolder.root(home.toString(), null)).isEqualTo(home.resolve("kp-native"));
    assertThat(CacheFolder.root("relative", home.toString()))
        .isEqualTo(home.resolve(".cache/kp-native"));
  }

  @Test
  void aUserWithoutAHomeHasAFolderOfTemporaryFiles() {
    Path expected =
        Path.of(
            System.getProperty("java.io.tmpdir"), "kp-native-" + System.getProperty("user.name"));

    assertThat(CacheFolder.root(null, "?")).isEqualTo(expected);
    assertThat(CacheFolder.root(null, null)).isEqualTo(expected);
    assertThat(CacheFolder.root(null, "/nonexistent")).isEqualTo(expected);
  }
}
