package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SweepCommandTest {
  @TempDir Path folder;

  @Test
  @Tag("processes")
  void twoRunsTrainAtATimeAndAFailedOneIsReported() throws Exception {
    Path out = folder.resolve("sweep");
    Path faces = folder.resolve("faces");
    Annotations.faces(faces, "face", 12, 68);
    Files.writeString(faces.resolve("face7.png"), "no picture");
    Path file =
        Files.writeString(
            folder.resolve("two.yaml"),
            """
            recipe: nose/simple
            set:
              data.split.by: fraction
              box.from: points
              network.channels: [2]
              network.pools: [4]
              network.hidden: [4]
              train.epochs: 2
              train.batch: 4
            runs:
              - label: well
                set: {data.on_error: skip}
              - label: badly
                set: {data.on_error: fatal}
            reference:
              title: nobody
              runs: {well: {loss: 0.25}}
            """);
    CommandRun run =
        CommandRun.of(
            "sweep",
            file,
            "--data",
            "pts:" + faces,
            "--jobs",
            "2",
            "--out",
            out,
            "--device",
            "cpu");

    assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.FAILED);
    List<String> table = Files.readAllLines(out.resolve("sweep.csv"));
    assertThat(table.get(0)).startsWith("run,data.on_error,status,epochs,");
    assertThat(table.get(1)).startsWith("well,skip,done,2,").contains(",0.25,");
    assertThat(table.get(2)).startsWith("badly,fatal,failed,").contains("face7.png", "exit code 1");
    assertThat(out.resolve("runs/01-well/weights/best.safetensors")).exists();
    assertThat(Files.readString(out.resolve("sweep.md"))).contains("| nobody: loss |");
    assertThat(Files.readString(out.resolve("sweep.html"))).contains(">well<");
  }

  @Test
  void allRunsAreCheckedBeforeAFolderIsCreated() {
    Path out = folder.resolve("sweep");
    CommandRun run =
        CommandRun.of(
            "sweep", "nose-rates", "--data", "synthetic:1", "--out", out, "--device", "cpu");
    assertThat(run.exit()).isNotZero();
    assertThat(run.err()).contains("run 'lr 1e-5': ");
    assertThat(out).doesNotExist();
  }

  @Test
  void aDryRunListsTheRuns() {
    CommandRun run = CommandRun.of("sweep", "nose-d", "--data", "synthetic:12", "--dry-run");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "as it is: nose/smallnet",
            "batch 32: nose/smallnet --set train.batch=32",
            "lr 1e-5: nose/smallnet --set train.lr=1e-5");
  }

  @Test
  void aSweepAndAGridExcludeEachOther() {
    CommandRun run = CommandRun.of("sweep", "nose-d", "--grid", "train.lr=1");
    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("either a SWEEP or --grid");
  }
}
