package kpnative.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kpnative.testing.JavaProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Malloc's settings are a process's, so each case is a JVM of its own. */
class KeptMemoryTest {
  private static final long MOST_OF_IT = 16; // MiB, of 24

  private static Map<String, String> asked = Map.of();
  private static Map<String, String> untold = Map.of();

  @BeforeAll
  static void runBoth() throws Exception {
    asked = run("ask");
    untold = run("untold");
  }

  @Test
  void freedMemoryStaysInTheProcessThatAskedForIt() throws IOException {
    assumeTrue(isGlibc(), "the C library is not glibc");

    assertThat(asked).containsEntry("asked", "true");
    assertThat(mebibytes(asked)).isGreaterThan(MOST_OF_IT);
  }

  @Test
  void freedMemoryGoesBackToTheSystemUntilSomeoneAsks() {
    assertThat(mebibytes(untold)).isLessThan(MOST_OF_IT);
  }

  @Test
  void keptMemoryChangesNoBit() {
    assertThat(asked.get("sum")).isEqualTo(untold.get("sum")).startsWith("0x1.");
  }

  @Test
  void thePropertyAsksForTheWholeProcess() throws Exception {
    assumeTrue(isGlibc(), "the C library is not glibc");

    assertThat(run("untold", "-Dkpnative.malloc=keep"))
        .containsEntry("facts", "kept in the process");
  }

  @Test
  void thePropertyGoesBeforeTheCall() throws Exception {
    assertThat(run("ask", "-Dkpnative.malloc=default"))
        .containsEntry("asked", "false")
        .containsEntry("facts", "as the C library does (by -Dkpnative.malloc=default)");
  }

  @Test
  void anotherValueOfThePropertyIsNamed() throws Exception {
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
    return JavaProcess.run(List.of(options), KeptMemory.class, argument)
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
