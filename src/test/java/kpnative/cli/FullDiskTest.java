package kpnative.cli;

import static kpnative.cli.BadDataTest.assertFails;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors on a full disk; runs only where the tests may mount a small tmpfs. */
class FullDiskTest {
  @TempDir Path temp;
  private Path disk;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(temp.resolve("disk"));
    mounted = ends("mount", "-t", "tmpfs", "-o", "size=32k", "kp-native-test", disk.toString());
    assumeTrue(mounted, "file systems cannot be mounted here");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      ends("umount", disk.toString());
    }
  }

  @Test
  void aTrainingNamesTheFileThatDidNotFit() {
    CommandRun run =
        CommandRun.of(
            "train",
            "--recipe",
            "nose/conv2",
            "--set",
            "train.epochs=1",
            "--data",
            "synthetic:12",
            "--threads",
            1,
            "--out",
            disk.resolve("run"));

    assertFails(run, ExitCode.FAILED, disk.resolve("run").toString(), "No space left");
  }

  @Test
  void aPreviewNamesThePictureThatDidNotFit() {
    CommandRun run =
        CommandRun.of("preview", "--data", "synthetic:12", "--out", disk.resolve("grid.png"));

    assertFails(run, ExitCode.FAILED, disk.resolve("grid.png").toString(), "No space left");
  }

  private static boolean ends(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false; // no such command on this system
    }
  }
}
