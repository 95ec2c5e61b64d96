package kpnative.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kpnative.export.DetectorExport;
import kpnative.export.ExportFormat;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Photo;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.Keypoints;
import kpnative.testing.OnnxRuntime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A trained network can run elsewhere: exported as ONNX for ONNX Runtime or OpenCV, as TorchScript
 * for LibTorch and Python, as safetensors for anything that reads tensors. The file holds the
 * network alone. What belongs before it (crop, gray, normalisation) and after it (fractions to
 * pixels) is yours to write; the metadata have the numbers. Here we write it for ONNX Runtime.
 */
class Tutorial06ExportTest {
  private static final Box FACE = Box.ofPixels(120, 80, 200, 200);
  private static final PaintedScene SCENE = new PaintedScene(480, 360).with(0, FACE);

  @TempDir static Path folder;
  private static Path weights = Path.of("");
  private static Path onnx = Path.of("");

  @BeforeAll
  static void export() throws IOException {
    weights = TrainedDetector.writeTo(folder);
    onnx = folder.resolve("face68.onnx");

    // tag::export
    DetectorExport.write(weights, ExportFormat.ONNX, false, onnx);
    // end::export
  }

  /** The numbers that a program needs around the network travel in the file. */
  @Test
  void theMetadataSayWhatBelongsAroundTheNetwork() throws OrtException {
    try (OrtSession session = open()) {
      assertThat(session.getMetadata().getCustomMetadata())
          // before: a gray crop, the box around the keypoints times 1.25, values scaled like this
          .containsEntry("kpnative.channels", "gray")
          .containsEntry("kpnative.box", "points")
          .containsEntry("kpnative.margin", "1.25")
          .containsEntry("kpnative.mean", "0.5")
          .containsEntry("kpnative.deviation", "1.0")
          .containsEntry("kpnative.input", "(byte / 255 - mean) / deviation")
          // after: what the numbers of the output are, x and y of each keypoint
          .containsEntry("kpnative.points", "(x + 0.5) / width, (y + 0.5) / height")
          .containsEntry("kpnative.schema", "ibug68");
    }
  }

  /** Given the same crop, the other program finds the same points. */
  @Test
  void onnxRuntimeFindsWhatTheDetectorFinds() throws IOException, OrtException {
    try (KeypointDetector detector = KeypointDetector.load(weights);
        OrtSession session = open()) {
      Map<String, String> metadata = session.getMetadata().getCustomMetadata();
      double margin = Double.parseDouble(metadata.get("kpnative.margin"));
      Box region = FACE.scaled(margin); // a square, as the input is one
      BufferedImage crop = cut(SCENE.picture(), region, 32);

      Keypoints points = run(session, input(crop, metadata), 32);

      Keypoints ours = detector.detectCrop(Photo.of(crop)).keypoints();
      assertThat(farthest(ours, points)).isLessThan(0.001); // pixels of the crop

      // back in the photograph, also beside a detector that cut and scaled the crop its own way
      Keypoints inPhotograph = points.map(Warp.crop(region, new Size(32, 32)).inverse());
      Keypoints detected = detector.detect(Photo.of(SCENE.picture()), FACE).keypoints();
      assertThat(PaintedScene.nme(detected, inPhotograph)).isLessThan(0.02);
    }
  }

  /** The wrong way: bytes without normalisation. The network answers, with nonsense. */
  @Test
  void anInputThatIsNotNormalisedGivesNonsense() throws IOException, OrtException {
    try (KeypointDetector detector = KeypointDetector.load(weights);
        OrtSession session = open()) {
      BufferedImage crop = cut(SCENE.picture(), FACE.scaled(1.25), 32);
      float[] bytes = new float[32 * 32];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = crop.getRaster().getSample(i % 32, i / 32, 0);
      }

      Keypoints ours = detector.detectCrop(Photo.of(crop)).keypoints();
      assertThat(farthest(ours, run(session, bytes, 32))).isGreaterThan(3); // pixels of 32
    }
  }

  /** TorchScript files hold the same tensors, so kp-native reads them back as weights. */
  @Test
  void aTorchScriptFileIsReadAsWeights() throws IOException {
    Path script = folder.resolve("face68.pt");
    DetectorExport.write(weights, ExportFormat.TORCHSCRIPT, false, script);

    assertThat(farthest(found(weights), found(script))).isZero();
  }

  /** In float16 the file is half as large, and the points move by a hair. */
  @Test
  void halfTheBitsAreHalfTheFile() throws IOException {
    Path half = folder.resolve("half.safetensors");
    DetectorExport.write(weights, ExportFormat.SAFETENSORS, true, half);

    assertThat((double) Files.size(half) / Files.size(weights)).isBetween(0.5, 0.7);
    assertThat(farthest(found(weights), found(half))).isPositive().isLessThan(0.5); // pixels
  }

  /** An export never replaces a file: it may be the one that somebody's service runs on. */
  @Test
  void aFileThatIsThereStays() {
    assertThatThrownBy(() -> DetectorExport.write(weights, ExportFormat.ONNX, false, onnx))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(onnx.toString());
  }

  private static OrtSession open() throws OrtException {
    return OnnxRuntime.open(onnx);
  }

  /** Before the network, 1: the region of the photograph, in the input's size and in gray. */
  private static BufferedImage cut(BufferedImage photograph, Box region, int side) {
    BufferedImage part =
        photograph.getSubimage(
            (int) Math.round(region.left() + 0.5),
            (int) Math.round(region.top() + 0.5),
            (int) Math.round(region.width()),
            (int) Math.round(region.height()));
    BufferedImage crop = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        crop.getRaster().setSample(x, y, 0, mean(part, x, y, side));
      }
    }
    return crop;
  }

  /** The mean brightness of the pixels that become one: fewer pixels must not mean aliasing. */
  private static int mean(BufferedImage part, int x, int y, int side) {
    double sum = 0;
    int count = 0;
    for (int v = y * part.getHeight() / side; v < (y + 1) * part.getHeight() / side; v++) {
      for (int u = x * part.getWidth() / side; u < (x + 1) * part.getWidth() / side; u++) {
        int rgb = part.getRGB(u, v);
        sum += 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
        count++;
      }
    }
    return (int) Math.round(sum / count);
  }

  /** Before the network, 2: bytes to floats. */
  private static float[] input(BufferedImage crop, Map<String, String> metadata) {
    float mean = Float.parseFloat(metadata.get("kpnative.mean"));
    float deviation = Float.parseFloat(metadata.get("kpnative.deviation"));
    float[] input = new float[crop.getWidth() * crop.getHeight()];
    for (int i = 0; i < input.length; i++) {
      int value = crop.getRaster().getSample(i % crop.getWidth(), i / crop.getWidth(), 0);
      input[i] = (value / 255f - mean) / deviation;
    }
    return input;
  }

  /** The network, and after it: fractions of the input's sides to pixels of the crop. */
  private static Keypoints run(OrtSession session, float[] input, int side) throws OrtException {
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(
                OnnxRuntime.environment(),
                FloatBuffer.wrap(input),
                new long[] {1, 1, side, side}); // [B, C, H, W]
        OrtSession.Result result = session.run(Map.of("input", tensor))) {
      float[][] points = ((float[][][]) result.get("points").orElseThrow().getValue())[0]; // [K, 2]
      double[] xy = new double[2 * points.length];
      for (int k = 0; k < points.length; k++) {
        xy[2 * k] = points[k][0] * side - 0.5;
        xy[2 * k + 1] = points[k][1] * side - 0.5;
      }
      return Keypoints.of(xy);
    }
  }

  private static Keypoints found(Path file) throws IOException {
    try (KeypointDetector detector = KeypointDetector.load(file)) {
      return detector.detect(Photo.of(SCENE.picture()), FACE).keypoints();
    }
  }

  private static double farthest(Keypoints a, Keypoints b) {
    double farthest = 0;
    for (int k = 0; k < a.count(); k++) {
      farthest = Math.max(farthest, a.point(k).distanceTo(b.point(k)));
    }
    return farthest;
  }
}
