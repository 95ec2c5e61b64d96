package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --nproc 2}: its processes end together, with a line, and the run goes on. */
@Tag("processes")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class WorkerProcessesTest {
  private static final List<String> TRAINING =
      List.of(
          "--recipe=nose/cnn-12-24-32",
          "--data=synthetic:12",
          "--device=cpu",
          "--no-report",
          "--set=schema=ibug68",
          "--set=keypoints=[all]",
          "--set=box.from=points",
          "--set=input.height=24",
          "--set=input.width=24",
          "--set=network.padding=same",
          "--set=network.channels=[4, 6, 8]",
          "--set=network.batch_norm=true",
          "--set=network.hidden=[64]",
          "--set=data.split.by=fraction",
          "--set=train.batch=4",
          "--set=train.save_seconds=0",
          "--set=train.collective_timeout=20");

  @TempDir Path folder;

  @Test
  void oneThatIsKilledEndsAllWithALineAndResumeFinishes() throws Exception {
    Path run = folder.resolve("run");
    List<String> words = new ArrayList<>(List.of("--nproc", "2", "--out=" + run));
    words.addAll(TRAINING);
    words.add("--set=train.epochs=100000");
    Process launcher = train(words);
    try {
      await(launcher, () -> TrainProcesses.newestStep(run) > 0);
      List<ProcessHandle> workers = launcher.children().toList();
      assertThat(workers).as(log()).hasSize(2);
      long start = System.nanoTime();
      workers.get(1).destroyForcibly();
      assertThat(launcher.waitFor(30, TimeUnit.SECONDS)).as(log()).isTrue();
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
      assertThat(workers).noneMatch(ProcessHandle::isAlive);
    } finally {
      launcher.descendants().forEach(ProcessHandle::destroyForcibly);
      launcher.destroyForcibly();
    }
    assertThat(launcher.exitValue()).isEqualTo(1);
    assertThat(log())
        .containsPattern("worker \\d was ended by signal 9")
        .doesNotContain("Exception raised from");

    Process interrupted = train(List.of("--resume=" + run, "--no-report", "--nproc=2"));
    long before = TrainProcesses.newestStep(run);
    await(interrupted, () -> TrainProcesses.newestStep(run) > before + 3);
    interrupted.destroy(); // SIGTERM, as Ctrl-C
    assertThat(interrupted.waitFor()).as(log()).isIn(130, 143);
    assertThat(log()).contains("stopped; to continue: train --resume");
  }

  @Test
  void workersEndWithALauncherThatIsKilledAndOneProcessFinishesAsIfItHadTrainedAlone()
      throws Exception {
    Path run = folder.resolve("run");
    List<String> words = new ArrayList<>(List.of("--nproc=2", "--out=" + run));
    words.addAll(TRAINING);
    words.add("--set=train.epochs=40");
    Process launcher = train(words);
    List<ProcessHandle> workers = List.of();
    try {
      await(launcher, () -> TrainProcesses.newestStep(run) > 3);
      workers = launcher.children().toList();
      assertThat(workers).as(log()).hasSize(2);
      launcher.destroyForcibly();
      for (ProcessHandle worker : workers) {
        worker.onExit().get(30, TimeUnit.SECONDS);
      }
    } finally {
      workers.forEach(ProcessHandle::destroyForcibly);
      launcher.descendants().forEach(ProcessHandle::destroyForcibly);
      launcher.destroyForcibly();
    }
    assertThat(Files.readAllLines(run.resolve("metrics.csv"))).hasSizeLessThan(41);
    assertThat(train(List.of("--resume=" + run, "--no-report")).waitFor()).as(log()).isZero();

    Path alone = folder.resolve("alone");
    words.set(0, "--quiet");
    words.set(1, "--out=" + alone);
    assertThat(train(words).waitFor()).as(log()).isZero();
    assertThat(losses(run))
        .hasSize(40)
        .usingComparatorForType(
            (a, b) -> Math.abs(a - b) <= 1e-3 * Math.abs(b) ? 0 : Double.compare(a, b),
            Double.class)
        .isEqualTo(losses(alone));
  }

  /** {@return the training losses of a run's epochs} */
  private static List<Double> losses(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.csv")).stream()
        .skip(1)
        .map(line -> Double.valueOf(line.split(",", -1)[1]))
        .toList();
  }

  @Test
  void aTrainingOfTwoEndsWell() throws Exception {
    Path run = folder.resolve("run");
    List<String> words = new ArrayList<>(List.of("--nproc=2", "--out=" + run));
    words.addAll(TRAINING);
    words.add("--set=train.epochs=2");
    assertThat(train(words).waitFor()).as(log()).isZero();
    assertThat(Files.readAllLines(run.resolve("metrics.csv"))).hasSize(3);
    assertThat(Files.readString(run.resolve("log.txt"))).contains(", 2 workers");
  }

  @Test
  void whatIsWrongWithTheCommandIsSaidOnceByTheFirst() throws Exception {
    Process process = train(List.of("--nproc=2", "--recipe=none/such", "--device=cpu"));
    assertThat(process.waitFor()).as(log()).isEqualTo(2);
    assertThat(log()).contains("none/such");
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private void await(Process process, Condition condition) throws Exception {
    while (process.isAlive() && !condition.holds()) {
      Thread.sleep(20);
    }
    assertThat(process.isAlive()).as(log()).isTrue();
  }

  private Process train(List<String> options) throws IOException {
    return new TrainProcesses(folder).start(options);
  }

  private String log() throws IOException {
    return new TrainProcesses(folder).log();
  }
}
