package kpnative.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorSpec;
import kpnative.network.HeadSpec;
import kpnative.network.NetworkSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsRecipeTest {
  private static final String FREE = "train.pretrained=builtin:free";

  @TempDir Path folder;

  private DetectorSpec spec;

  @BeforeEach
  void theModelIsInTheBuild() throws IOException {
    assumeTrue(BuiltInModel.free().isPresent(), "this build has no model builtin:free");
    spec = BuiltInModel.free().read().spec();
  }

  @Test
  void whatTheRecipeDoesNotSayIsTheDetectors() throws IOException {
    Recipe recipe = Recipes.load("finetune", List.of(FREE));

    assertThat(recipe.network()).isEqualTo(spec.network());
    assertThat(recipe.input()).isEqualTo(spec.input());
    assertThat(recipe.codec()).isEqualTo(spec.codec());
    assertThat(recipe.loss().kind()).isEqualTo(LossSettings.Kind.DSNT);
  }

  @Test
  void whatTheRecipeSaysStands() throws IOException {
    Recipe recipe = Recipes.load("face68/best", List.of(FREE));

    assertThat(recipe.network()).isNotEqualTo(spec.network());
    assertThat(recipe.input().width()).isEqualTo(128);
  }

  @Test
  void anotherHeadStandsOnTheDetectorsEncoder() throws IOException {
    Recipe recipe =
        Recipes.load(
            "finetune", List.of(FREE, "network.head={type: fc, hidden: []}", "loss.kind=wing"));

    NetworkSpec.Residual own = (NetworkSpec.Residual) recipe.network();
    assertThat(own.channels()).isEqualTo(((NetworkSpec.Residual) spec.network()).channels());
    assertThat(own.head()).isEqualTo(new HeadSpec.FullyConnected(List.of()));
  }

  @Test
  void aRecipeThatWasWrittenDownIsReadAsItIs() throws IOException {
    Recipe recipe = Recipes.load("finetune", List.of(FREE, "input.width=64"));

    assertThat(Recipes.parse(recipe.toYaml())).isEqualTo(recipe);
  }

  @Test
  void weightsThatAreNotThereAreLeftToTheTraining() throws IOException {
    Path absent = folder.resolve("none.safetensors");

    assertThat(Recipes.load("face68/fast", List.of("train.pretrained=" + absent)).network())
        .isEqualTo(Recipes.load("face68/fast", List.of()).network());
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Path damaged = Files.write(folder.resolve("w.safetensors"), new byte[40]);

    assertThatThrownBy(() -> Recipes.load("finetune", List.of("train.pretrained=" + damaged)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(damaged.toString());
  }
}
