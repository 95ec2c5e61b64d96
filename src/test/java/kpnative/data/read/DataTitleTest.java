package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataTitleTest {
  @ParameterizedTest
  @CsvSource({
    "pts:/data/300w/helen/testset/, helen/testset",
    "csv:C:\\data\\x.csv, x.csv",
    "/data/imm58, imm58",
    "synthetic, synthetic",
    "synthetic:500, synthetic:500",
    "rendered:/data/ict-face-light.safetensors, rendered",
    "rendered:/data/ict-face-light.safetensors:500, rendered:500",
    "rendered:/data/a:b:500, rendered:500"
  })
  void isTheEndOfThePathOrTheKindAndNumber(String spec, String title) {
    assertThat(DataTitle.of(spec)).isEqualTo(title);
  }
}
