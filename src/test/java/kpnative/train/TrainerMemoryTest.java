package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import kpnative.data.Split;
import kpnative.natives.Device;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeThreads;
import kpnative.recipe.Recipe;
import kpnative.testing.OwnProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

// Object counts may also fall: the presets' initialisation leaves one to the garbage collector.
class TrainerMemoryTest {
  private static final long MEBIBYTE = 1 << 20;

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  @Test
  void aTrainerThatCannotBeMadeLeaksNothing() throws IOException {
    Recipe recipe = TinyTraining.recipe();
    Split split = TinyTraining.split(recipe);
    Path run = TinyTraining.train(recipe, split, folder.resolve("run"));
    Recipe other = TinyTraining.recipe("network.hidden=[17]");
    Run opened = Run.open(run);
    long before = NativeMemory.objects();

    assertThatThrownBy(
            () -> new Trainer(other, split, opened, Device.CPU, new TrainingListener() {}))
        .isInstanceOf(IOException.class);
    assertThat(NativeMemory.objects()).isEqualTo(before);
  }

  @Test
  void aClosedTrainerHoldsNothing() throws IOException {
    Recipe recipe = TinyTraining.recipe("train.ema=0.9", "train.clip_norm=1");
    Split split = TinyTraining.split(recipe);
    TinyTraining.train(
        recipe, split, folder.resolve("first")); // allocates what is allocated once per process
    long before = NativeMemory.objects();
    Trainer trainer = TinyTraining.begin(recipe, split, folder.resolve("second"));
    trainer.run(TinyTraining.after(2));
    trainer.close();
    trainer.close();

    assertThat(NativeMemory.objects()).isEqualTo(before);
  }

  @Test
  @OwnProcess
  void twoHundredStepsLeaveMemoryFlat() throws IOException {
    Recipe recipe =
        TinyTraining.recipe(
            "train.samples_per_epoch=1000",
            "train.epochs=1",
            "train.ema=0.9",
            "train.clip_norm=1",
            "data.workers=1");
    Split split = TinyTraining.split(recipe);
    List<Long> objects = new ArrayList<>();
    List<Long> resident = new ArrayList<>();
    try (Trainer trainer = TinyTraining.begin(recipe, split, folder.resolve("run"))) {
      trainer.run(
          () -> {
            objects.add(NativeMemory.objects());
            resident.add(NativeMemory.residentBytes());
            return objects.size() == 240;
          });
    }
    // the first forty steps fill caches (pictures, workspaces); the loader holds no batch between
    // steps
    assertThat(Collections.min(objects.subList(200, 240)))
        .isLessThanOrEqualTo(Collections.min(objects.subList(40, 80)));
    assertThat(resident.get(239) - resident.get(40)).isLessThan(64 * MEBIBYTE);
  }
}
