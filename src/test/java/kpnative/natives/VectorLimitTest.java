package kpnative.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorLimitTest {
  private static final String AVX2 = "flags\t\t: fpu avx avx2\n";
  private static final String AVX = "flags\t\t: fpu avx\n";

  @TempDir Path root;

  private void machine(String flags, boolean core, boolean caches) throws IOException {
    Files.createDirectories(root.resolve("proc"));
    Files.writeString(root.resolve("proc/cpuinfo"), "processor\t: 0\n" + flags + "power:\n");
    if (core) {
      Path cpu0 = Files.createDirectories(root.resolve("sys/devices/system/cpu/cpu0"));
      if (caches) {
        Files.createDirectories(cpu0.resolve("cache/index0"));
      }
    }
  }

  @Test
  void newerKernelsAreDisabledIfTheCachesAreHidden() throws IOException {
    machine(AVX2, true, false);

    assertThat(VectorLimit.environment(root)).isEqualTo(Map.of("ONEDNN_MAX_CPU_ISA", "AVX"));
  }

  @Test
  void aMachineThatReportsItsCachesHasNoLimit() throws IOException {
    machine(AVX2, true, true);

    assertThat(VectorLimit.environment(root)).isEmpty();
  }

  @Test
  void aProcessorWithoutThemHasNoLimit() throws IOException {
    machine(AVX, true, false);

    assertThat(VectorLimit.environment(root)).isEmpty();
  }

  @Test
  void withoutProcAndSysNothingIsSet() throws IOException {
    assertThat(VectorLimit.environment(root)).isEmpty();
    machine(AVX2, false, false);
    assertThat(VectorLimit.environment(root)).isEmpty();
  }
}
