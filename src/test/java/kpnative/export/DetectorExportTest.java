package kpnative.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kpnative.infer.DetectorSpec;
import kpnative.weights.DType;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorExportTest {
  @TempDir Path folder;

  @Test
  void halfWeightsTakeHalfTheSpaceAndAreRoundedToElevenBits() throws IOException {
    Path out = folder.resolve("half.safetensors");
    DetectorExport.write(MadeNetwork.MAPS.write(folder), ExportFormat.SAFETENSORS, true, out);
    SafetensorsFile read = SafetensorsFile.read(out);

    assertThat(DetectorSpec.of(read.metadata(), "made")).isEqualTo(MadeNetwork.MAPS.spec);
    for (Map.Entry<String, TensorData> e : MadeNetwork.MAPS.tensors().entrySet()) {
      TensorData half = read.tensors().get(e.getKey());
      assertThat(half.dtype()).isEqualTo(DType.F16);
      float[] exact = e.getValue().floats();
      float[] rounded = half.toFloat32().floats();
      for (int i = 0; i < exact.length; i++) {
        double step = Math.max(Math.abs(exact[i]) / 2048, Math.scalb(1, -25));
        assertThat((double) Math.abs(rounded[i] - exact[i])).isLessThanOrEqualTo(step);
      }
    }
  }

  @Test
  void anExistingFileIsNeverReplaced() throws IOException {
    Path weights = MadeNetwork.MAPS.write(folder);
    Path out = Files.writeString(folder.resolve("out"), "mine");

    assertThatThrownBy(() -> DetectorExport.write(weights, ExportFormat.ONNX, false, out))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(out.toString());
    assertThat(out).hasContent("mine");
  }

  @Test
  void onlySafetensorsFilesHoldFloat16() throws IOException {
    Path weights = MadeNetwork.MAPS.write(folder);
    Path out = folder.resolve("out");

    assertThatThrownBy(() -> DetectorExport.write(weights, ExportFormat.ONNX, true, out))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("onnx");
    assertThat(out).doesNotExist();
  }

  @Test
  void weightsWithoutADetectorsDescriptionAreRefused() throws IOException {
    Path weights = folder.resolve("w.safetensors");
    SafetensorsFile.write(weights, MadeNetwork.MAPS.tensors(), Map.of());

    assertThatThrownBy(
            () -> DetectorExport.write(weights, ExportFormat.ONNX, false, folder.resolve("out")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(weights.toString())
        .hasMessageContaining(DetectorSpec.KEY);
  }
}
