package kpnative.finder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kpnative.geometry.Size;
import kpnative.network.TensorSlot;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinderFileTest {
  private static final FinderShape SHAPE =
      new FinderShape(8, List.of(8, 8, 8, 8), List.of(0, 0, 0, 1), 8);
  private static final FinderSpec SPEC = new FinderSpec("1", SHAPE, 0.5, 0.25, 0.4);

  @TempDir Path folder;

  @Test
  void itComesBackAsItWasWrittenAlsoInHalfPrecision() throws IOException {
    Map<String, TensorData> tensors = tensors();
    tensors.replaceAll((name, tensor) -> tensor.toFloat16());

    FinderFile read = FinderFile.read(write(SPEC.toJson(), tensors));

    assertThat(read.spec()).isEqualTo(SPEC);
    assertThat(read.tensors().keySet()).isEqualTo(tensors.keySet());
    assertThat(read.graph(new Size(64, 32)).input().width()).isEqualTo(64);
  }

  @Test
  void whatIsWrongIsSaidInOneLineWithTheFile() throws IOException {
    Map<String, TensorData> without = tensors();
    without.remove("stem.conv.weight");
    refused(write(SPEC.toJson(), without), "the network needs");

    Map<String, TensorData> other = tensors();
    other.put("stem.conv.weight", TensorData.ofFloats(new float[216], 216));
    refused(write(SPEC.toJson(), other), "stem.conv.weight");

    Map<String, TensorData> infinite = tensors();
    infinite.put("answer8.bias", TensorData.ofFloats(filled(CellGrid.VALUES), CellGrid.VALUES));
    refused(write(SPEC.toJson(), infinite), "answer8.bias");

    refused(write("{}", tensors()), "version");
    refused(write(SPEC.toJson().replace("0.4", "4.4"), tensors()), "least_score");
    refused(write(SPEC.toJson().replace("\"stem\":8", "\"stem\":900000"), tensors()), "stem");
  }

  @Test
  void weightsOfAnotherKindAreRefused() throws IOException {
    Path file = folder.resolve("other.safetensors");
    SafetensorsFile.write(file, tensors(), Map.of());
    refused(file, FinderSpec.KEY);
  }

  private static void refused(Path file, String reason) {
    assertThatThrownBy(() -> FinderFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }

  private Path write(String spec, Map<String, TensorData> tensors) throws IOException {
    Path file = folder.resolve("finder.safetensors");
    SafetensorsFile.write(file, tensors, Map.of(FinderSpec.KEY, spec));
    return file;
  }

  private static Map<String, TensorData> tensors() {
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    for (TensorSlot slot : FinderNetwork.of(SHAPE, new Size(32, 32)).slots()) {
      long[] shape = slot.shape().stream().mapToLong(Integer::longValue).toArray();
      tensors.put(slot.name(), TensorData.ofFloats(new float[(int) slot.elements()], shape));
    }
    return tensors;
  }

  private static float[] filled(int count) {
    float[] values = new float[count];
    Arrays.fill(values, Float.POSITIVE_INFINITY);
    return values;
  }
}
