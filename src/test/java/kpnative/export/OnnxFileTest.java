package kpnative.export;

import static kpnative.export.MadeNetwork.distance;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import kpnative.infer.DetectorSpec;
import kpnative.testing.OnnxRuntime;
import kpnative.weights.SafetensorsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ONNX Runtime reads the files and predicts the same points as LibTorch. */
class OnnxFileTest {
  private static final double TOLERANCE = 1e-5; // of a side

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void onnxRuntimeFindsTheSamePoints(MadeNetwork network) throws Exception {
    try (OrtSession session = open(network)) {
      assertThat(distance(run(session, 3), network.points(3))).isLessThan(TOLERANCE);
    }
  }

  @Test
  void visibilityIsASecondOutput() throws Exception {
    try (OrtSession session = open(MadeNetwork.VISIBLE)) {
      assertThat(session.getOutputNames()).containsExactly("points", "visibility");
      float[] found = run(session, 3, "visibility", MadeNetwork.KEYPOINTS.size());
      assertThat(distance(found, MadeNetwork.VISIBLE.visibility(3))).isLessThan(TOLERANCE);
    }
  }

  @Test
  void visibilityThatNothingTaughtIsNotExported() throws Exception {
    Path file = folder.resolve("untaught.safetensors");
    SafetensorsFile.write(
        file,
        MadeNetwork.VISIBLE.tensors(),
        Map.of(DetectorSpec.KEY, MadeNetwork.VISIBLE.spec.toJson()));
    Path out = folder.resolve("untaught.onnx");
    DetectorExport.write(file, ExportFormat.ONNX, false, out);

    try (OrtSession session = OnnxRuntime.open(out)) {
      assertThat(session.getOutputNames()).containsExactly("points");
      assertThat(distance(run(session, 2), MadeNetwork.VISIBLE.points(2))).isLessThan(TOLERANCE);
    }
  }

  @Test
  void oneFileTakesBatchesOfAnySize() throws Exception {
    try (OrtSession session = open(MadeNetwork.MAPS)) {
      for (int batch : new int[] {1, 3, 2}) {
        assertThat(distance(run(session, batch), MadeNetwork.MAPS.points(batch)))
            .isLessThan(TOLERANCE);
      }
    }
  }

  @Test
  void theMetadataDescribesPreprocessingAndPostprocessing() throws Exception {
    try (OrtSession session = open(MadeNetwork.MAPS)) {
      Map<String, String> metadata = session.getMetadata().getCustomMetadata();

      assertThat(DetectorSpec.of(metadata, "made")).isEqualTo(MadeNetwork.MAPS.spec);
      assertThat(metadata)
          .containsEntry("kpnative.mean", "0.4,0.5,0.6")
          .containsEntry("kpnative.deviation", "0.2,0.25,0.3")
          .containsEntry("kpnative.channels", "red,green,blue")
          .containsEntry("kpnative.keypoints", "8,27,36,45,57")
          .containsEntry(
              "kpnative.names", "jaw_8\nnose_bridge_0\nleft_eye_0\nright_eye_3\nouter_lip_9")
          .containsEntry("kpnative.margin", "1.25");
    }
  }

  @Test
  void equalDetectorsGiveEqualBytes() throws Exception {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));

    assertThat(MadeNetwork.MAPS.export(first, ExportFormat.ONNX))
        .hasSameBinaryContentAs(MadeNetwork.MAPS.export(second, ExportFormat.ONNX));
  }

  private OrtSession open(MadeNetwork network) throws Exception {
    Path file = network.export(folder, ExportFormat.ONNX);
    return OnnxRuntime.open(file);
  }

  private static float[] run(OrtSession session, int batch) throws Exception {
    return run(session, batch, "points", MadeNetwork.KEYPOINTS.size(), 2);
  }

  private static float[] run(OrtSession session, int batch, String name, long... sizes)
      throws Exception {
    long[] shape = {batch, MadeNetwork.CHANNELS, MadeNetwork.HEIGHT, MadeNetwork.WIDTH};
    try (OnnxTensor x =
            OnnxTensor.createTensor(
                OnnxRuntime.environment(), FloatBuffer.wrap(MadeNetwork.input(batch)), shape);
        OrtSession.Result result = session.run(Map.of("input", x))) {
      OnnxTensor found = (OnnxTensor) result.get(name).orElseThrow();
      assertThat(found.getInfo().getShape())
          .containsExactly(LongStream.concat(LongStream.of(batch), LongStream.of(sizes)).toArray());
      float[] values = new float[batch * (int) LongStream.of(sizes).reduce(1, (a, b) -> a * b)];
      found.getFloatBuffer().get(values);
      return values;
    }
  }
}
