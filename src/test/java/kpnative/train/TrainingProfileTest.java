package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kpnative.natives.Device;
import kpnative.parallel.Meeting;
import kpnative.recipe.Recipe;
import kpnative.testing.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingProfileTest {
  @TempDir Path folder;

  /** Time advances with each reading of the clock, and only then. */
  private static final long TICK = 1_000_000;

  private StepProfile profile(ManualClock clock) throws IOException {
    Recipe recipe = TinyTraining.recipe();
    Run run = Run.create(folder.resolve("run"), recipe, TinyTraining.SETTINGS);
    try (Trainer trainer =
        new Trainer(
            recipe,
            TinyTraining.split(recipe),
            List.of(),
            run,
            Device.CPU,
            new TrainingListener() {},
            Meeting.alone(),
            clock)) {
      clock.advance(1000 * TICK); // before the training
      trainer.run(() -> false);
      clock.advance(1000 * TICK); // and after it
      return trainer.profile();
    }
  }

  @Test
  void thePhasesAddUpToTheTrainingsWallTime() throws IOException {
    ManualClock clock = ManualClock.ticking(TICK);
    long before = clock.getAsLong();
    StepProfile profile = profile(clock);
    double all = (clock.getAsLong() - before) / (double) TICK; // milliseconds

    assertThat(profile.steps()).isEqualTo(TinyTraining.STEPS);
    // without the thousand before and after, and some readings while the trainer was created
    assertThat(profile.milliseconds()).isBetween(all - 2030, all - 2000);
  }

  @Test
  void everyPhaseOfAStepIsTimed() throws IOException {
    StepProfile profile = profile(ManualClock.ticking(TICK));

    assertThat(profile.nanos()).containsOnlyKeys(Phase.values());
    assertThat(profile.nanos().get(Phase.FORWARD))
        .isGreaterThanOrEqualTo(TinyTraining.STEPS * TICK);
    assertThat(profile.nanos().values()).allMatch(nanos -> nanos > 0);
  }

  @Test
  void aProfilingListenerGetsATablePerEpochAndOneInTotal() throws IOException {
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
  void otherListenersReceiveNoProfile() throws IOException {
    TinyTraining.start(TinyTraining.recipe(), folder.resolve("run"), new TrainingListener() {});

    assertThat(tables()).isEmpty();
  }

  private List<String> tables() throws IOException {
    return Files.readAllLines(folder.resolve("run").resolve("log.txt")).stream()
        .filter(line -> line.contains("profile of "))
        .toList();
  }
}
