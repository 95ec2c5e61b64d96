package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import kpnative.crop.BoxRule;
import kpnative.data.painted.SyntheticFaces;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.ImageReader;
import kpnative.image.InputFormat;
import kpnative.natives.NativeRuntime;
import kpnative.testing.JavaProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that only detects, with the real libraries. */
@Timeout(600)
class DetectionStartTest {
  private static final int MOST_BYTES = 256;

  @TempDir static Path folder;
  private static JavaProcess detection = new JavaProcess(1, "not run");
  private static String expected = "";

  @BeforeAll
  static void run() throws Exception {
    InputFormat input = new InputFormat(96, 96, Channels.GRAY, 0.5, 1); // work for two threads
    DetectorSpec spec = MadeDetector.spec(BoxRule.From.POINTS, input, false);
    Path weights = MadeDetector.random(folder.resolve("random.safetensors"), spec);
    BufferedImage face = SyntheticFaces.render(0, 1);
    Path picture = folder.resolve("face.png");
    ImageIO.write(face, "png", picture.toFile());
    byte[] whole = Files.readAllBytes(picture);
    Path damaged =
        Files.write(folder.resolve("damaged.png"), Arrays.copyOf(whole, whole.length / 2));
    detection =
        JavaProcess.run(
            List.of(),
            DetectionStart.class,
            weights.toString(),
            picture.toString(),
            damaged.toString());
    assertThat(detection.exit()).as(detection.output()).isZero();
    expected = points(weights, picture);
  }

  @Test
  void itDetectsTheSameKeypoints() {
    assertThat(detection.output()).contains("points " + expected);
  }

  @Test
  void itDoesNotLoadLibTorch() {
    assertThat(NativeRuntime.libraries())
        .as("the library names in the test are correct")
        .containsKey("torch_cpu");
    assertThat(detection.output()).contains("dnnl@.3").doesNotContain("torch");
  }

  @Test
  void theDecodersPrintNothingForADamagedPicture() {
    assertThat(detection.output())
        .contains("damaged")
        .doesNotContain("libpng")
        .doesNotContain("imdecode");
  }

  @Test
  void aCallAllocatesLittle() {
    assertThat(detection.number("bytes per call: ")).isBetween(0.0, (double) MOST_BYTES);
  }

  @Test
  void aCallUsesOneThread() {
    assertThat(detection.number("CPU seconds per second: ")).isLessThan(1.5);
  }

  private static String points(Path weights, Path picture) throws IOException {
    try (KeypointDetector detector = KeypointDetector.load(weights);
        DetectorSession session = detector.session();
        Image image = ImageReader.read(picture, Channels.GRAY)) {
      float[] points = new float[2 * MadeDetector.KEYPOINTS];
      session.detect(image, DetectionStart.FACE, points, null);
      return Arrays.toString(points);
    }
  }
}
