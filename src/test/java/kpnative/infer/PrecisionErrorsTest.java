package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import kpnative.plan.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecisionErrorsTest {
  private static PrecisionErrors read(String json) throws IOException {
    return PrecisionErrors.of(Map.of(PrecisionErrors.KEY, json), "f");
  }

  @Test
  void theyAreTheSameAfterAFile() throws IOException {
    PrecisionErrors errors =
        new PrecisionErrors(72, Map.of("float32", 0.03, "int8", 0.0301, "bfloat16", 0.03));

    assertThat(read(errors.toJson())).isEqualTo(errors);
  }

  @Test
  void whatRaisesTheErrorByMoreThanHalfAPercentIsNotKept() {
    assertThat(new PrecisionErrors(9, Map.of("float32", 0.04, "int8", 0.04021)).kept())
        .containsExactly(Precision.FLOAT32);
    assertThat(new PrecisionErrors(9, Map.of("float32", 0.04, "int8", 0.04019)).kept())
        .containsExactly(Precision.FLOAT32, Precision.INT8);
    assertThat(new PrecisionErrors(9, Map.of("float32", 0.04, "bfloat16", 0.03)).kept())
        .containsExactly(Precision.FLOAT32, Precision.BFLOAT16);
  }

  @Test
  void aDetectorWithoutAnErrorKeepsWhatHasNoneEither() {
    assertThat(new PrecisionErrors(1, Map.of("float32", 0.0, "int8", 0.0)).kept())
        .containsExactly(Precision.FLOAT32, Precision.INT8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"faces\": 1, \"nme\": {\"int8\": 0.1}}|must hold float32",
        "{\"faces\": 1, \"nme\": {\"float32\": -1}}|nme.float32 must be",
        "{\"faces\": 1, \"nme\": {\"float32\": 1, \"int8\": 1e999}}|nme",
        "{\"faces\": 1, \"nme\": {\"float32\": 1, \"auto\": 1}}|nme.auto is no precision",
        "{\"faces\": 1, \"nme\": {\"float32\": 1, \"INT8\": 1}}|nme.INT8 is no precision",
        "{\"faces\": 1, \"nme\": {\"float32\": 1.7976931348623157e308}}|nme.float32 must be",
        "{\"faces\": 1, \"nme\": {\"float32\": null}}|nme",
        "{\"faces\": 0, \"nme\": {\"float32\": 1}}|faces",
        "{\"faces\": -9, \"nme\": {\"float32\": 1}}|faces",
        "{\"faces\": 1}|nme",
        "[]|f: ",
        "{|not JSON"
      })
  void whatIsNoneIsOneLineWithTheFilesName(String json, String why) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("f: ")
        .hasMessageContaining(why);
  }
}
