package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kpnative.data.Split;
import kpnative.recipe.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingProfileTest {
  @TempDir Path folder;

  @Test
  void thePhasesAddUpToTheTrainingsWallTime() throws IOException {
    Recipe recipe = TinyTraining.recipe();
    Split split = TinyTraining.split(recipe);
    try (Trainer trainer = TinyTraining.begin(recipe, split, folder.resolve("run"))) {
      long start = System.nanoTime();
      trainer.run(() -> false);
      double wall = (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);

      assertThat(trainer.profile().steps()).isEqualTo(TinyTraining.STEPS);
      assertThat(trainer.profile().milliseconds()).isBetween(0.5 * wall, wall);
    }
  }

  @Test
  void everyPhaseOfAStepIsTimed() throws IOException {
    Recipe recipe = TinyTraining.recipe();
    try (Trainer trainer =
        TinyTraining.begin(recipe, TinyTraining.split(recipe), folder.resolve("run"))) {
      trainer.run(() -> false);

      assertThat(trainer.profile().nanos()).containsOnlyKeys(Phase.values());
      assertThat(trainer.profile().nanos().values()).allMatch(nanos -> nanos > 0);
    }
  }

  @Test
  void aListenerThatProfilesFindsATableAnEpochAndOneInAllInTheLog() throws IOException {
    TrainingListener profiling =
        new TrainingListener() {
          @Override
          public boolean profiles() {
            return true;
          }
        };
    TinyTraining.start(TinyTraining.recipe(), folder.resolve("run"), profiling);

    assertThat(tables()).hasSize(TinyTraining.EPOCHS + 1);
    assertThat(tables().get(TinyTraining.EPOCHS)).startsWith("profile of the training");
  }

  @Test
  void otherListenersHearOfNoProfile() throws IOException {
    TinyTraining.start(TinyTraining.recipe(), folder.resolve("run"), new TrainingListener() {});

    assertThat(tables()).isEmpty();
  }

  private List<String> tables() throws IOException {
    return Files.readAllLines(folder.resolve("run").resolve("log.txt")).stream()
        .filter(line -> line.contains("profile of "))
        .toList();
  }
}
