package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportCommandTest {
  @TempDir Path folder;

  @Test
  void aTrainingWritesAReportUnlessForbidden() {
    Path run = folder.resolve("run");
    CommandRun.tinyWeights(run, "nose/conv2");
    assertThat(run.resolve("report.html")).isNotEmptyFile();
    CommandRun without =
        CommandRun.of(
            "train",
            "--recipe",
            "nose/conv2",
            "--set",
            "train.epochs=1",
            "--set",
            "network.channels=[2]",
            "--set",
            "network.kernels=[3]",
            "--set",
            "network.pools=[4]",
            "--data",
            "synthetic:12",
            "--no-report",
            "--threads",
            "1",
            "--out",
            folder.resolve("without"));
    assertThat(without.exit()).isZero();
    assertThat(folder.resolve("without").resolve("report.html")).doesNotExist();
  }

  @Test
  void thePathOfThePageIsPrinted() throws IOException {
    Path run = folder.resolve("run");
    CommandRun.tinyWeights(run, "nose/conv2");
    Path page = folder.resolve("page.html");
    CommandRun report = CommandRun.of("report", run, "--out", page, "--threads", "1");
    assertThat(report.err()).doesNotContain("kp-native:");
    assertThat(report.exit()).isZero();
    assertThat(report.out()).isEqualTo(page + System.lineSeparator());
    assertThat(Files.readString(page)).contains("<section id=\"summary\"");
  }

  @Test
  void aFolderThatIsNotARunIsRefusedInOneLine() {
    CommandRun report = CommandRun.of("report", folder, "--threads", "1");
    assertThat(report.exit()).isEqualTo(1);
    assertThat(report.err().lines()).hasSize(1);
    assertThat(report.err()).contains("is not a run of kp-native");
  }

  @Test
  void aMissingRunIsAUsageError() {
    assertThat(CommandRun.of("report").exit()).isEqualTo(2);
  }
}
