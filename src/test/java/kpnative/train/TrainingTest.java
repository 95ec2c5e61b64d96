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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Complete trainings: the files and notes of a run. */
class TrainingTest {
  @TempDir Path temp;

  @Test
  void theListOfASplitIsKeptByItsAbsolutePath() throws IOException {
    Path faces = AnnotatedPictures.write(temp.resolve("faces"), 6);
    Path list = Files.writeString(temp.resolve("list.txt"), "1\n4.png\n");
    Path relative = Path.of("").toAbsolutePath().relativize(list.toAbsolutePath());
    Recipe recipe =
        TinyTraining.recipe(
            "data.split.by=list", "data.split.list='" + relative + "'", "train.epochs=1");
    RunSettings settings =
        new RunSettings(Version.current(), List.of("pts:" + faces), "", "cpu", 1);

    Training.Outcome outcome =
        Training.start(
            recipe,
            settings,
            Optional.of(temp.resolve("run")),
            new TrainingListener() {},
            () -> false);

    assertThat(outcome.run().recipe().data().split().list())
        .isEqualTo(list.toAbsolutePath().normalize().toString());
  }

  @Test
  void aResumedRunNotesWhereItResumes() throws IOException {
    Path run = temp.resolve("run");
    List<String> notes = new ArrayList<>();
    Training.start(
        TinyTraining.recipe(),
        TinyTraining.SETTINGS,
        Optional.of(run),
        noting(notes),
        () -> true); // at once

    Training.resume(run, noting(notes), () -> false);

    assertThat(notes).filteredOn(line -> line.startsWith("resumed after epoch 0, step")).hasSize(1);
  }

  @Test
  void aRunKilledBeforeItsFirstSaveSaysThatItStartsOver() throws IOException {
    Path run = temp.resolve("run");
    Run.create(run, TinyTraining.recipe("train.epochs=1"), TinyTraining.SETTINGS);
    List<String> notes = new ArrayList<>();

    Training.resume(run, noting(notes), () -> false);

    assertThat(notes).contains("no state had been saved yet: starting over");
  }

  private static TrainingListener noting(List<String> notes) {
    return new TrainingListener() {
      @Override
      public void note(String line) {
        notes.add(line);
      }
    };
  }
}
