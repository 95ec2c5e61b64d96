package kpnative.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real libraries, each start in a JVM of its own. Where a distribution's libtorch is installed
 * (Debian: python3-torch), these are the starts that JavaCPP's own order does not survive.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstStartTest {
  @TempDir static Path temp;

  @Test
  @Order(1)
  void twoFirstStartsAtOnceWithAnEmptyCacheBothWork() throws Exception {
    List<Process> starts = List.of(start(temp.resolve("cache")), start(temp.resolve("cache")));

    for (Process process : starts) {
      assertThat(outputOf(process)).contains("sum 262144.0");
    }
  }

  @Test
  @Order(2)
  void aCacheThatWasCutOffHalfWayIsRepaired() throws Exception {
    Path torch = torchFolderIn(temp.resolve("cache")).resolve("libtorch_cpu.so");
    long whole = Files.size(torch);
    try (RandomAccessFile file = new RandomAccessFile(torch.toFile(), "rw")) {
      file.setLength(whole / 2);
    }

    assertThat(outputOf(start(temp.resolve("cache")))).contains("sum 262144.0");
    assertThat(torch).hasSize(whole);
  }

  @Test
  @Order(3)
  void openCvDoesNotWriteOfADamagedPicture() throws Exception {
    assertThat(outputOf(start(temp.resolve("cache"))))
        .contains("damaged picture: empty true")
        .doesNotContain("imdecode");
  }

  @Test
  @Order(4)
  void aLibraryBeginsWithOneThread() throws Exception {
    assertThat(outputOf(start(temp.resolve("cache")))).contains("threads 1 and 1");
  }

  @Test
  @Order(5)
  void aHomeThatCannotBeWrittenIsOneLineWithTheProperty() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "not a folder");

    assertThat(outputOf(start(file.resolve("cache"))))
        .contains("cannot unpack the native libraries into " + file)
        .contains("-Dkpnative.cachedir=");
  }

  private static Process start(Path cache) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-D" + NativeRuntime.CACHE_PROPERTY + "=" + cache);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(FirstStart.class.getName());
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String outputOf(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private static Path torchFolderIn(Path cache) throws IOException {
    try (var folders = Files.list(cache)) {
      List<Path> all = folders.filter(f -> f.getFileName().toString().contains("-torch-")).toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }
}
