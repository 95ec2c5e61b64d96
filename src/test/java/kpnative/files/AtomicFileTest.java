package kpnative.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private void write(Path target, String text) throws IOException {
    AtomicFile.write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theNewContentReplacesTheOldAndNothingElseStays() throws IOException {
    Path target = folder.resolve("a");
    write(target, "old");
    write(target, "new");
    assertThat(target).hasContent("new");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void theOldContentStaysUntilTheNewIsComplete() throws IOException {
    Path target = folder.resolve("a");
    write(target, "old");
    AtomicFile.write(
        target,
        out -> {
          out.write(new byte[1 << 20]);
          assertThat(target).hasContent("old");
        });
    assertThat(target).hasSize(1 << 20);
  }

  @Test
  void aFailureKeepsTheOldFileAndLeavesNoTemporaryFile() throws IOException {
    Path target = folder.resolve("a");
    write(target, "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write " + target + ": No space left on device");
    assertThat(target).hasContent("old");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void anUncheckedExceptionLeavesNoTemporaryFile() throws IOException {
    Path target = folder.resolve("a");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    out -> {
                      throw new IllegalStateException("bug");
                    }))
        .hasMessage("bug");
    assertThat(names()).isEmpty();
  }

  @Test
  void aFullDiskIsReportedAndKeepsTheOldFile() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "needs /dev/full");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    folder.resolve("a"),
                    out -> {
                      try (OutputStream disk = Files.newOutputStream(full)) {
                        disk.write(1);
                      }
                    }))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left on device")
        .hasMessageContaining(folder.resolve("a").toString());
  }

  @Test
  void aMissingFolderIsNamed() {
    Path target = folder.resolve("none").resolve("a");
    assertThatThrownBy(() -> write(target, "x"))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write " + target + ": its folder does not exist");
  }

  @Test
  void aFolderAtTheTargetIsReportedAndKept() throws IOException {
    Path target = Files.createDirectory(folder.resolve("a"));
    Files.createFile(target.resolve("inside"));
    assertThatThrownBy(() -> write(target, "x"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot write " + target);
    assertThat(names()).containsExactly("a");
  }

  @Test
  void temporaryFilesOfKilledProcessesAreDeletedAndThoseOfLivingOnesKept() throws IOException {
    long self = ProcessHandle.current().pid();
    Files.createFile(folder.resolve(".a.99999999999-0123abcd.tmp"));
    Files.createFile(folder.resolve(".a." + self + "-0123abcd.tmp"));
    Files.createFile(folder.resolve(".b.99999999999-0123abcd.tmp"));
    write(folder.resolve("a"), "x");
    assertThat(names())
        .containsExactlyInAnyOrder(
            ".a." + self + "-0123abcd.tmp", ".b.99999999999-0123abcd.tmp", "a");
  }
}
