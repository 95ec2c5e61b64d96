package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import kpnative.data.AnnotatedFace;
import kpnative.data.painted.SyntheticFaces;
import kpnative.eval.FaceEvaluation;
import kpnative.export.DetectorExport;
import kpnative.export.ExportFormat;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.recipe.Recipes;
import kpnative.weights.SafetensorsFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe finetune, on ten faces of other points than the model's. */
class FineTuneTest {
  @TempDir Path folder;

  private final List<String> notes = new ArrayList<>();

  @BeforeEach
  void theModelIsInTheBuild() {
    assumeTrue(BuiltInModel.free().isPresent(), "this build has no model builtin:free");
  }

  private Training.Outcome train(String... more) throws IOException {
    return train(() -> false, more);
  }

  private Training.Outcome train(BooleanSupplier stop, String... more) throws IOException {
    List<String> sets =
        new ArrayList<>(List.of("schema=imm58", "data.synthetic=10", "data.workers=1"));
    sets.addAll(Arrays.asList(more));
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void note(String line) {
            notes.add(line);
          }
        };
    return Training.start(
        Recipes.load("finetune", sets),
        TinyTraining.SETTINGS,
        Optional.of(folder.resolve("run")),
        listener,
        stop);
  }

  @Test
  void aRunThatGoesOnKeepsTheNoticeOfTheModelThatItBeganWith() throws IOException {
    train(TinyTraining.after(1), "train.epochs=2", "train.samples_per_epoch=16");
    Path weights = folder.resolve("run/weights/last.safetensors");
    String notice = SafetensorsFile.readMetadata(weights).get(BuiltInModel.NOTICE_KEY);
    assertThat(notice).contains("USC Institute for Creative Technologies", "MIT License");

    Training.Outcome ended =
        Training.resume(folder.resolve("run"), new TrainingListener() {}, () -> false);

    assertThat(ended.finished()).isTrue();
    assertThat(SafetensorsFile.readMetadata(weights))
        .containsEntry(BuiltInModel.NOTICE_KEY, notice);
  }

  @Test
  void beforeItsFirstStepTheNewLayerFindsTheNewPoints() throws IOException {
    Training.Outcome begun = train("train.lr=1e-12", "train.epochs=1", "train.samples_per_epoch=8");

    FaceEvaluation evaluation = begun.evaluation().orElseThrow();
    double ratio =
        evaluation.detector().measures().nmeInterocular().orElseThrow()
            / evaluation.meanShape().measures().nmeInterocular().orElseThrow();
    assertThat(ratio).as("error over the mean shape's").isLessThan(0.6);
    assertThat(notes).anyMatch(note -> note.startsWith("head.weight begins as mixtures"));
  }

  @Test
  void theDetectorRunsInTheLibraryAndKeepsItsNamesInOnnx() throws IOException {
    Training.Outcome outcome = train("train.epochs=1", "train.samples_per_epoch=16");
    Path weights = outcome.run().best();

    AnnotatedFace face = SyntheticFaces.faces(1, 9, 58).get(0);
    try (KeypointDetector detector =
            KeypointDetector.of(DetectorFile.read(weights), DetectorOptions.DEFAULT);
        Image picture = face.picture().read(Channels.GRAY)) {
      assertThat(detector.spec().keypointSchema()).isEqualTo(KeypointSchema.IMM58);
      Keypoints found =
          detector.detect(picture, List.of(face.keypoints().extent())).get(0).keypoints();
      assertThat(found.count()).isEqualTo(58);
    }
    Path onnx = folder.resolve("points.onnx");
    DetectorExport.write(weights, ExportFormat.ONNX, false, onnx);
    String bytes = new String(Files.readAllBytes(onnx), StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains(String.join("\n", KeypointSchema.IMM58.pointNames()));
  }

  @Test
  void pointsWithoutMirrorPairsAreLearnedWithoutFlips() throws IOException {
    Path list = folder.resolve("own.csv");
    StringBuilder rows = new StringBuilder();
    Path pictures = AnnotatedPictures.write(folder.resolve("faces"), 10);
    for (int i = 0; i < 10; i++) {
      rows.append(pictures.resolve(i + ".png")).append(",10,10,30,12,20,30\n");
    }
    Files.writeString(list, rows);
    Training.Outcome outcome =
        Training.start(
            Recipes.load("finetune", List.of("train.epochs=1", "train.samples_per_epoch=8")),
            new RunSettings("", List.of("csv:" + list), "", "cpu", 1),
            Optional.of(folder.resolve("own")),
            new TrainingListener() {
              @Override
              public void note(String line) {
                notes.add(line);
              }
            },
            () -> false);

    assertThat(outcome.finished()).isTrue();
    assertThat(notes).contains("no picture is mirrored in training: points-3 has no mirror pairs");
    assertThat(outcome.run().recipe().augment().needsMirror()).isFalse();
  }
}
