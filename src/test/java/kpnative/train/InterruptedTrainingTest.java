package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads of a training are interrupted, at random steps. */
class InterruptedTrainingTest {
  private static final long SEED = 3;

  @TempDir Path folder;

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  @Test
  void loaderThreadsThatAreInterruptedGoOn() throws IOException {
    byte[] undisturbed = train("undisturbed", () -> false);
    byte[] disturbed =
        train(
            "disturbed",
            () -> {
              interruptLoaders();
              return false;
            });

    assertThat(disturbed).isEqualTo(undisturbed);
  }

  @Test
  void aTrainingThatIsInterruptedAnywhereEndsInALineAndResumesToTheSameBits() throws Exception {
    byte[] undisturbed = train("undisturbed", () -> false);
    SplittableRandom random = new SplittableRandom(SEED);
    Path run = folder.resolve("interrupted");
    int interruptions = 0;
    boolean finished = false;
    while (!finished) {
      BooleanSupplier stop = atStep(1 + random.nextInt(TinyTraining.STEPS), interruptions < 8);
      try {
        finished =
            (Files.exists(run.resolve("run.yaml"))
                    ? Training.resume(run, new TrainingListener() {}, stop)
                    : start(run, stop))
                .finished();
      } catch (IOException | IllegalStateException e) {
        interruptions++;
        assertThat(Thread.interrupted()).as(e.toString()).isTrue();
        assertThat(e.getMessage()).contains("interrupted").hasLineCount(1);
      }
    }

    assertThat(interruptions).isPositive();
    assertThat(weights(run)).isEqualTo(undisturbed);
  }

  /** Interrupts the training's thread at a step, where it says so. */
  private static BooleanSupplier atStep(int step, boolean interrupt) {
    int[] left = {step};
    return () -> {
      if (interrupt && --left[0] == 0) {
        Thread.currentThread().interrupt();
      }
      return false;
    };
  }

  private static void interruptLoaders() {
    for (Thread each : Thread.getAllStackTraces().keySet()) {
      if (each.getName().equals("kpnative-loader")) {
        each.interrupt();
      }
    }
  }

  private byte[] train(String name, BooleanSupplier stop) throws IOException {
    start(folder.resolve(name), stop);
    return weights(folder.resolve(name));
  }

  private static Training.Outcome start(Path run, BooleanSupplier stop) throws IOException {
    return Training.start(
        TinyTraining.recipe("train.save_seconds=0"),
        TinyTraining.SETTINGS,
        Optional.of(run),
        new TrainingListener() {},
        stop);
  }

  private static byte[] weights(Path run) throws IOException {
    return Files.readAllBytes(run.resolve("weights/last.safetensors"));
  }
}
