package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kpnative.data.AnnotatedFace;
import kpnative.data.painted.SyntheticFaces;
import kpnative.geometry.Box;
import kpnative.infer.BuiltInModel;
import kpnative.infer.ConfidenceCalibration;
import kpnative.infer.DetectorFile;
import kpnative.testing.OwnProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code evaluate}, {@code calibrate} and {@code model}. */
class EvaluateCommandTest {
  private static final String FACES = "synthetic:6";

  @TempDir static Path folder;
  private static Path maps;
  private static Path whole;

  @BeforeAll
  static void train() {
    Path out = folder.resolve("maps");
    CommandRun run =
        CommandRun.of(
            "train",
            "--recipe",
            "face68/quick",
            "--set",
            "train.epochs=1",
            "--set",
            "network.channels=[4,4,4,4]",
            "--set",
            "network.head.channels=[4]",
            "--data",
            "synthetic:12",
            "--threads",
            1,
            "--out",
            out);
    assertThat(run.err()).doesNotContain("kp-native:");
    maps = out.resolve("weights/best.safetensors");
    whole = CommandRun.tinyWeights(folder.resolve("whole"), "face58/bignet");
  }

  private static JsonNode json(Object... args) throws IOException {
    List<Object> words = new ArrayList<>(List.of("evaluate", "--json", "--threads", 1));
    words.addAll(List.of(args));
    CommandRun run = CommandRun.of(words.toArray());
    assertThat(run.exit()).describedAs("%s", run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void aTrainingEndsWithAConfidenceOfItsPoints() throws IOException {
    assertThat(DetectorFile.read(maps).confidence())
        .hasValueSatisfying(c -> assertThat(c.normaliser()).isEqualTo("inter-ocular"));
  }

  @Test
  void aNetworkWithoutMapsHasNoConfidence() throws IOException {
    assertThat(DetectorFile.read(whole).confidence()).isEmpty();
  }

  @Test
  void theJsonHoldsMeasuresByBoxRegionAndConfidence() throws IOException {
    JsonNode all = json("--weights", maps, "--data", FACES);

    assertThat(all.get("n").asInt()).isEqualTo(6);
    assertThat(all.get("boxes").asText()).isEqualTo("own");
    assertThat(all.get("regions").get("mouth").asDouble()).isPositive();
    assertThat(all.get("mean_shape").get("regions").get("mouth").asDouble()).isPositive();
    assertThat(all.get("confidence").get("bins")).hasSize(10);
    assertThat(all.get("nme_by_draw")).hasSize(1);
  }

  @Test
  void jitteredBoxesAreDrawnSeveralTimes() throws IOException {
    JsonNode own = json("--weights", maps, "--data", FACES);
    JsonNode all = json("--weights", maps, "--data", FACES, "--boxes", "jittered:3");

    assertThat(all.get("n").asInt()).isEqualTo(18);
    assertThat(all.get("nme_by_draw")).hasSize(3);
    assertThat(all.get("nme_interocular")).isNotEqualTo(own.get("nme_interocular"));
    // the mean shape is placed in the same boxes, so its error grows as well
    assertThat(all.get("mean_shape").get("nme_interocular").asDouble())
        .isGreaterThan(own.get("mean_shape").get("nme_interocular").asDouble());
  }

  @Test
  void keypointBoxesFromATableGiveTheSameErrorAsOwnBoxes() throws IOException {
    StringBuilder csv = new StringBuilder("file,x,y,w,h\n");
    for (AnnotatedFace face : SyntheticFaces.faces(5, 1, 68)) { // five of the six faces have a box
      Box b = face.keypoints().extent();
      csv.append(
          String.format(
              Locale.ROOT,
              "%s,%.9f,%.9f,%.9f,%.9f%n",
              face.picture().name(),
              b.left() + 0.5,
              b.top() + 0.5,
              b.width(),
              b.height()));
    }
    Path table = Files.writeString(folder.resolve("boxes.csv"), csv);
    JsonNode all = json("--weights", maps, "--data", FACES, "--boxes", "csv:" + table);
    JsonNode five = json("--weights", maps, "--data", "synthetic:5");

    assertThat(all.get("missed").asInt()).isEqualTo(1);
    assertThat(all.get("nme_interocular").asDouble())
        .isCloseTo(five.get("nme_interocular").asDouble(), within(1e-5));
  }

  @Test
  void theTextNamesBoxesRegionsAndReliability() {
    CommandRun run =
        CommandRun.of(
            "evaluate", "--weights", maps, "--data", FACES, "--threads", 1, "--boxes", "jittered");

    assertThat(run.out())
        .contains("boxes jittered, 5 draws:", "nme_interocular", "nme_jaw", "calibration error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"other", "jittered:0", "csv:"})
  void invalidBoxesAreAUsageError(String boxes) {
    CommandRun run = CommandRun.of("evaluate", "--weights", maps, "--boxes", boxes);

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("kp-native: ").hasLineCount(1);
  }

  @Test
  void aCalibratedCopyKeepsTensorsAndMetadata() throws IOException {
    Path copy = folder.resolve("copy.safetensors");
    CommandRun run =
        CommandRun.of(
            "calibrate",
            "--weights",
            maps,
            "--data",
            FACES,
            "--split",
            "all",
            "--threads",
            1,
            "--out",
            copy);
    DetectorFile before = DetectorFile.read(maps);
    DetectorFile after = DetectorFile.read(copy);

    assertThat(run.exit()).describedAs("%s", run.err()).isZero();
    assertThat(after.tensors()).isEqualTo(before.tensors());
    assertThat(after.spec()).isEqualTo(before.spec());
    assertThat(after.confidence().map(ConfidenceCalibration::faces)).contains(6);
  }

  @Test
  void aNetworkWithoutMapsCannotBeCalibrated() {
    CommandRun run =
        CommandRun.of("calibrate", "--weights", whole, "--out", folder.resolve("no.safetensors"));

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("expectation of heatmaps");
  }

  @Test
  @OwnProcess
  void withoutWeightsTheBuiltInModelIsMeasuredUnlessItIsForbidden() {
    String before = System.setProperty(BuiltInModel.PROPERTY, maps.toString());
    try {
      assertThat(CommandRun.of("evaluate", "--data", FACES, "--threads", 1).exit()).isZero();
      System.setProperty(BuiltInModel.PROPERTY, BuiltInModel.NONE);
      CommandRun none = CommandRun.of("evaluate", "--data", FACES, "--threads", 1);

      assertThat(none.exit()).isEqualTo(ExitCode.FAILED);
      assertThat(none.err()).contains("--weights FILE is needed").hasLineCount(1);
    } finally {
      if (before == null) {
        System.clearProperty(BuiltInModel.PROPERTY);
      } else {
        System.setProperty(BuiltInModel.PROPERTY, before);
      }
    }
  }

  @Test
  void theCardsTablesHaveARowForEachSet() {
    CommandRun run =
        CommandRun.of(
            "model",
            "--numbers",
            "--weights",
            maps,
            "--threads",
            1,
            "--data",
            FACES,
            "--data",
            "synthetic:3");

    assertThat(run.exit()).describedAs("%s", run.err()).isZero();
    assertThat(run.out()).contains("| synthetic:6 | 6 |").contains("| jaw |", "none of these");
  }
}
