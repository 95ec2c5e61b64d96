package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Workers with addresses of their own: {@code benchmarks/namespaces.sh}, where it can run. */
@Tag("processes")
@EnabledOnOs(OS.LINUX)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class NamespacesTest {
  private static final int CANNOT = 77;

  @TempDir Path folder;

  @Test
  void twoWorkersOnTwoMachinesTrainWhatOneDoesAlsoOnceOneWasKilled() throws Exception {
    Path said = folder.resolve("said");
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    assumeTrue(classPath.indexOf(' ') < 0, "the class path has spaces");
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "benchmarks/namespaces.sh")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder
        .environment()
        .put(
            "KP",
            ProcessHandle.current().info().command().orElseThrow()
                + " -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.awt.headless=true"
                + " -cp "
                + classPath
                + " kpnative.cli.Main");
    builder.environment().put("OUT", out.toString());
    Process script = builder.start();
    int code;
    try {
      code = script.waitFor();
    } finally {
      script.descendants().forEach(ProcessHandle::destroyForcibly);
      script.destroyForcibly();
    }
    String text = Files.readString(said, StandardCharsets.UTF_8);
    assumeTrue(code != CANNOT, text);
    assertThat(code).as(text).isZero();
    assertThat(text)
        .contains("two workers at", "worker 0 of 2: another worker has ended", "resumed by one");
  }
}
