package kpnative.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kpnative.infer.Version;
import kpnative.keypoints.KeypointSchema;
import kpnative.network.LayerTable;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import kpnative.train.EpochMetrics;
import kpnative.train.Run;
import kpnative.train.RunSettings;
import kpnative.train.Training;
import kpnative.train.TrainingListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recipe of your own is a YAML file that states what differs from another. {@code kp recipes}
 * lists those in the jar, and {@code defaults.yaml} explains every key.
 */
class Tutorial07OwnRecipeTest {
  private static final String SMALL =
      """
      extends: face68/quick          # everything that is not said here
      description: 68 points in a 32 x 32 crop
      input: {height: 32, width: 32}
      network:
        channels: [16, 32, 64]       # a list replaces the other recipe's list
        blocks: [0, 1, 1]
        head: {channels: [32]}
      train: {max_minutes: 0, epochs: 4, batch: 8, lr: 5e-3, ema: 0}
      data: {workers: 1}
      """;

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("small.yaml"), SMALL);
  }

  /** What the file does not say is as in the recipe that it extends. */
  @Test
  void aFileStatesWhatDiffers() throws IOException {
    Recipe quick = Recipes.load("face68/quick", List.of());

    // tag::load
    Recipe small = Recipes.load(file.toString(), List.of()); // small.yaml
    // end::load

    assertThat(small.name()).isEqualTo("small"); // the file's
    assertThat(small.input().width()).isEqualTo(32);
    assertThat(small.train().epochs()).isEqualTo(4);
    assertThat(small.augment()).isEqualTo(quick.augment());
    assertThat(small.loss()).isEqualTo(quick.loss());
    assertThat(small.train().schedule()).isEqualTo(quick.train().schedule());
  }

  /** For a value that changes from run to run there is {@code --set}, which goes over the file. */
  @Test
  void aSingleValueIsSetOverTheFile() throws IOException {
    Recipe recipe = Recipes.load(file.toString(), List.of("train.lr=1e-3", "train.seed=7"));

    assertThat(recipe.train().optimizer().lr()).isEqualTo(1e-3);
    assertThat(recipe.train().seed()).isEqualTo(7);
    assertThat(recipe.train().epochs()).isEqualTo(4);
  }

  /**
   * The layers follow from the recipe; {@code kp summary} prints this table before any training.
   */
  @Test
  void theNetworkIsKnownBeforeItIsTrained() throws IOException {
    LayerTable small = table(Recipes.load(file.toString(), List.of()));
    LayerTable quick = table(Recipes.load("face68/quick", List.of()));

    assertThat(small.parameters()).isLessThan(quick.parameters() / 5);
    assertThat(small.multiplyAdds()).isLessThan(quick.multiplyAdds() / 20);
    assertThat(small.rows().get(small.rows().size() - 1).kind()).isEqualTo("soft-argmax");
  }

  /** A mistake is named before anything is loaded: where it is, and what was probably meant. */
  @Test
  void mistakesAreNamed() throws IOException {
    mistake("train: {epoch: 4}\n", ":2: unknown key 'train.epoch': did you mean 'train.epochs'?");
    mistake("loss: {kind: wings}\n", "did you mean 'wing'?");
    mistake("train: {lr: -1}\n", ":2: train.lr must be");
    // possible each for itself, but not together: four stages halve the input four times
    mistake("input: {height: 40, width: 40}\n", "network must fit an input of 40 x 40");
    mistake("augment: {flip: {p: 2}}\n", "augment.flip.p must be");
  }

  /** What a run did is in its folder: the same recipe, complete, which trains the same again. */
  @Test
  void aRunKeepsItsRecipe() throws IOException {
    Recipe recipe = Recipes.load(file.toString(), List.of());
    List<EpochMetrics> epochs = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epochDone(EpochMetrics metrics, boolean best) {
            epochs.add(metrics);
          }
        };
    RunSettings settings =
        new RunSettings(Version.current(), List.of("synthetic:60"), "", "cpu", 1);
    Path runs = folder.resolve("run");

    Training.start(recipe, settings, Optional.of(runs), listener, () -> false);

    assertThat(epochs).hasSize(4);
    assertThat(epochs.get(3).trainLoss()).isLessThan(epochs.get(0).trainLoss()); // it learns
    assertThat(Run.open(runs).recipe()).isEqualTo(recipe);
    // config.yaml is itself a recipe, for a training that begins where this one is understood
    Path config = Run.open(runs).config();
    assertThat(Recipes.load(config.toString(), List.of())).isEqualTo(recipe);
  }

  private void mistake(String line, String message) throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "extends: face68/quick\n" + line);
    assertThatThrownBy(() -> Recipes.load(wrong.toString(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static LayerTable table(Recipe recipe) {
    return LayerTable.of(recipe.graph(KeypointSchema.IBUG68));
  }
}
