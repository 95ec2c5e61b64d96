package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import kpnative.data.Split;
import kpnative.natives.NativeThreads;
import kpnative.recipe.Recipe;
import kpnative.testing.OwnProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that was stopped and resumed ends bit-identical to an uninterrupted one. */
class ResumeTest {
  private static final String AVERAGED =
      "train.ema=0.9,train.optimizer=adamw,train.weight_decay=0.01,train.clip_norm=0.5,"
          + "train.schedule.kind=cosine,train.schedule.warmup_steps=4,train.flip_test=true";

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "train.epochs=3",
        AVERAGED,
        // from the initial best value to a reduction of the learning rate
        "train.schedule.kind=plateau,train.schedule.patience=1,train.schedule.gamma=0.5,train.lr=1e-9,"
            + "train.epochs=5",
        "train.schedule.kind=step,train.schedule.every=1,train.samples_per_epoch=30",
        "train.early_stop=1,train.epochs=6"
      })
  void stoppedAfterEveryStepItEndsWithTheSameBytes(String sets) throws IOException {
    Recipe recipe = TinyTraining.recipe(sets.split(",(?=train)"));
    Split split = TinyTraining.split(recipe);
    Path straight = TinyTraining.train(recipe, split, folder.resolve("straight"));
    Path stopped = folder.resolve("stopped");
    int stops = 0;
    boolean finished;
    try (Trainer first = TinyTraining.begin(recipe, split, stopped)) {
      finished = first.run(TinyTraining.after(1));
    }
    while (!finished) {
      stops++;
      assertThat(stops).as("stops").isLessThan(100);
      try (Trainer next = TinyTraining.resume(recipe, split, stopped, new ArrayList<>())) {
        finished = next.run(TinyTraining.after(1));
      }
    }
    assertThat(stops).isGreaterThanOrEqualTo(5);
    assertSame(stopped, straight);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 7})
  void stoppedOnceItEndsWithTheSameBytes(int steps) throws IOException {
    Recipe recipe = TinyTraining.recipe(AVERAGED.split(",(?=train)"));
    Split split = TinyTraining.split(recipe);
    Path straight = TinyTraining.train(recipe, split, folder.resolve("straight"));
    Path stopped = stoppedAfter(recipe, split, steps);

    assertThat(finish(recipe, split, stopped)).isEmpty();
    assertSame(stopped, straight);
  }

  @Test
  void stoppedAmongPicturesThatAreLeftOutItEndsWithTheSameBytes() throws IOException {
    Path pictures = AnnotatedPictures.write(folder.resolve("faces"), 10);
    for (int i = 0; i < 5; i++) {
      Files.write(pictures.resolve(i + ".png"), new byte[] {1, 2, 3});
    }
    Recipe recipe =
        TinyTraining.recipe("data.on_error=skip", "train.batch=1", "data.split.validation=0.4");
    Split split =
        TrainingFaces.split(recipe, List.of("pts:" + pictures), Optional.empty(), line -> {});
    Path straight = TinyTraining.train(recipe, split, folder.resolve("straight"));
    Path stopped = stoppedAfter(recipe, split, 2);

    finish(recipe, split, stopped);
    assertSame(stopped, straight);
  }

  @Test
  void aDamagedStateIsReportedAndTheOneBeforeItUsed() throws IOException {
    Recipe recipe = TinyTraining.recipe(AVERAGED.split(",(?=train)"));
    Split split = TinyTraining.split(recipe);
    Path straight = TinyTraining.train(recipe, split, folder.resolve("straight"));
    for (boolean truncate : new boolean[] {false, true}) {
      Path stopped = stoppedAfter(recipe, split, 3);
      try (Trainer next = TinyTraining.resume(recipe, split, stopped, new ArrayList<>())) {
        next.run(TinyTraining.after(2));
      }
      Path newest = states(stopped).get(0);
      damage(newest, truncate);

      List<String> notes = finish(recipe, split, stopped);

      assertThat(notes).singleElement().asString().contains("damaged", newest.toString());
      assertSame(stopped, straight);
      delete(stopped);
    }
  }

  @Test
  void aDamagedStateIsGoneWithTheNextSave() throws IOException {
    Recipe recipe = TinyTraining.recipe();
    Split split = TinyTraining.split(recipe);
    Path stopped = stoppedAfter(recipe, split, 2);
    try (Trainer next = TinyTraining.resume(recipe, split, stopped, new ArrayList<>())) {
      next.run(TinyTraining.after(3)); // to step 5
    }
    damage(states(stopped).get(0), false);
    try (Trainer next = TinyTraining.resume(recipe, split, stopped, new ArrayList<>())) {
      next.run(TinyTraining.after(1)); // to step 3
    }

    assertThat(states(stopped))
        .extracting(p -> p.getFileName().toString())
        .containsExactly("state-0000000003.safetensors", "state-0000000002.safetensors");
  }

  @Test
  void aRunWithoutAnIntactStateDoesNotStartOver() throws IOException {
    Recipe recipe = TinyTraining.recipe();
    Split split = TinyTraining.split(recipe);
    Path stopped = stoppedAfter(recipe, split, 2);
    for (Path state : states(stopped)) {
      damage(state, false);
    }

    assertThatThrownBy(() -> TinyTraining.resume(recipe, split, stopped, new ArrayList<>()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none of its 1 saved states is intact");
  }

  @Test
  void theStateOfAnotherNetworkDoesNotFit() throws IOException {
    Recipe recipe = TinyTraining.recipe();
    Split split = TinyTraining.split(recipe);
    Path stopped = stoppedAfter(recipe, split, 2);
    Recipe other = TinyTraining.recipe("network.hidden=[17]");

    assertThatThrownBy(() -> TinyTraining.resume(other, split, stopped, new ArrayList<>()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not fit")
        .hasMessageContaining("fc1.weight");
  }

  @Test
  void aFinishedRunStaysAsItIs() throws IOException {
    Recipe recipe = TinyTraining.recipe();
    Split split = TinyTraining.split(recipe);
    Path done = TinyTraining.train(recipe, split, folder.resolve("done"));
    byte[] before = Files.readAllBytes(done.resolve("weights/last.safetensors"));

    assertThat(finish(recipe, split, done)).isEmpty();
    assertThat(done.resolve("weights/last.safetensors")).hasBinaryContent(before);
    assertThat(done.resolve("metrics.csv")).content().hasLineCount(1 + TinyTraining.EPOCHS);
  }

  @Test
  void aRunKilledBeforeItsFirstSaveStartsOver() throws IOException {
    Recipe recipe = TinyTraining.recipe();
    Split split = TinyTraining.split(recipe);
    Path straight = TinyTraining.train(recipe, split, folder.resolve("straight"));
    Run killed = Run.create(folder.resolve("killed"), recipe, TinyTraining.SETTINGS);

    finish(recipe, split, killed.folder());

    assertSame(killed.folder(), straight);
  }

  @Test
  @OwnProcess
  void statesAreFoundWhateverTheLocalesDigits() throws IOException {
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      Recipe recipe = TinyTraining.recipe();
      Split split = TinyTraining.split(recipe);
      Path stopped = stoppedAfter(recipe, split, 2);

      assertThat(states(stopped)).hasSize(1);
      try (Trainer next = TinyTraining.resume(recipe, split, stopped, new ArrayList<>())) {
        assertThat(next.run(TinyTraining.after(TinyTraining.STEPS - 2 + 1))).isTrue();
      }
    } finally {
      Locale.setDefault( // that with which the process began
          new Locale.Builder()
              .setLanguage(System.getProperty("user.language", "en"))
              .setRegion(System.getProperty("user.country", ""))
              .build());
    }
  }

  private Path stoppedAfter(Recipe recipe, Split split, int steps) throws IOException {
    Path run = folder.resolve("stopped");
    try (Trainer trainer = TinyTraining.begin(recipe, split, run)) {
      assertThat(trainer.run(TinyTraining.after(steps))).isFalse();
    }
    return run;
  }

  private static List<String> finish(Recipe recipe, Split split, Path run) throws IOException {
    List<String> notes = new ArrayList<>();
    try (Trainer trainer = TinyTraining.resume(recipe, split, run, notes)) {
      assertThat(trainer.run(() -> false)).isTrue();
    }
    return notes;
  }

  /** Compares the weights byte for byte, and the metrics except for times. */
  private static void assertSame(Path run, Path other) throws IOException {
    for (String file : List.of("weights/last.safetensors", "weights/best.safetensors")) {
      assertThat(Files.mismatch(run.resolve(file), other.resolve(file))).as(file).isEqualTo(-1);
    }
    assertThat(timeless(run)).isEqualTo(timeless(other));
  }

  /** Epoch, losses, NME, learning rate. */
  private static List<List<String>> timeless(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.csv")).stream()
        .map(line -> List.of(line.split(",")).subList(0, 6))
        .toList();
  }

  private static List<Path> states(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run.resolve("resume"))) {
      return files.sorted(Comparator.reverseOrder()).toList();
    }
  }

  private static void damage(Path file, boolean truncate) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (truncate) {
      Files.write(file, Arrays.copyOf(bytes, bytes.length - 5));
    } else {
      bytes[bytes.length - 100] ^= 4; // within the last tensor
      Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void dataThatChangedSinceTheRunBeganAreReported() throws IOException {
    Path data = AnnotatedPictures.write(folder.resolve("faces"), 10);
    RunSettings settings = new RunSettings("1", List.of("pts:" + data), "", "cpu", 1);
    Path run = folder.resolve("run");
    TrainingListener silent = new TrainingListener() {};
    Training.start(
        TinyTraining.recipe(), settings, Optional.of(run), silent, TinyTraining.after(1));
    List<String> notes = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void note(String line) {
            notes.add(line);
          }
        };
    Training.resume(run, listener, TinyTraining.after(1));
    assertThat(notes).noneMatch(line -> line.startsWith("the data have changed"));
    Files.delete(data.resolve("4.pts"));
    Training.resume(run, listener, TinyTraining.after(1));

    assertThat(notes)
        .filteredOn(
            line -> line.startsWith("the data have changed since this run began: they were 8"))
        .hasSize(1);
  }
}
