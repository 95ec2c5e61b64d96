package kpnative.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  @ParameterizedTest
  @CsvSource({
    "1b, \\u001b",
    "0, \\u0000",
    "7, \\u0007",
    "d, \\u000d",
    "a, \\u000a",
    "7f, \\u007f",
    "9b, \\u009b",
    "202e, \\u202e",
    "2066, \\u2066",
    "200f, \\u200f",
    "61c, \\u061c",
    "feff, \\ufeff",
    "2028, \\u2028",
    "d800, \\ud800",
    "e0041, \\udb40\\udc41"
  })
  void whatActsOnATerminalIsWrittenAsItsCode(String hex, String shown) {
    String text = "a" + Character.toString(Integer.parseInt(hex, 16)) + "b";

    assertThat(PlainText.line(text)).isEqualTo("a" + shown + "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "Zo\u00eb",
        "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\ud83d\udc69\u200d\ud83d\udd2c",
        "C:\\faces",
        "a\tb"
      })
  void whatIsShownIsKept(String text) {
    assertThat(PlainText.line(text)).isEqualTo(text);
  }

  @Test
  void linesKeepsLineBreaksOnly() {
    assertThat(PlainText.lines("a\nb\r\nc\rd")).isEqualTo("a\nb\nc\\u000dd");
  }

  @Test
  void noControlCharacterIsLeftOfAnyCharacter() {
    String all =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(c -> !Character.isSurrogate((char) c) || c > 0xFFFF)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

    List<Integer> controls =
        PlainText.line(all).codePoints().filter(Character::isISOControl).boxed().toList();

    assertThat(controls).containsOnly((int) '\t');
  }

  /** So that what a command prints as JSON is read as the same, whatever the terminal lacks. */
  @Test
  void theCodesAreThoseOfJson() throws Exception {
    String name = "\u001b[31m\u202e\ud83d\udc69\u0085.jpg";
    String json = SpecMapper.json().writeValueAsString(List.of(name));

    String printed = PlainText.escaped(PlainText.lines(json), c -> c < 128);

    assertThat(SpecMapper.json().readTree(printed).get(0).textValue()).isEqualTo(name);
  }
}
