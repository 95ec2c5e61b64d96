package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kpnative.natives.NativeRuntime;
import kpnative.recipe.Recipes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code recipes}, {@code summary}, {@code doctor} and {@code train --print-config}. */
class ReadOnlyCommandsTest {
  @Test
  void recipesListsOneRecipePerLine() {
    CommandRun run = CommandRun.of("recipes");

    assertThat(run.exit()).isZero();
    assertThat(run.out().lines().map(line -> line.split(" ")[0]))
        .containsExactlyElementsOf(Recipes.names());
  }

  @ParameterizedTest
  @CsvSource({
    "nose/cnn-12-24-32, '129,842'",
    "face58/deep6, '10,458,996'",
  })
  void summaryCountsTheParametersOfTheOriginals(String recipe, String parameters) {
    CommandRun run = CommandRun.of("summary", recipe);

    assertThat(run.exit()).isZero();
    assertThat(run.out().lines().reduce((first, last) -> last))
        .hasValueSatisfying(total -> assertThat(total).startsWith("total").contains(parameters));
  }

  @ParameterizedTest
  @CsvSource({"nose/smallnet, 560", "face58/bignet, 2448", "face58/baseline-7, 8960"})
  void summaryShowsTheInputsOfTheFirstConnectedLayer(String recipe, String inputs) {
    assertThat(CommandRun.of("summary", recipe).out())
        .containsPattern("fc1 +linear " + inputs + "-");
  }

  @Test
  void summaryTakesAnotherCountOfKeypoints() {
    assertThat(CommandRun.of("summary", "face58/bignet", "--keypoints", 73).out())
        .contains("-146 ");
  }

  @Test
  void summaryNeedsNoNativeLibrary(@TempDir Path folder) throws Exception {
    CommandRun run =
        CommandRun.inOwnProcess(withoutNatives(folder), "summary", "nose/cnn-12-24-32");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("129,842");
  }

  @Test
  void doctorShowsWhatWouldBeUsed() {
    CommandRun run = CommandRun.of("doctor", "--device", "cpu", "--threads", 1);

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("org.bytedeco:pytorch", "oneDNN", NativeRuntime.cacheRoot().toString())
        .containsPattern("device +cpu")
        .containsPattern("threads per operation +1");
  }

  @Test
  void doctorReportsWhyTheNativeLibrariesCannotBeLoaded(@TempDir Path folder) throws Exception {
    CommandRun run = CommandRun.inOwnProcess(withoutNatives(folder), "doctor");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out())
        .contains("Java and machine", "PROBLEM: the native libraries cannot be loaded: ")
        .contains(NativeRuntime.CACHE_PROPERTY)
        .doesNotContain("\tat ");
  }

  @Test
  void teachersAreOneListHoweverTheyAreGiven() {
    CommandRun run =
        CommandRun.of(
            "train",
            "--teacher",
            "a.safetensors",
            "builtin:free",
            "--teacher=b c.safetensors",
            "--unlabelled",
            "photographs",
            "--print-config");
    assertThat(Recipes.parse(run.out()).train().teacher().from())
        .containsExactly("a.safetensors", "builtin:free", "b c.safetensors");
  }

  @Test
  void whatPrintConfigPrintsIsARecipe() throws Exception {
    CommandRun run =
        CommandRun.of("train", "--recipe", "nose/conv2", "--seed", 7, "--print-config");

    assertThat(Recipes.parse(run.out()))
        .isEqualTo(Recipes.load("nose/conv2", List.of("train.seed=7")));
  }

  private static List<String> withoutNatives(Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    return List.of("-D" + NativeRuntime.CACHE_PROPERTY + "=" + file.resolve("cache"));
  }
}
