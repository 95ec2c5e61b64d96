package kpnative.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kpnative.crop.BoxRule;
import kpnative.data.SplitRule;
import kpnative.data.load.Transfer;
import kpnative.network.HeadSpec;
import kpnative.network.NetworkSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeLoadTest {
  @TempDir Path folder;

  @Test
  void setsOverrideTheRecipe() throws IOException {
    Recipe r =
        Recipes.load(
            "nose/cnn-12-24-32",
            List.of(
                "train.lr=5e-3",
                "train.epochs=3",
                "train.seed=12345678901",
                "train.flip_test=true",
                "train.schedule.kind=Cosine",
                "loss.kind=SMOOTH_L1",
                "data.split.by=fraction",
                "data.split.list=fold 1.txt",
                "data.on_error=skip",
                "data.transfer=uint8",
                "box.from=points",
                "codec.origin=0.5",
                "network.channels=[24, 28, 32]",
                "network.kernels=3",
                "description='one: two'",
                " keypoints = [ all ]"));
    assertThat(r.train().optimizer().lr()).isEqualTo(5e-3);
    assertThat(r.train().epochs()).isEqualTo(3);
    assertThat(r.train().seed()).isEqualTo(12345678901L);
    assertThat(r.train().flipTest()).isTrue();
    assertThat(r.train().schedule().kind()).isEqualTo(ScheduleSettings.Kind.COSINE);
    assertThat(r.loss().kind()).isEqualTo(LossSettings.Kind.SMOOTH_L1);
    assertThat(r.data().split())
        .isEqualTo(
            new SplitRule(SplitRule.By.FRACTION, 0.1, 32, "fold 1.txt", SplitRule.Names.TRUST));
    assertThat(r.data().onError()).isEqualTo(DataSettings.OnError.SKIP);
    assertThat(r.data().transfer()).isEqualTo(Transfer.UINT8);
    assertThat(r.box().from()).isEqualTo(BoxRule.From.POINTS);
    assertThat(r.codec().origin()).isEqualTo(0.5);
    assertThat(((NetworkSpec.Cnn) r.network()).channels()).containsExactly(24, 28, 32);
    assertThat(((NetworkSpec.Cnn) r.network()).kernels()).containsExactly(3);
    assertThat(r.description()).isEqualTo("one: two");
    assertThat(r.keypoints()).containsExactly("all");
  }

  @Test
  void theLastOfTwoSetsWins() throws IOException {
    Recipe r = Recipes.load("nose/conv2", List.of("train.epochs=3", "train.epochs=4"));
    assertThat(r.train().epochs()).isEqualTo(4);
  }

  @Test
  void aWholeNumberIsReadAsAFraction() throws IOException {
    assertThat(Recipes.load("nose/conv2", List.of("train.max_minutes=2")).train().maxMinutes())
        .isEqualTo(2.0);
  }

  @Test
  void anotherTypeReplacesTheWholeNetwork() throws IOException {
    String residual =
        "network={type: residual, channels: [8, 16], blocks: 1, head: {type: fc, hidden: [4]}}";
    assertThat(Recipes.load("nose/conv2", List.of(residual, "network.blocks=2")).network())
        .isEqualTo(
            new NetworkSpec.Residual(
                List.of(8, 16), List.of(2), new HeadSpec.FullyConnected(List.of(4))));
  }

  @Test
  void theSameTypeKeepsTheRestOfTheNetwork() throws IOException {
    Recipe r = Recipes.load("nose/conv2", List.of("network={type: cnn, hidden: [10]}"));
    assertThat(((NetworkSpec.Cnn) r.network()).channels()).containsExactly(12, 24);
    assertThat(((NetworkSpec.Cnn) r.network()).hidden()).containsExactly(10);
  }

  @Test
  void aFileIsOverlaidOnTheDefaults() throws IOException {
    Recipe r = Recipes.load(file("my own.yaml", "train: {epochs: 7}\n").toString(), List.of());
    assertThat(r.name()).isEqualTo("my-own");
    assertThat(r.train().epochs()).isEqualTo(7);
    assertThat(r.train().batch()).isEqualTo(32);
  }

  @Test
  void aFileMayExtendABuiltInRecipe() throws IOException {
    Path own = file("my.yaml", "extends: face68/quick\ndescription: d\ntrain:\n  batch: 8\n");
    Recipe r = Recipes.load(own.toString(), List.of("train.ema=0"));
    Recipe quick = Recipes.load("face68/quick", List.of("train.batch=8", "train.ema=0"));
    assertThat(r.name()).isEqualTo("my");
    assertThat(r.description()).isEqualTo("d");
    assertThat(r.network()).isEqualTo(quick.network());
    assertThat(r.train()).isEqualTo(quick.train());
  }

  @Test
  void aFileMayExtendAFileBesideIt() throws IOException {
    file("base.yaml", "extends: nose/conv3\ntrain: {epochs: 2}\n");
    Path own = file("mine.yaml", "extends: base.yaml\nname: x/y\n");
    Recipe r = Recipes.load(own.toString(), List.of());
    assertThat(r.name()).isEqualTo("x/y");
    assertThat(r.train().epochs()).isEqualTo(2);
    assertThat(r.network()).isEqualTo(Recipes.load("nose/conv3", List.of()).network());
  }

  @Test
  void anEmptyFileIsTheDefaults() throws IOException {
    Recipe r = Recipes.load(file("empty.yaml", "# nothing\n").toString(), List.of());
    assertThat(r.train().epochs()).isEqualTo(25);
  }

  @Test
  void aWrittenRecipeIsAFileToTrainFrom() throws IOException {
    Recipe r = Recipes.load("face58/bignet", List.of("train.seed=9"));
    assertThat(Recipes.load(file("config.yaml", r.toYaml()).toString(), List.of())).isEqualTo(r);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
