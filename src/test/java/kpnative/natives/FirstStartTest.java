package kpnative.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kpnative.testing.JavaProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Uses the real libraries and starts each JVM separately. If a distribution's libtorch is installed
 * (Debian: python3-torch), these starts crash with JavaCPP's own load order.
 */
class FirstStartTest {
  @TempDir static Path temp;
  private static final List<String> OUTPUTS = new ArrayList<>();

  /** Starts two JVMs concurrently with an empty cache; the tests below find it filled. */
  @BeforeAll
  static void startTwice() throws Exception {
    OUTPUTS.clear();
    List<Process> starts = List.of(start(cache()), start(cache()));
    for (Process process : starts) {
      OUTPUTS.add(JavaProcess.ended(process).output());
    }
  }

  @Test
  void twoFirstStartsAtOnceWithAnEmptyCacheBothWork() {
    assertThat(OUTPUTS).hasSize(2).allSatisfy(out -> assertThat(out).contains("sum 262144.0"));
  }

  @Test
  void aTruncatedCacheIsRepaired() throws Exception {
    Path torch = torchFolderIn(cache()).resolve("libtorch_cpu.so");
    long whole = Files.size(torch);
    try (RandomAccessFile file = new RandomAccessFile(torch.toFile(), "rw")) {
      file.setLength(whole / 2);
    }

    assertThat(outputOf(cache())).contains("sum 262144.0");
    assertThat(torch).hasSize(whole);
  }

  @Test
  void openCvPrintsNothingAboutADamagedPicture() {
    assertThat(OUTPUTS.get(0)).contains("damaged picture: empty true").doesNotContain("imdecode");
  }

  @Test
  void theDefaultIsOneThread() {
    assertThat(OUTPUTS.get(0)).contains("threads 1 and 1");
  }

  @Test
  void anUnwritableHomeGivesOneLineThatNamesTheProperty() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "not a folder");

    assertThat(outputOf(file.resolve("cache")))
        .contains("cannot unpack the native libraries into " + file)
        .contains("-Dkpnative.cachedir=");
  }

  private static Path cache() {
    return temp.resolve("cache");
  }

  private static Process start(Path cache) throws IOException {
    return JavaProcess.of(
            List.of("-D" + NativeRuntime.CACHE_PROPERTY + "=" + cache), FirstStart.class)
        .start();
  }

  private static String outputOf(Path cache) throws IOException, InterruptedException {
    return JavaProcess.ended(start(cache)).output();
  }

  private static Path torchFolderIn(Path cache) throws IOException {
    try (var folders = Files.list(cache)) {
      List<Path> all = folders.filter(f -> f.getFileName().toString().contains("-torch-")).toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }
}
