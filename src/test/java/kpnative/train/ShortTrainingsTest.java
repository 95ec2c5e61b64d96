package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kpnative.infer.Version;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trains every recipe on a few real faces, if the machine has them at {@code ../shared/data}. */
class ShortTrainingsTest {
  private static final Path DATA = Path.of("../shared/data");
  private static final int FACES = 6;

  @TempDir Path folder;

  static List<String> recipes() {
    return Recipes.names();
  }

  /*
   * Six faces, four of them for training, for many epochs: any network that learns at all can overfit those. The two largest networks are smaller here, so that it takes seconds.
   */
  @ParameterizedTest
  @MethodSource("recipes")
  void everyRecipeTrainsOnRealFacesAndItsLossFalls(String name) throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(DATA), DATA + " is absent: nothing to train on");
    List<String> sets =
        new ArrayList<>(
            List.of(
                "data.split={by: fraction, validation: 0.34, train_persons: 0, list: ''}",
                "data.workers=1",
                "train.epochs=5",
                "train.max_minutes=0",
                "train.samples_per_epoch=12",
                "train.batch=4",
                "train.lr=2e-4", // some recipes' rates are too high for so few faces
                "train.schedule={kind: constant, warmup_steps: 4}",
                "train.save_seconds=1000"));
    if (name.equals("face68/unet-heatmap")) {
      sets.addAll(List.of("network.width=8", "input.height=56", "input.width=56"));
    }
    if (name.equals("face68/best") || name.startsWith("face68/resnet")) {
      sets.addAll(List.of("input.height=96", "input.width=96"));
    }
    Recipe recipe = Recipes.load(name, sets);
    String data = recipe.schema().equals("imm58") ? "asf:" + imm() : "pts:" + w300();
    List<Double> losses = new ArrayList<>();
    Training.Outcome outcome =
        Training.start(
            recipe,
            new RunSettings(Version.current(), List.of(data), "", "cpu", 1),
            Optional.of(folder.resolve("run")),
            new TrainingListener() {
              @Override
              public void epochDone(EpochMetrics metrics, boolean best) {
                losses.add(metrics.trainLoss());
              }
            },
            () -> false);

    assertThat(outcome.finished()).isTrue();
    assertThat(losses).hasSize(5);
    assertThat(losses.get(4)).as("the loss of %s", losses).isLessThan(losses.get(0));
    assertThat(outcome.evaluation().orElseThrow().detector().perFace()).hasSize(2);
  }

  /** {@return a folder with the first photographs of as many persons} */
  private Path imm() throws IOException {
    return copied(DATA.resolve("imm58"), ".*-1m\\.(jpg|asf)");
  }

  private Path w300() throws IOException {
    return copied(DATA.resolve("300w/lfpw/trainset"), ".*\\.(jpg|pts)");
  }

  private Path copied(Path from, String names) throws IOException {
    Path to = Files.createDirectory(folder.resolve("faces"));
    try (var files = Files.list(from)) {
      for (Path file :
          files
              .filter(f -> f.getFileName().toString().matches(names))
              .sorted()
              .limit(2 * FACES)
              .toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }
}
