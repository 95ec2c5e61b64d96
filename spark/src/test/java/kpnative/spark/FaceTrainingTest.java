package kpnative.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers as tasks of a barrier stage, in one process with two tasks at a time. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class FaceTrainingTest {
  /** A network of a few thousand weights. */
  static final String[] TRAINING = {
    "--recipe=nose/cnn-12-24-32",
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
    "--set=train.collective_timeout=60",
    "--set=train.epochs=40"
  };

  private static final int FACES = 12;

  @TempDir Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void begin() {
    spark = LocalSpark.start();
  }

  @AfterAll
  static void end() {
    spark.stop();
  }

  /**
   * One worker's process is killed in the middle: Spark repeats the stage, which goes on, and the
   * weights are those of {@code kp train --nproc 2}, which nobody disturbed.
   */
  @Test
  void aTrainingThatLostAWorkerEndsWithTheWeightsOfNproc2() throws Exception {
    Dataset<Row> faces = PaintedFaces.table(spark, FACES);
    CompletableFuture<TrainedModel> training =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return FaceTraining.of(spark)
                    .workers(2)
                    .arguments(TRAINING)
                    .train(faces, folder.resolve("spark").toString());
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    Path metrics = folder.resolve("spark/run/metrics.csv");
    while (!training.isDone()
        && !(Files.exists(metrics) && Files.readAllLines(metrics).size() > 2)) {
      Thread.sleep(20);
    }
    List<ProcessHandle> workers = workers();
    assertThat(workers).hasSize(2);
    workers.get(1).destroyForcibly();
    TrainedModel model = training.get();

    assertThat(Files.readString(folder.resolve("spark/worker-0.log")))
        .contains("resumed after epoch");
    assertThat(workers()).isEmpty();
    Path reference = folder.resolve("nproc");
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "kpnative.cli.Main",
                "train",
                "--nproc=2",
                "--threads=1",
                "--data=csv:" + folder.resolve("spark/data/faces.csv"),
                "--out=" + reference));
    words.addAll(List.of(TRAINING));
    Path log = folder.resolve("nproc.log");
    int code =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    assertThat(code).as(Files.readString(log)).isZero();
    assertThat(model.weights())
        .isEqualTo(Files.readAllBytes(reference.resolve("weights/best.safetensors")));
    model.write(folder.resolve("copy.safetensors").toString());
    assertThat(folder.resolve("copy.safetensors")).hasBinaryContent(model.weights());

    // the same call once more: all is there already
    assertThat(
            FaceTraining.of(spark)
                .workers(1)
                .arguments(TRAINING)
                .train(faces, folder.resolve("spark").toString())
                .weights())
        .isEqualTo(model.weights());
  }

  /**
   * All processes that this one has started: the command lines of workers are too long to be seen.
   */
  private static List<ProcessHandle> workers() {
    return ProcessHandle.current().children().toList();
  }

  @Test
  void whatIsWrongWithTheTrainingIsTheJobsError() throws IOException {
    Dataset<Row> faces = PaintedFaces.table(spark, 4);
    FaceTraining none = FaceTraining.of(spark).arguments("--recipe=none/such");
    spark.conf().set("spark.sql.shuffle.partitions", 2);
    assertThatThrownBy(() -> none.train(faces, folder.toString()))
        .hasStackTraceContaining("none/such")
        .hasStackTraceContaining("worker 0 of 1 ended with exit code 2");
  }

  @Test
  void whatCannotBeIsSaidBeforeAnythingRuns() {
    FaceTraining training = FaceTraining.of(spark);
    assertThatThrownBy(() -> training.workers(0)).hasMessageContaining("1 to 1024, got 0");
    assertThatThrownBy(() -> training.threads(0)).hasMessageContaining("at least 1 thread");
    assertThatThrownBy(() -> training.arguments("--recipe=a", "--out=b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--out is said by FaceTraining itself");
  }
}
