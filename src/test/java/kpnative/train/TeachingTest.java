package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorFile;
import kpnative.infer.Version;
import kpnative.keypoints.KeypointSchema;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.network.TorchModule;
import kpnative.parallel.WorkerPlace;
import kpnative.recipe.Recipe;
import kpnative.train.loss.Losses;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings of networks that learn from others' answers, on a dozen painted faces. */
class TeachingTest {
  private static final String TEACHER = "train.teacher.from=['builtin:free']";
  private static final String ALONE = "train.teacher.weight=1";
  private static final String MAPS =
      "network={type: residual, channels: [8, 16], blocks: [0, 1], head: {type: maps, skip: add,"
          + " channels: [16], stride: 2, reading: expectation}}";

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
    assumeTrue(BuiltInModel.free().isPresent(), "this build has no model builtin:free");
  }

  /** Of the labels, only the boxes, the mean shape and the validation are used. */
  @Test
  void aNetworkLearnsFromFacesWithoutPointsAlone() throws IOException {
    RunSettings settings = settings(AnnotatedPictures.write(folder.resolve("faces"), 16));
    Recipe recipe =
        TinyTraining.recipe(
            MAPS, "loss.kind=kl", TEACHER, ALONE, "train.epochs=20", "train.lr=5e-3");
    Training.Outcome outcome = start(recipe, settings, "alone", () -> false);

    double[] nme = column(outcome.run(), "nme");
    assertThat(Arrays.stream(nme).min().orElseThrow()).isLessThan(nme[0] / 2);
    DetectorFile weights = DetectorFile.read(outcome.run().best());
    assertThat(weights.metadata().get(BuiltInModel.NOTICE_KEY)).contains("free");
    assertThat(Files.readString(outcome.run().folder().resolve("data.txt")))
        .contains("16 faces", "1 teachers");
  }

  @Test
  void stoppedInAnEpochItEndsWithTheSameBytes() throws IOException {
    RunSettings settings = settings(AnnotatedPictures.write(folder.resolve("faces"), 3));
    Recipe recipe = TinyTraining.recipe(MAPS, "loss.kind=dsnt", TEACHER, "train.epochs=2");
    Training.Outcome straight = start(recipe, settings, "straight", () -> false);
    Training.Outcome stopped =
        start(recipe, settings, "stopped", TinyTraining.after(TinyTraining.BATCHES + 2));
    assertThat(stopped.finished()).isFalse();
    TrainingListener silent = new TrainingListener() {};
    assertThat(Training.resume(stopped.run().folder(), silent, () -> false).finished()).isTrue();

    for (String file : List.of("weights/best.safetensors", "weights/last.safetensors")) {
      assertThat(stopped.run().folder().resolve(file))
          .hasSameBinaryContentAs(straight.run().folder().resolve(file));
    }
  }

  @Test
  void theLossIsTheMixtureOfTheLabelsAndTheAnswers() throws IOException {
    Recipe recipe = TinyTraining.recipe("loss.kind=mse");
    int points = 68;
    float[] answers = new float[2 * points];
    Arrays.fill(answers, Float.NaN);
    answers[0] = 0.5f;
    answers[1] = 0.1f; // of the network, all is 0: squares of 0.25 and 0.01, a mean of 0.13
    try (TorchModule module = new TorchModule(recipe.graph(KeypointSchema.IBUG68), 1);
        NativeScope scope = NativeScope.open()) {
      Losses losses = Losses.of(recipe.loss(), module);
      Tensor output = Tensor.create(new float[2 * points], 1, 2L * points);
      Tensor none = Tensor.create(new float[3 * points], 1, points, 3);
      Taught taught = new Taught(Tensor.create(answers, 1, 2L * points), none, 0.7);
      Tensor labels = Tensor.create(new float[] {2}, 1);

      assertThat(taught.mixed(labels, losses, output).item_float())
          .isCloseTo(0.3f * 2 + 0.7f * 0.13f, within(1e-5f));
    }
  }

  @Test
  void picturesWithoutPointsNeedATeacher() throws IOException {
    RunSettings settings = settings(AnnotatedPictures.write(folder.resolve("faces"), 1));
    Recipe recipe = TinyTraining.recipe();

    assertThatThrownBy(() -> start(recipe, settings, "none", () -> false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--teacher");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void severalProcessesAreRefused() throws IOException {
    Recipe recipe = TinyTraining.recipe(TEACHER);

    assertThatThrownBy(
            () -> Team.check(recipe, Optional.of(new WorkerPlace(0, 2, "127.0.0.1", 29500))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--nproc");
  }

  @Test
  void aRunOfAnEarlierVersionHasNoTeacherAndNoPicturesWithoutPoints() throws IOException {
    Recipe recipe = TinyTraining.recipe();
    Run run = Run.create(folder.resolve("old"), recipe, TinyTraining.SETTINGS);
    Path config = run.folder().resolve("config.yaml");
    String text = Files.readString(config);
    Files.writeString(config, text.replaceAll("(?m)^  teacher:.*\\n(    .*\\n)*", ""));
    Path settings = run.folder().resolve("run.yaml");
    Files.writeString(settings, Files.readString(settings).replaceAll("(?m)^unlabelled.*\\n", ""));

    assertThat(Files.readString(config)).isNotEqualTo(text);
    assertThat(run.recipe()).isEqualTo(recipe);
    assertThat(run.settings()).isEqualTo(TinyTraining.SETTINGS);
  }

  private static RunSettings settings(Path unlabelled) {
    return new RunSettings(
        Version.current(), List.of(), List.of(unlabelled.toString()), "", "cpu", 1);
  }

  private Training.Outcome start(
      Recipe recipe, RunSettings settings, String name, BooleanSupplier stop) throws IOException {
    Path run = folder.resolve(name);
    return Training.start(recipe, settings, Optional.of(run), new TrainingListener() {}, stop);
  }

  private static double[] column(Run run, String name) throws IOException {
    List<String> lines = Files.readAllLines(run.metrics());
    int at = Arrays.asList(lines.get(0).split(",")).indexOf(name);
    assertThat(at).isNotNegative();
    return lines.stream().skip(1).mapToDouble(l -> Double.parseDouble(l.split(",")[at])).toArray();
  }
}
