package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training process is killed (SIGKILL) at random moments, also during saves, and resumed until it
 * is done; the result is bit-identical to that of an uninterrupted run.
 *
 * <p>Saves follow each other without a pause here, so most kills fall into one. {@code
 * -Dkpnative.kills=20} kills more often than a build has time for.
 */
@Tag("processes")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class KillTest {
  private static final int KILLS = Integer.getInteger("kpnative.kills", 2);
  private static final long SEED = Long.getLong("kpnative.kills.seed", 1);

  /** A process trains for fewer steps than this, and is then killed within these microseconds. */
  private static final int STEPS = 25;

  private static final int MICROSECONDS = 10_000;

  /**
   * More than are trained between two kills: a run must not finish before it was killed often
   * enough.
   */
  private static final int EPOCHS_PER_KILL = 20;

  private static final String[] TRAINING = {
    "--recipe=nose/cnn-12-24-32",
    "--data=synthetic:12",
    "--threads=1",
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
    "--set=augment.rotation.degrees=10",
    "--set=augment.rotation.p=1",
    "--set=train.batch=4",
    "--set=train.ema=0.9",
    "--set=train.optimizer=adamw",
    "--set=train.weight_decay=0.01",
    "--set=train.schedule.kind=cosine",
    "--set=train.save_seconds=0",
  };

  @TempDir Path folder;

  @Test
  void aKilledRunEndsBitIdenticalToAnUninterruptedOne() throws Exception {
    String epochs = "--set=train.epochs=" + EPOCHS_PER_KILL * (KILLS + 1);
    Path straight = folder.resolve("straight");
    assertThat(start(epochs, "--out=" + straight).waitFor()).as(processes().log()).isZero();

    Path killed = folder.resolve("killed");
    SplittableRandom random = new SplittableRandom(SEED);
    Process process = start(epochs, "--out=" + killed);
    for (int kill = 1; kill <= KILLS; kill++) {
      awaitStep(process, killed, TrainProcesses.newestStep(killed) + 1 + random.nextInt(STEPS));
      TimeUnit.MICROSECONDS.sleep(random.nextInt(MICROSECONDS));
      assertThat(process.isAlive())
          .as("it trains until it is killed; " + processes().log())
          .isTrue();
      process.destroyForcibly().waitFor();
      process = resume(killed);
    }
    assertThat(process.waitFor()).as(processes().log()).isZero();

    for (String file : List.of("weights/last.safetensors", "weights/best.safetensors")) {
      assertThat(Files.mismatch(killed.resolve(file), straight.resolve(file)))
          .as(file + " after kills of seed " + SEED)
          .isEqualTo(-1);
    }
    assertThat(Files.readAllLines(killed.resolve("metrics.csv")))
        .hasSameSizeAs(Files.readAllLines(straight.resolve("metrics.csv")));
  }

  private static void awaitStep(Process process, Path run, long step) throws Exception {
    while (TrainProcesses.newestStep(run) < step && process.isAlive()) {
      Thread.sleep(1); // the exact time does not matter
    }
  }

  private Process start(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(TRAINING));
    arguments.addAll(List.of(options));
    return processes().start(arguments);
  }

  private Process resume(Path run) throws IOException {
    return processes().start(List.of("--resume=" + run));
  }

  private TrainProcesses processes() {
    return new TrainProcesses(folder);
  }
}
