package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kpnative.recipe.Recipes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two trainings at once and one run's folder. */
class TwoTrainingsTest {
  private static final TrainingListener SILENT = new TrainingListener() {};

  @TempDir Path temp;

  @Test
  void whileATrainingRunsAnotherIsRefusedAndChangesNothing() throws IOException {
    Path folder = temp.resolve("run");
    List<String> refused = new ArrayList<>();
    TrainingListener meddling =
        new TrainingListener() {
          @Override
          public void epochDone(EpochMetrics metrics, boolean best) {
            assertThatThrownBy(() -> Training.resume(folder, SILENT, () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(folder + ": this run is being trained by this process")
                .hasMessageNotContaining("\n");
            assertThatThrownBy(() -> start(folder, SILENT))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(folder + ": ");
            refused.add("epoch " + metrics.epoch());
          }
        };

    Training.Outcome outcome = start(folder, meddling);

    assertThat(outcome.finished()).isTrue();
    assertThat(refused).hasSize(TinyTraining.EPOCHS);
    assertThat(Files.readAllLines(folder.resolve("metrics.csv"))).hasSize(1 + TinyTraining.EPOCHS);
    assertThat(Training.resume(folder, SILENT, () -> false).finished())
        .isTrue(); // it is free again
  }

  @Test
  void ofTwoThatBeginAtOnceOneBegins() throws Exception {
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 50; round++) {
        Path folder = temp.resolve("round-" + round);
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<Boolean>> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          both.add(
              two.submit(
                  () -> {
                    together.await();
                    try {
                      Run.create(folder, TinyTraining.recipe(), TinyTraining.SETTINGS);
                      return true;
                    } catch (IOException refused) {
                      assertThat(refused).hasMessageStartingWith(folder + ": ");
                      return false;
                    }
                  }));
        }
        assertThat(List.of(both.get(0).get(), both.get(1).get()))
            .as("who began in round " + round)
            .containsExactlyInAnyOrder(true, false);
        assertThat(Recipes.parse(Files.readString(folder.resolve("config.yaml"))))
            .isEqualTo(TinyTraining.recipe());
      }
    } finally {
      two.shutdownNow();
    }
  }

  private static Training.Outcome start(Path folder, TrainingListener listener) throws IOException {
    return Training.start(
        TinyTraining.recipe(), TinyTraining.SETTINGS, Optional.of(folder), listener, () -> false);
  }
}
