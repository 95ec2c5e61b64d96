package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kpnative.data.UnreadablePictures;
import kpnative.recipe.Recipe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingPictureCacheTest {
  private static final int FACES = 10;

  @TempDir Path folder;
  private Path data;
  private int runs;

  @BeforeEach
  void pictures() throws IOException {
    data = AnnotatedPictures.write(folder.resolve("faces"), FACES);
  }

  private Path file() {
    return data.resolve(".kp-native-gray.pictures");
  }

  /** The notes of a training about its pictures, before its first step. */
  private List<String> notes(String... sets) throws IOException {
    return train("notes" + runs++, sets);
  }

  private List<String> train(String run, String... sets) throws IOException {
    List<String> notes = new ArrayList<>();
    Training.start(
        TinyTraining.recipe(sets),
        new RunSettings("1", List.of("pts:" + data), "", "cpu", 1),
        Optional.of(folder.resolve(run)),
        new TrainingListener() {
          @Override
          public void note(String line) {
            notes.add(line);
          }
        },
        () -> false);
    return notes;
  }

  private TrainingPictureCache.Prepared prepare(List<String> notes) throws IOException {
    return TrainingPictureCache.prepare(
        TinyTraining.recipe(),
        List.of("pts:" + data),
        Optional.empty(),
        (d, a) -> {},
        notes::add,
        UnreadablePictures.leftOut(notes::add));
  }

  @Test
  void weightsAreTheSameWhereverPicturesAreKept() throws IOException {
    train("none", "data.cache=none", "train.epochs=2");
    train("memory", "data.cache=memory", "train.epochs=2");
    train("file", "data.cache=file", "train.epochs=2");
    byte[] plain = weights("none");

    assertThat(weights("memory")).isEqualTo(plain);
    assertThat(weights("file")).isEqualTo(plain);
  }

  /** The tensors only: the recipe in the file's metadata differs. */
  private byte[] weights(String run) throws IOException {
    byte[] all = Files.readAllBytes(folder.resolve(run).resolve("weights/last.safetensors"));
    int header = 0;
    for (int i = 3; i >= 0; i--) {
      header = (header << 8) | (all[i] & 0xff);
    }
    return Arrays.copyOfRange(all, 8 + header, all.length);
  }

  @Test
  void aFileIsWrittenOnceAndUsedByLaterRuns() throws IOException {
    assertThat(notes("data.cache=file", "train.epochs=1"))
        .contains("decoding 10 pictures into " + file(), "10 of 10 pictures decoded, in " + file());
    FileTime written = Files.getLastModifiedTime(file());

    assertThat(notes("data.cache=file", "train.epochs=1"))
        .contains("10 of 10 pictures decoded, in " + file())
        .noneMatch(line -> line.startsWith("decoding"));
    assertThat(Files.getLastModifiedTime(file())).isEqualTo(written);
  }

  @Test
  void aChangedPictureIsReportedInOneLine() throws IOException {
    prepare(new ArrayList<>());
    Files.setLastModifiedTime(data.resolve("4.png"), FileTime.fromMillis(12_345));
    List<String> notes = new ArrayList<>();
    TrainingPictureCache.Prepared again = prepare(notes);

    assertThat(notes)
        .containsExactly(
            file()
                + ": "
                + data.resolve("4.png")
                + " has changed since it was written; decoding 10 pictures again");
    assertThat(again.pictures()).isEqualTo(FACES);
    assertThat(again.seconds()).isPositive();
  }

  @Test
  void aDamagedFileIsReportedInOneLineAndReplaced() throws IOException {
    Files.writeString(file(), "no pictures");
    List<String> notes = new ArrayList<>();

    assertThat(prepare(notes).pictures()).isEqualTo(FACES);
    assertThat(notes).singleElement().asString().startsWith(file() + ": not a file of decoded");
    assertThat(prepare(notes).seconds()).isZero();
    assertThat(notes).hasSize(1);
  }

  @Test
  void aFileThatCannotBeWrittenLeavesThePicturesInMemory() throws IOException {
    Files.createDirectory(file()); // so that no file can be created there
    Files.createFile(file().resolve("inside"));

    assertThat(notes("data.cache=file", "train.epochs=1"))
        .anyMatch(
            line ->
                line.startsWith("cannot write " + file())
                    && line.endsWith("; pictures are kept in memory"));
  }

  @Test
  void paintedFacesAreKeptInMemory() throws IOException {
    List<String> notes = new ArrayList<>();
    TinyTraining.start(
        TinyTraining.recipe("data.cache=file", "train.epochs=1"),
        folder.resolve("painted"),
        new TrainingListener() {
          @Override
          public void note(String line) {
            notes.add(line);
          }
        });

    assertThat(notes)
        .contains("data.cache: the data are not in files; pictures are kept in memory");
  }

  @Test
  void paintedFacesCannotBePrepared() throws IOException {
    Recipe recipe = TinyTraining.recipe();

    assertThatThrownBy(
            () ->
                TrainingPictureCache.prepare(
                    recipe,
                    List.of("synthetic:12"),
                    Optional.empty(),
                    (d, a) -> {},
                    line -> {},
                    UnreadablePictures.FATAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected --data in files, whose pictures can be decoded ahead");
  }
}
