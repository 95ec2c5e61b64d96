package kpnative.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files written by PyTorch, if the machine has them in {@code ../shared/reference}. */
class SharedWeightsTest {
  private static final Path ROOT = Path.of("../shared/reference");

  @BeforeEach
  void skipWithoutTheFiles() {
    Assumptions.assumeTrue(Files.isDirectory(ROOT), ROOT + " is absent: nothing to read");
  }

  private static WeightFile read(String name) throws IOException {
    return WeightFile.read(ROOT.resolve("narrow8-" + name + ".pth"));
  }

  @ParameterizedTest
  @CsvSource({
    "zip, PYTORCH_ZIP, F32, 102, 20",
    "legacy, PYTORCH_LEGACY, F32, 102, 20",
    "legacy-parameters, PYTORCH_LEGACY, F32, 102, 0",
    "checkpoint-zip, PYTORCH_ZIP, F32, 102, 20",
    "half-zip, PYTORCH_ZIP, F16, 102, 20"
  })
  void itHoldsTheTensorsThatItIsKnownToHold(
      String name, WeightFormat format, DType floats, long count, long counters)
      throws IOException {
    WeightFile file = read(name);
    Map<DType, Long> types =
        file.tensors().values().stream()
            .collect(Collectors.groupingBy(TensorData::dtype, Collectors.counting()));

    assertThat(file.format()).isEqualTo(format);
    assertThat(types)
        .isEqualTo(
            counters == 0 ? Map.of(floats, count) : Map.of(floats, count, DType.I64, counters));
  }

  @Test
  void itsNamesAndShapesAreThoseOfANarrowResNet18() throws IOException {
    Map<String, TensorData> tensors = read("zip").tensors();
    assertThat(List.copyOf(tensors.keySet()).subList(0, 7))
        .containsExactly(
            "conv1.weight",
            "bn1.weight",
            "bn1.bias",
            "bn1.running_mean",
            "bn1.running_var",
            "bn1.num_batches_tracked",
            "layer1.0.conv1.weight");
    assertThat(tensors.get("conv1.weight")).hasToString("F32 [8, 3, 7, 7]");
    assertThat(tensors.get("layer4.0.downsample.0.weight")).hasToString("F32 [64, 32, 1, 1]");
    assertThat(tensors.get("fc.weight")).hasToString("F32 [20, 64]");
    assertThat(tensors.get("bn1.num_batches_tracked")).hasToString("I64 []");
  }

  @ParameterizedTest
  @ValueSource(strings = {"legacy", "checkpoint-zip"})
  void theOtherFormsHoldTheSameValuesInTheSameOrder(String name) throws IOException {
    Map<String, TensorData> tensors = read(name).tensors();
    assertThat(tensors).isEqualTo(read("zip").tensors());
    assertThat(tensors.keySet()).containsExactlyElementsOf(read("zip").tensors().keySet());
  }

  @Test
  void theParametersHoldTheSameValuesWithoutTheCounters() throws IOException {
    Map<String, TensorData> expected = new LinkedHashMap<>(read("zip").tensors());
    expected.keySet().removeIf(name -> name.endsWith("num_batches_tracked"));
    assertThat(read("legacy-parameters").tensors()).isEqualTo(expected);
  }

  @Test
  void theHalvesAreTheSameValuesRounded() throws IOException {
    Map<String, TensorData> exact = read("zip").tensors();
    read("half-zip")
        .tensors()
        .forEach(
            (name, half) -> {
              TensorData other = exact.get(name);
              assertThat(half.shape()).as(name).isEqualTo(other.shape());
              if (half.dtype() == DType.F16) {
                float[] wide = half.toFloat32().floats();
                float[] single = other.floats();
                for (int i = 0; i < wide.length; i++) {
                  // half a unit in the last place of F16, or half its smallest step
                  float tolerance = Math.max(Math.abs(single[i]) * 0x1p-11f, 0x1p-25f);
                  assertThat(wide[i]).as(name).isCloseTo(single[i], Offset.offset(tolerance));
                }
              }
            });
  }

  @Test
  void theCheckpointsOtherValuesAreItsMetadata() throws IOException {
    assertThat(read("checkpoint-zip").metadata()).containsKeys("epoch", "arch");
  }
}
