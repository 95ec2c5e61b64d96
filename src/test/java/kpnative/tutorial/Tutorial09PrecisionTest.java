package kpnative.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import kpnative.geometry.Box;
import kpnative.image.Photo;
import kpnative.infer.DetectorOptions;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.Keypoints;
import kpnative.measure.EvaluationRun;
import kpnative.measure.QuantizationRun;
import kpnative.natives.Device;
import kpnative.plan.Precision;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network is trained in float32. A processor with instructions for bfloat16 or int8 runs it
 * faster in those, at some loss of accuracy; this is how to use them and how to measure the loss.
 */
class Tutorial09PrecisionTest {
  private static final Box FACE = Box.ofPixels(120, 80, 200, 200);
  private static final PaintedScene SCENE = new PaintedScene(480, 360).with(0, FACE);

  @TempDir static Path folder;
  private static Path weights = Path.of("");

  @BeforeAll
  static void train() throws IOException {
    weights = TrainedDetector.writeTo(folder);
  }

  /** bfloat16 needs no preparation: the same file, another option. */
  @Test
  void bfloat16MovesPointsLittle() throws IOException {
    // tag::bfloat16
    DetectorOptions options = new DetectorOptions(Device.CPU, Precision.BFLOAT16);
    KeypointDetector detector = KeypointDetector.load(weights, options);
    // end::bfloat16

    try (detector) {
      Keypoints rounded = detector.detect(Photo.of(SCENE.picture()), FACE).keypoints();

      // not at all on a processor without instructions for it, which computes in float32
      assertThat(PaintedScene.nme(found(weights, Precision.FLOAT32), rounded)).isLessThan(0.02);
    }
  }

  /**
   * In int8, the numbers of each layer are scaled to 8 bits by their range, which is observed on
   * some faces. {@code kp quantize} writes the ranges into a copy of the weights and measures the
   * loss on other faces.
   */
  @Test
  void int8NeedsRangesObservedOnFaces() throws IOException {
    assertThatThrownBy(() -> found(weights, Precision.INT8))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("quantize");

    // tag::quantize
    Path int8 = folder.resolve("int8.safetensors");
    QuantizationRun.Cost cost =
        QuantizationRun.write(
            weights,
            List.of("synthetic:200"), // the faces of the training
            Optional.empty(),
            EvaluationRun.Part.TRAIN, // of which 50 give the ranges
            50,
            int8,
            note -> {});
    // end::quantize

    assertThat(cost.shown()).isEqualTo(50);
    double exact = cost.exact().detector().measures().nmeInterocular().orElseThrow();
    double rounded = cost.rounded().detector().measures().nmeInterocular().orElseThrow();
    assertThat(rounded).isLessThan(1.1 * exact); // the error grows by less than a tenth of itself

    // a point moves, by less than it is wrong
    assertThat(moved(int8)).isPositive().isLessThan(exact / 2);
  }

  /** The copy is still the whole detector: in float32 it computes what the original computes. */
  @Test
  void theCopyLosesNothing() throws IOException {
    Path copy = quantized("synthetic:20", "copy.safetensors");

    assertThat(found(copy, Precision.FLOAT32)).isEqualTo(found(weights, Precision.FLOAT32));
  }

  /**
   * The wrong way: ranges observed on pictures unlike those to come. Here they come from fog; what
   * is larger on a clear day is clipped, and the points go astray.
   */
  @Test
  void rangesOfOtherPicturesSpoilInt8() throws IOException {
    double clear = moved(quantized("synthetic:20", "clear.safetensors"));
    double foggy = moved(quantized("csv:" + inFog(), "foggy.safetensors"));

    assertThat(foggy).isGreaterThan(4 * clear);
  }

  /** {@return a copy of the weights with the ranges that one of the data's faces shows} */
  private static Path quantized(String data, String name) throws IOException {
    Path copy = folder.resolve(name);
    QuantizationRun.write(
        weights, List.of(data), Optional.empty(), EvaluationRun.Part.ALL, 1, copy, note -> {});
    return copy;
  }

  /** {@return how far the points of a copy move with 8 bits} */
  private static double moved(Path copy) throws IOException {
    return PaintedScene.nme(found(copy, Precision.FLOAT32), found(copy, Precision.INT8));
  }

  private static Keypoints found(Path file, Precision precision) throws IOException {
    DetectorOptions options = new DetectorOptions(Device.CPU, precision);
    try (KeypointDetector detector = KeypointDetector.load(file, options)) {
      return detector.detect(Photo.of(SCENE.picture()), FACE).keypoints();
    }
  }

  /** {@return a table of two photographs of our face, both in dense fog} */
  private static Path inFog() throws IOException {
    BufferedImage fog = new PaintedScene(480, 360).picture(); // gray, and nobody in it
    List<String> rows = new ArrayList<>();
    for (String file : List.of("fog-1.png", "fog-2.png")) {
      ImageIO.write(fog, "png", folder.resolve(file).toFile());
      StringBuilder row = new StringBuilder(file);
      for (double number : SCENE.truth().get(0).toArray()) {
        row.append(String.format(Locale.ROOT, ",%.2f", number));
      }
      rows.add(row.toString());
    }
    return Files.write(folder.resolve("fog.csv"), rows);
  }
}
