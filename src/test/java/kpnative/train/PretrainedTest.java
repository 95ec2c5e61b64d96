package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kpnative.infer.BuiltInModel;
import kpnative.keypoints.KeypointSchema;
import kpnative.network.NetworkGraph;
import kpnative.network.TorchModule;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import kpnative.recipe.TrainSettings;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PretrainedTest {
  private static final String SMALL =
      "network={type: resnet, depth: 18, width: 2, head: {type: fc, hidden: []}}";

  private static final KeypointSchema SCHEMA = KeypointSchema.IBUG68;

  @TempDir Path folder;

  private final List<String> notes = new ArrayList<>();

  private static Recipe recipe(String... more) throws IOException {
    List<String> sets = new ArrayList<>(List.of(SMALL, "input.channels=gray"));
    sets.addAll(
        List.of("input.mean=0.5", "input.deviation=1", "input.height=32", "input.width=32"));
    sets.addAll(List.of(more));
    return Recipes.load("face68/resnet18-frozen", sets);
  }

  private static NetworkGraph graph(Recipe recipe) {
    return recipe.graph(SCHEMA);
  }

  /** {@return a weight file for the recipe's network} */
  private Path weights(Recipe recipe) throws IOException {
    try (TorchModule module = new TorchModule(graph(recipe), 5)) {
      Map<String, TensorData> state = new LinkedHashMap<>(module.state());
      Path file = folder.resolve("weights.safetensors");
      SafetensorsFile.write(file, state, Map.of());
      return file;
    }
  }

  @Test
  void withoutAFileANoteNamesTheWantedWeightsAndTheirSource() throws IOException {
    Recipe r = recipe();

    assertThat(Pretrained.of(r, SCHEMA, notes::add)).isEmpty();
    assertThat(notes)
        .singleElement()
        .asString()
        .startsWith("training from scratch with nothing frozen: the recipe was written for")
        .contains("https://download.pytorch.org/models/resnet18-f37072fd.pth");
  }

  @Test
  void aRecipeThatWantsNoWeightsNotesNothing() throws IOException {
    Recipe r = recipe("train.wants=''");

    assertThat(Pretrained.of(r, SCHEMA, notes::add)).isEmpty();
    assertThat(notes).isEmpty();
  }

  @Test
  void loadedAndUnusedTensorsAreNoted() throws IOException {
    Recipe r = recipe();
    Path file = weights(r);
    Recipe with = recipe("train.pretrained=" + file);

    assertThat(Pretrained.of(with, SCHEMA, notes::add).orElseThrow().weights().fresh()).isEmpty();
    assertThat(notes.get(0)).contains("is not resnet18-f37072fd.pth").contains("SHA-256");
    assertThat(notes.get(1)).startsWith("starting from 102 tensors of ").endsWith("unused: none");
  }

  @Test
  void aFileOfAnotherBackboneIsRefusedWithItsPath() throws IOException {
    Path file = weights(recipe());
    Recipe wide = recipe("train.pretrained=" + file, SMALL.replace("width: 2", "width: 3"));

    assertThatThrownBy(() -> Pretrained.of(wide, SCHEMA, notes::add))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            file + ": the weights are for another backbone: conv1.weight needs [3,");
  }

  @Test
  void theLastLayerOfOtherKeypointsIsNewAlsoWhereItsShapeFits() throws IOException {
    BuiltInModel model = BuiltInModel.free();
    assumeTrue(model.isPresent(), "this build has no model builtin:free");
    Recipe r = Recipes.load("finetune", List.of("train.pretrained=builtin:free"));

    assertThat(fresh(r, SCHEMA)).isEmpty();
    assertThat(fresh(r, KeypointSchema.IMM58)).containsExactly("head.weight");
    Recipe nose =
        Recipes.load("finetune", List.of("train.pretrained=builtin:free", "keypoints=[nose_tip]"));
    assertThat(fresh(nose, SCHEMA)).containsExactly("head.weight");
    assertThat(fresh(nose, KeypointSchema.IMM_FRONTAL73)).containsExactly("head.weight");
  }

  @Test
  void aDecoderThatTheWeightsLackIsTrainedAsTheLastLayerIs() throws IOException {
    assumeTrue(BuiltInModel.free().isPresent(), "this build has no model builtin:free");
    Recipe r =
        Recipes.load(
            "finetune",
            List.of(
                "train.pretrained=builtin:free",
                "network.head={type: fc, hidden: [32]}",
                "loss={kind: wing}",
                "train.parts.decoder={thaw: 0.5, rate: 0.1, statistics: kept}",
                "train.epochs=1",
                "train.samples_per_epoch=8",
                "data.synthetic=12"));

    Path run = folder.resolve("run");
    Training.start(
        r, TinyTraining.SETTINGS, Optional.of(run), new TrainingListener() {}, () -> false);

    TrainSettings trained = Run.open(run).recipe().train();
    assertThat(trained.parts().decoder().thaw()).isZero();
    assertThat(trained.parts().decoder().rate()).isEqualTo(1);
    assertThat(trained.parts().encoder()).isEqualTo(r.train().parts().encoder());
  }

  private List<String> fresh(Recipe recipe, KeypointSchema schema) throws IOException {
    return Pretrained.of(recipe, schema, notes::add).orElseThrow().weights().fresh();
  }

  @Test
  void aFileThatIsNotThereLeavesNoRun() throws IOException {
    Recipe r = recipe("train.pretrained=" + folder.resolve("none.pth"), "data.synthetic=12");
    Path run = folder.resolve("run");

    assertThatThrownBy(
            () ->
                Training.start(
                    r,
                    TinyTraining.SETTINGS,
                    Optional.of(run),
                    new TrainingListener() {},
                    () -> false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.pth");
    assertThat(run).doesNotExist();
  }

  @Test
  void aTrainingStartsFromPretrainedWeights() throws IOException {
    Path file = weights(recipe());
    Recipe r =
        recipe(
            "train.pretrained=" + file,
            "train.epochs=1",
            "train.batch=8",
            "train.lr=1e-9",
            "data.synthetic=12",
            "augment.color.p=0");

    Path run = folder.resolve("run");
    Training.start(
        r, TinyTraining.SETTINGS, Optional.of(run), new TrainingListener() {}, () -> false);

    Map<String, TensorData> began = SafetensorsFile.read(file).tensors();
    Map<String, TensorData> ended =
        SafetensorsFile.read(run.resolve("weights/last.safetensors")).tensors();
    assertThat(ended.get("conv1.weight")).isEqualTo(began.get("conv1.weight")); // frozen
    assertThat(Files.readString(run.resolve("log.txt"))).contains("starting from 102 tensors of ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"research", "free"})
  void aTrainingFromABuiltInModelNotesItsTermsFirst(String name) throws IOException {
    Recipe r = Recipes.load("face68/fast", List.of("train.pretrained=builtin:" + name));
    BuiltInModel model = BuiltInModel.named(name);

    if (model.isPresent()) {
      assertThat(Pretrained.of(r, SCHEMA, notes::add).orElseThrow().weights().fresh()).isEmpty();
      assertThat(notes).hasSize(2).first().isEqualTo(model.notice().get(0));
      assertThat(notes.get(1)).contains(" tensors of builtin:" + name + ";");
    } else {
      assertThatThrownBy(() -> Pretrained.of(r, SCHEMA, notes::add))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("kpnative/model/" + name + ".safetensors is not in this build");
    }
  }

  @Test
  void aRunRemembersWhichBuiltInModelItStartedFrom() throws IOException {
    Recipe r = Recipes.load("face68/fast", List.of("train.pretrained=builtin")).absolute();

    assertThat(r.train().pretrained()).isEqualTo(BuiltInModel.ofJar().name()).contains(":");
    assertThat(r.absolute()).isEqualTo(r);
  }
}
