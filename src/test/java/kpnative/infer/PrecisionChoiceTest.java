package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import kpnative.crop.BoxRule;
import kpnative.image.Channels;
import kpnative.natives.Device;
import kpnative.plan.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecisionChoiceTest {
  private static final DetectorSpec POINTS =
      MadeDetector.spec(BoxRule.From.POINTS, Channels.GRAY, false);

  @TempDir Path folder;

  private DetectorFile with(Map<String, Double> nme) throws IOException {
    DetectorFile file =
        DetectorFile.read(MadeDetector.random(folder.resolve("random.safetensors"), POINTS));
    Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
    metadata.put(PrecisionErrors.KEY, new PrecisionErrors(9, nme).toJson());
    return new DetectorFile(
        file.name(), file.spec(), file.confidence(), file.visibility(), file.tensors(), metadata);
  }

  @Test
  void whereNothingElseKeepsTheErrorItIsFloat32() throws IOException {
    DetectorFile file = with(Map.of("float32", 0.03, "int8", 0.04, "bfloat16", 0.031));

    assertThat(PrecisionChoice.of(file)).isEqualTo(Precision.FLOAT32);
  }

  @Test
  void whatKeepsItIsTriedAndOneOfThemChosen() throws IOException {
    assertThat(PrecisionChoice.of(with(Map.of("float32", 0.03, "bfloat16", 0.03))))
        .isIn(Precision.FLOAT32, Precision.BFLOAT16);
  }

  @Test
  void eightBitsWithoutRangesAreNamed() throws IOException {
    DetectorFile file = with(Map.of("float32", 0.03, "int8", 0.03));

    assertThatThrownBy(() -> PrecisionChoice.of(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no ranges for int8");
  }

  @Test
  void otherOptionsStayAsTheyAre() throws IOException {
    DetectorOptions options = new DetectorOptions(Device.CPU, Precision.BFLOAT16);

    assertThat(PrecisionChoice.resolve(with(Map.of("float32", 0.03)), options)).isEqualTo(options);
  }

  @Test
  void theLeastTimeWinsAndOfEqualOnesTheFirst() {
    assertThat(PrecisionChoice.first(new long[] {3, 2, 2, 4})).isEqualTo(1);
    assertThat(PrecisionChoice.first(new long[] {5})).isZero();
  }
}
