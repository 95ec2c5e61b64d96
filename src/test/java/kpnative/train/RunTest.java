package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kpnative.recipe.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunTest {
  private static final RunSettings SETTINGS =
      new RunSettings("1", List.of("pts:/a", "synthetic:7"), "/x.txt", "cuda:1", 3);

  @TempDir Path folder;

  @Test
  void anOpenedRunKnowsItsRecipeAndSettings() throws IOException {
    Recipe recipe = TinyTraining.recipe();
    Path made = Run.create(folder.resolve("run"), recipe, SETTINGS).folder();

    Run run = Run.open(made);
    assertThat(run.recipe()).isEqualTo(recipe);
    assertThat(run.settings()).isEqualTo(SETTINGS);
  }

  @Test
  void anEmptyFolderIsTaken() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThat(Run.create(empty, TinyTraining.recipe(), SETTINGS).config()).exists();
  }

  @Test
  void aFolderWithAnythingInItIsLeftAlone() throws IOException {
    Path full = Files.createDirectory(folder.resolve("full"));
    Path mine = Files.writeString(full.resolve("mine.txt"), "mine");

    assertThatThrownBy(() -> Run.create(full, TinyTraining.recipe(), SETTINGS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(full.toString())
        .hasMessageContaining("--out");
    assertThat(full).isDirectoryContaining(p -> p.equals(mine));
    assertThat(full.toFile().list()).hasSize(1);
  }

  @Test
  void aFileIsNotOverwritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");

    assertThatThrownBy(() -> Run.create(file, TinyTraining.recipe(), SETTINGS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
    assertThat(file).hasContent("mine");
  }

  @Test
  void runsOfARecipeAreNumberedFromOne() throws IOException {
    Recipe recipe = TinyTraining.recipe();

    assertThat(Run.createIn(folder, recipe, SETTINGS).folder())
        .isEqualTo(folder.resolve("nose-cnn-12-24-32-1"));
    assertThat(Run.createIn(folder, recipe, SETTINGS).folder())
        .isEqualTo(folder.resolve("nose-cnn-12-24-32-2"));
    Files.writeString(folder.resolve("nose-cnn-12-24-32-3"), "a file");
    assertThat(Run.createIn(folder, recipe, SETTINGS).folder())
        .isEqualTo(folder.resolve("nose-cnn-12-24-32-4"));
  }

  @Test
  void anotherFolderIsNoRun() {
    assertThatThrownBy(() -> Run.open(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not a run");
  }

  @Test
  void damagedSettingsAreReportedWithTheirFile() throws IOException {
    Run run = Run.create(folder.resolve("run"), TinyTraining.recipe(), SETTINGS);
    Files.writeString(run.settingsFile(), "version: 1\nthreads: many\n");

    assertThatThrownBy(run::settings)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(run.settingsFile().toString());
  }

  @Test
  void linesOfLaterEpochsAndIncompleteLinesAreDropped() throws IOException {
    Run run = Run.create(folder.resolve("run"), TinyTraining.recipe(), SETTINGS);
    for (int epoch = 1; epoch <= 3; epoch++) {
      run.append(new EpochMetrics(epoch, 1, 2, 3, 4, 5, 6, 7, 8));
    }
    List<String> whole = Files.readAllLines(run.metrics());
    Files.writeString(run.metrics(), String.join("\n", whole) + "\n2,1.0");

    run.keepMetrics(2);

    assertThat(Files.readAllLines(run.metrics())).isEqualTo(whole.subList(0, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {".lock", "log.txt", "metrics.csv", "profile.csv"})
  void nothingIsWrittenThroughALinkInAFolderFromElsewhere(String name) throws IOException {
    Run run = Run.create(folder.resolve("run"), TinyTraining.recipe(), SETTINGS);
    Path mine = Files.writeString(folder.resolve("mine"), "mine");
    Path link = run.folder().resolve(name);
    Files.deleteIfExists(link);
    for (Path target : List.of(mine, folder.resolve("absent"))) {
      Files.createSymbolicLink(link, target);

      assertThatThrownBy(() -> write(run, name))
          .isInstanceOf(IOException.class)
          .hasMessage(
              link + ": expected a file, got a link, through which nothing is written; remove it");
      Files.delete(link);
    }
    assertThat(mine).hasContent("mine");
    assertThat(folder.resolve("absent")).doesNotExist();
  }

  private static void write(Run run, String name) throws IOException {
    switch (name) {
      case ".lock" -> run.lock().close();
      case "log.txt" -> run.log("a line");
      case "metrics.csv" -> run.append(new EpochMetrics(1, 1, 2, 3, 4, 5, 6, 7, 8));
      default -> run.append(StepProfile.NONE, 1);
    }
  }
}
