package kpnative.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kpnative.testing.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path folder;

  /** Holds a folder's lock until it is killed. */
  public static final class Holder {
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
      FolderLock lock = FolderLock.take(Path.of(args[0]), "is held");
      System.out.println("held" + lock.weakness().orElse(""));
      System.in.read(); // its end is that of the process
    }
  }

  @Test
  void aLockDiesWithItsProcessAndNamesItWhileItLives() throws Exception {
    Process other = JavaProcess.of(List.of(), Holder.class, folder.toString()).start();
    try (BufferedReader out = other.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).isEqualTo("held");
      assertBusy("is held by process " + other.pid() + "; wait for its end");
      assertBusy("is held by process " + other.pid()); // asking does not take it away
    } finally {
      other.destroyForcibly().waitFor();
    }

    FolderLock.take(folder, "is held").close();
  }

  @Test
  void thisProcessHoldsItOnceAndMayTakeItAgain() throws IOException {
    FolderLock first = FolderLock.take(folder, "is held");
    assertBusy("is held by this process");
    first.close();
    first.close();
    try (FolderLock second = FolderLock.take(folder, "is held")) {
      assertThat(second.weakness()).isEmpty();
      first.close(); // the first is no longer concerned
      assertBusy("is held by this process");
    }
  }

  @Test
  void aRefusalInThisProcessLeavesTheLockToItsHolder() throws Exception {
    try (FolderLock held = FolderLock.take(folder, "is held")) {
      assertBusy("is held by this process");
      JavaProcess other = JavaProcess.run(List.of(), Holder.class, folder.toString());
      assertThat(other.output()).contains("is held by process " + ProcessHandle.current().pid());
      assertThat(held.weakness()).isEmpty();
    }
  }

  @Test
  void aLinkLeadsToTheSameLock() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    try (FolderLock held = FolderLock.take(real, "is held")) {
      assertThat(held.weakness()).isEmpty();
      assertThatThrownBy(() -> FolderLock.take(link, "is held"))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(link + ": is held by this process");
    }
  }

  @Test
  void whatAnotherProcessWroteIntoTheFileDoesNotMatter() throws IOException {
    Files.writeString(folder.resolve(FolderLock.FILE), "\0not a number".repeat(100));
    assertThatCode(() -> FolderLock.take(folder, "is held").close()).doesNotThrowAnyException();
    assertThat(folder.resolve(FolderLock.FILE)).hasContent(ProcessHandle.current().pid() + "\n");
  }

  private void assertBusy(String message) {
    assertThatThrownBy(() -> FolderLock.take(folder, "is held"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(folder + ": " + message);
  }
}
