package kpnative.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kpnative.testing.JavaProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Malloc's settings apply to the whole process, so each case runs in a separate JVM. */
class KeptMemoryTest {
  private static final long MOST_OF_IT = 16; // MiB, of 24

  /** A heap that the collector makes smaller between the two measurements would be counted. */
  private static final List<String> HEAP_OF_ONE_SIZE = List.of("-Xms64m", "-Xmx64m");

  private static Map<String, String> asked = Map.of();
  private static Map<String, String> byDefault = Map.of();

  @BeforeAll
  static void runBoth() throws Exception {
    asked = run("ask");
    byDefault = run("byDefault");
  }

  @Test
  void keepFreedKeepsFreedMemoryInTheProcess() throws IOException {
    assumeTrue(isGlibc(), "the C library is not glibc");

    assertThat(asked).containsEntry("asked", "true");
    assertThat(mebibytes(asked)).isGreaterThan(MOST_OF_IT);
  }

  @Test
  void freedMemoryIsReturnedToTheSystemByDefault() {
    assertThat(mebibytes(byDefault)).isLessThan(MOST_OF_IT);
  }

  @Test
  void keepingMemoryDoesNotChangeResults() {
    assertThat(asked.get("sum")).isEqualTo(byDefault.get("sum")).startsWith("0x1.");
  }

  @Test
  void thePropertyKeepsFreedMemory() throws Exception {
    assumeTrue(isGlibc(), "the C library is not glibc");

    assertThat(run("byDefault", "-Dkpnative.malloc=keep"))
        .containsEntry("facts", "kept in the process");
  }

  @Test
  void thePropertyOverridesTheCall() throws Exception {
    assertThat(run("ask", "-Dkpnative.malloc=default"))
        .containsEntry("asked", "false")
        .containsEntry(
            "facts", "returned to the system as the C library decides (-Dkpnative.malloc=default)");
  }

  @Test
  void anInvalidPropertyValueIsNamed() throws Exception {
    assertThat(run("ask", "-Dkpnative.malloc=tuned").toString())
        .contains("-Dkpnative.malloc must be keep or default, got tuned");
  }

  private static long mebibytes(Map<String, String> output) {
    return Long.parseLong(output.getOrDefault("stayed", "").replace(" MiB", ""));
  }

  private static boolean isGlibc() throws IOException {
    Path maps = Path.of("/proc/self/maps");
    return Files.exists(maps) && Files.readString(maps).contains("/libc.so.6");
  }

  private static Map<String, String> run(String argument, String... options) throws Exception {
    List<String> all = new ArrayList<>(HEAP_OF_ONE_SIZE);
    all.addAll(List.of(options));
    return JavaProcess.run(all, KeptMemory.class, argument)
        .output()
        .lines()
        .filter(line -> line.contains(": "))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf(": ")),
                line -> line.substring(line.indexOf(": ") + 2),
                (a, b) -> a,
                TreeMap::new));
  }
}
