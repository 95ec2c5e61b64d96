package kpnative.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        "\t=1",
        " =1",
        "\uff1d1",
        "-",
        "=\"a\""
      })
  void textIsNeverAFormula(String text) {
    assertThat(CsvCell.text(text)).matches("(?s)\"?'.*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1.5", "+3", "1e-05", "-2.5e+3", "nose", "a=b", ""})
  void numbersAndOtherTextAreWrittenAsTheyAre(String text) {
    assertThat(CsvCell.text(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1.jpg", "-face.jpg", "@home/a.jpg", "+.png"})
  void aFilesCellIsNoFormulaAndLeadsToTheFile(String path) {
    String cell = CsvCell.file(path);

    assertThat(cell).doesNotStartWith(path.substring(0, 1));
    assertThat(Path.of(cell).normalize()).isEqualTo(Path.of(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "a;b", "a\"b", "a\nb", "a\rb", " a", "a "})
  void whatWouldEndACellIsQuoted(String text) {
    assertThat(CsvCell.text(text)).isEqualTo('"' + text.replace("\"", "\"\"") + '"');
  }

  @Test
  void aPathElsewhereIsWrittenAsItIs() {
    assertThat(CsvCell.file("/faces/=1.jpg")).isEqualTo("/faces/=1.jpg");
  }
}
