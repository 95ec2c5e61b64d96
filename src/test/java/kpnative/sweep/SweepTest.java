package kpnative.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import kpnative.train.RunSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SweepTest {
  @TempDir Path folder;

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("mine.yaml"), yaml);
  }

  private Sweep sweep(String yaml) throws IOException {
    return Sweeps.load(file(yaml).toString(), List.of());
  }

  private static List<String> labels(Sweep sweep) {
    return sweep.runs().stream().map(SweepRun::label).toList();
  }

  @ParameterizedTest
  @MethodSource("kpnative.sweep.Sweeps#names")
  void eachSweepInTheJarHasRunsAndSaysWhatItIs(String name) throws IOException {
    Sweep sweep = Sweeps.load(name, List.of());
    assertThat(sweep.runs()).hasSizeGreaterThan(1);
    assertThat(sweep.axes()).isNotEmpty();
    assertThat(sweep.description()).isNotBlank();
    assertThat(sweep.name()).isEqualTo(name);
  }

  @Test
  void aGridIsEveryCombinationAndTheLastKeyChangesFastest() throws IOException {
    Sweep sweep = Sweeps.load("nose-grid", List.of());
    assertThat(labels(sweep))
        .containsExactly(
            "lr 0.001, channels 12-24-32",
            "lr 0.001, channels 24-28-32",
            "lr 0.005, channels 12-24-32",
            "lr 0.005, channels 24-28-32");
    assertThat(sweep.axes())
        .containsEntry("train.lr", List.of("0.001", "0.005"))
        .containsEntry("network.channels", List.of("[12, 24, 32]", "[24, 28, 32]"));
    Recipe last = sweep.runs().get(3).load();
    assertThat(last.train().optimizer().lr()).isEqualTo(5e-3);
    assertThat(last).isEqualTo(Recipes.load("nose/cnn-12-24-32", sweep.runs().get(3).set()));
  }

  @Test
  void theKernelsAreThoseOfTheFourBaselines() throws IOException {
    Sweep sweep = Sweeps.load("kernels", List.of());
    for (int i = 0; i < 4; i++) {
      Recipe own = Recipes.load("face58/baseline-" + (3 + 2 * i), List.of());
      Recipe run = sweep.runs().get(i).load();
      assertThat(run.network()).isEqualTo(own.network());
      assertThat(run.train()).isEqualTo(own.train());
    }
    assertThat(sweep.reference().columns().get("validation loss"))
        .containsEntry("kernels 7", "2.72e-4");
  }

  @Test
  void aGridMayBeOverTheRecipeItself() throws IOException {
    Sweep sweep =
        Sweeps.grid(
            "nose/conv2",
            List.of("train.epochs=2"),
            List.of("recipe=nose/simple, nose/deeper", "train.lr=1e-3,1e-4"));
    assertThat(labels(sweep))
        .containsExactly(
            "nose-simple, lr 0.001",
            "nose-simple, lr 1e-4",
            "nose-deeper, lr 0.001",
            "nose-deeper, lr 1e-4");
    assertThat(sweep.runs().get(2).load().name()).isEqualTo("nose/deeper");
    assertThat(sweep.runs().get(2).load().train().epochs()).isEqualTo(2);
    assertThat(sweep.axes()).containsEntry("recipe", List.of("nose/simple", "nose/deeper"));
  }

  @Test
  void aListedRunMayHaveItsOwnRecipeAndValues() throws IOException {
    Sweep sweep =
        sweep(
            """
            recipe: nose/conv2
            set: {train.epochs: 3}
            runs:
              - label: as it is
              - label: deeper
                recipe: nose/conv3
                set: [train.lr=1e-4]
            """);
    assertThat(sweep.name()).isEqualTo("mine");
    assertThat(sweep.axes())
        .containsEntry("recipe", List.of("nose/conv2", "nose/conv3"))
        .containsEntry("train.lr", List.of("0.001", "1e-4"))
        .doesNotContainKey("train.epochs");
    assertThat(sweep.runs().get(1).load().train().epochs()).isEqualTo(3);
  }

  @Test
  void theCommandsChangesOverrideTheFilesAndARunsOwnOverrideThem() throws IOException {
    Path file =
        file("recipe: nose/conv2\nset: {train.epochs: 3}\ngrid: {train.lr: [1e-3, 1e-4]}\n");
    Sweep sweep = Sweeps.load(file.toString(), List.of("train.epochs=4", "train.lr=1"));
    assertThat(sweep.runs().get(0).load().train().epochs()).isEqualTo(4);
    assertThat(sweep.runs().get(1).load().train().optimizer().lr()).isEqualTo(1e-4);
  }

  @Test
  void aRecipeFileIsFoundBesideTheSweeps() throws IOException {
    Files.writeString(folder.resolve("own.yaml"), "extends: nose/conv2\ntrain: {epochs: 7}\n");
    Sweep sweep = sweep("grid: {recipe: [own.yaml, nose/conv3]}\n");
    assertThat(sweep.runs().get(0).load().train().epochs()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          recipe: nose/conv2\\ngird: {train.lr: [1]} | mine.yaml:2: unknown key 'gird': did you mean 'grid'?
          recipe: nose/conv2\\ngrid:\\n  train.lr: [1e-3, much] | mine.yaml:3: --set train.lr=much: train.lr must be a number
          recipe: nose/conv2\\ngrid:\\n  train.rl: [1] | mine.yaml:3: --set train.rl=1: unknown key 'train.rl': did you mean 'train.lr'?
          recipe: nose/conv2\\ngrid:\\n  train.lr: 1 | mine.yaml:3: train.lr must be a list of values
          recipe: nose/conv9\\ngrid: {train.lr: [1]} | unknown recipe 'nose/conv9'
          recipe: nose/conv2 | mine.yaml: a sweep must have either grid or runs
          runs:\\n  - {label: a}\\n  - {label: a} | label 'a' appears twice
          runs:\\n  - {label: a}\\n  - {label: b, sets: {}} | mine.yaml:3: unknown key 'runs[1].sets': did you mean 'set'?
          runs:\\n  - {label: "a/b"} | mine.yaml:2: label must consist of
          runs: [{label: a}]\\nreference:\\n  runs: {b: {loss: 1}} | reference names 'b', but the runs are [a]
          """)
  void aMistakeIsReportedWithItsLine(String yaml, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sweep(yaml.replace("\\n", "\n")))
        .withMessageContaining(message);
  }

  @Test
  void anUnknownSweepIsReportedWithTheNearest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sweeps.load("nose-gird", List.of()))
        .withMessageStartingWith("unknown sweep 'nose-gird': did you mean 'nose-grid'?");
  }

  @Test
  void aGridOfTooManyRunsIsRefused() {
    String many = "1,2,3,4,5,6,7,8,9,10,11";
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Sweeps.grid(
                    "nose/conv2",
                    List.of(),
                    List.of("train.epochs=" + many, "train.batch=" + many, "train.seed=" + many)))
        .withMessageContaining("at most 1000 runs");
  }

  @Test
  void aRecipeThatDoesNotFitTheDataIsReportedBeforeAnyRun() throws IOException {
    Sweep sweep =
        Sweeps.grid("nose/conv2", List.of(), List.of("keypoints=[nose_tip],[left_pupil]"));
    RunSettings settings = new RunSettings("0", List.of("synthetic:20"), "", "cpu", 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sweep.check(settings, line -> {}))
        .withMessageStartingWith("run 'keypoints left_pupil': ")
        .withMessageContaining("has no group 'left_pupil'");
  }
}
