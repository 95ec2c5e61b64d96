package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kpnative.data.UnreadablePictures;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.measure.BoxChoice;
import kpnative.measure.EvaluationRun;
import kpnative.measure.MeasuredDetector;
import kpnative.measure.Occluders;
import kpnative.natives.NativeThreads;
import kpnative.recipe.Recipe;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What hides points is learnt beside the points, which stay as they are. */
class VisibilityTrainingTest {
  private static final String NETWORK =
      "network={type: residual, channels: [8, 12], blocks: [0, 1], head: {type: maps, skip: add,"
          + " channels: [12], stride: 2, reading: expectation, visibility: true}}";

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  private Path trained(String name, String... sets) throws IOException {
    Recipe recipe = TinyTraining.recipe(sets);
    Training.start(
        recipe,
        TinyTraining.SETTINGS,
        Optional.of(folder.resolve(name)),
        new TrainingListener() {},
        () -> false);
    return folder.resolve(name).resolve("weights/best.safetensors");
  }

  @Test
  void patchesTeachWhichPointsAreHidden() throws IOException {
    Path weights =
        trained(
            "patches",
            NETWORK,
            "data.synthetic=100",
            "input.height=32",
            "input.width=32",
            "augment.rotation.p=0",
            "augment.flip.p=0",
            "augment.occlusion={count: 2, side: 0.6, p: 0.8}",
            "loss.kind=kl",
            "train.epochs=30",
            "train.batch=10",
            "train.lr=1e-2");
    DetectorFile file = DetectorFile.read(weights);
    MeasuredDetector measured =
        EvaluationRun.of(
            file,
            List.of(),
            Optional.empty(),
            EvaluationRun.Part.ALL,
            Occluders.PATCHES,
            new BoxChoice.Own(),
            DetectorOptions.DEFAULT,
            note -> {},
            UnreadablePictures.FATAL);

    assertThat(file.visibility()).isPresent();
    assertThat(measured.visibility().orElseThrow().area()).isGreaterThan(0.6);
    assertThat(measured.toMap().get("visibility")).isNotNull();
    assertThat(measured.table()).contains("visibility: area under the ROC 0.");
  }

  @Test
  void whereAllElseIsFrozenThePointsStayAsTheyWere() throws IOException {
    String[] sets = {
      NETWORK, "augment.occlusion={count: 2, side: 0.6, p: 0.8}", "train.freeze=['[a-u]*']"
    };
    SafetensorsFile last = SafetensorsFile.read(trained("last", sets));
    SafetensorsFile first = SafetensorsFile.read(trained("first", plus(sets, "train.lr=1e-12")));

    assertThat(points(last)).isEqualTo(points(first));
    assertThat(last.tensors().get("visibility.weight"))
        .isNotEqualTo(first.tensors().get("visibility.weight"));
  }

  @Test
  void whereNothingTaughtItNothingIsSaid() throws IOException {
    DetectorFile file = DetectorFile.read(trained("plain", NETWORK, "train.epochs=1"));

    assertThat(file.graph().hasVisibility()).isTrue();
    assertThat(file.visibility()).isEmpty();
  }

  private static Map<String, TensorData> points(SafetensorsFile file) {
    Map<String, TensorData> tensors = new LinkedHashMap<>(file.tensors());
    tensors.keySet().removeIf(name -> name.startsWith("visibility"));
    return tensors;
  }

  private static String[] plus(String[] sets, String more) {
    String[] all = Arrays.copyOf(sets, sets.length + 1);
    all[sets.length] = more;
    return all;
  }
}
