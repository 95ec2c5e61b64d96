package kpnative.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker's process does not outlive the executor that started it, nor its task. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TrainingWorkerTest {
  @TempDir Path folder;

  /** The pipe breaks in the same way when the executor is killed. */
  @Test
  void aWorkerEndsWhenThePipeFromItsExecutorBreaks() throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TrainingWorker.class.getName(),
                "train",
                "--data=synthetic:12",
                "--out=" + folder.resolve("run")));
    words.addAll(List.of(FaceTrainingTest.TRAINING));
    words.add("--set=train.epochs=1000000"); // it would train for hours
    Process worker =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log.txt").toFile())
            .start();
    try {
      assertThat(worker.waitFor(1, TimeUnit.SECONDS)).isFalse();
      worker.getOutputStream().close();
      assertThat(worker.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(worker.exitValue()).isEqualTo(1);
    } finally {
      worker.destroyForcibly();
    }
  }

  @Test
  void aWorkerWhoseTaskIsStoppedSavesBeforeItEnds() throws Exception {
    Path run = folder.resolve("run");
    Path log = folder.resolve("worker.log");
    List<String> words = new ArrayList<>(List.of("train", "--data=synthetic:12", "--out=" + run));
    words.addAll(List.of(FaceTrainingTest.TRAINING));
    words.add("--set=train.epochs=1000000");
    assertThatThrownBy(
            () ->
                WorkerProcess.run(
                    List.of("-Xmx512m"),
                    words,
                    Map.of(),
                    log,
                    "worker 0",
                    () -> Files.exists(run.resolve("metrics.csv"))))
        .isInstanceOf(InterruptedIOException.class)
        .hasMessage("worker 0: the task was stopped");
    assertThat(Files.readString(log)).contains("stopped; to continue: train --resume");
  }
}
