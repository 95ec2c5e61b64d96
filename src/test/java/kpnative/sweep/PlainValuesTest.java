package kpnative.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kpnative.recipe.Recipes;
import kpnative.text.SpecTree;
import kpnative.text.SpecYaml;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values in YAML that people and YAML's versions read differently, wherever we read YAML. */
class PlainValuesTest {
  @TempDir Path folder;

  static List<String> misread() {
    return List.of(
        "010",
        "007",
        "00",
        "08",
        "-010",
        "+010",
        "0010",
        "010.5",
        "00.5",
        "01e3", // leading zeros
        "0x10",
        "0X1F",
        "-0x10",
        "+0xff",
        "0xA_B",
        "0o10",
        "0O17",
        "0b101",
        "-0B1", // other bases
        "1_0",
        "1_000",
        "-1_0",
        "1_0.5",
        "1.5_0",
        "0.0_1",
        "1_0e3",
        "0_1", // groups of digits
        "1:30",
        "01:30",
        "-1:30",
        "1:30:00",
        "190:20:30.15",
        "12:30", // base 60
        "y",
        "Y",
        "yes",
        "Yes",
        "YES",
        "on",
        "On",
        "ON", // true in YAML 1.1
        "n",
        "N",
        "no",
        "No",
        "NO",
        "off",
        "Off",
        "OFF", // false
        ".inf",
        ".Inf",
        "-.INF",
        "+.inf",
        ".nan",
        ".NaN",
        ".NAN",
        "~");
  }

  @ParameterizedTest
  @MethodSource("misread")
  void inARecipeTheyAreRefusedWithFileLineAndKey(String value) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mine.yaml"),
            "extends: face68/quick\ntrain:\n  epochs: " + value + "\n");
    assertThatThrownBy(() -> Recipes.load(file.toString(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mine.yaml:3: train.epochs: " + value + " is no plain value: write ")
        .hasMessageContaining("'" + value + "' in quotes if it is text");
  }

  @ParameterizedTest
  @MethodSource("misread")
  void inAListTheyAreRefused(String value) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mine.yaml"),
            "extends: nose/cnn-12-24-32\nnetwork:\n  channels: [24, " + value + ", 32]\n");
    assertThatThrownBy(() -> Recipes.load(file.toString(), List.of()))
        .hasMessageContaining("mine.yaml:3: network.channels.1: " + value + " is no plain value");
  }

  @ParameterizedTest
  @MethodSource("misread")
  void inSetTheyAreRefused(String value) {
    assertThatThrownBy(() -> Recipes.load("face68/quick", List.of("train.epochs=" + value)))
        .hasMessageContaining("--set train.epochs=" + value + ": " + value + " is no plain value");
  }

  @ParameterizedTest
  @MethodSource("misread")
  void inAGridTheyAreRefused(String value) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mine.yaml"),
            "recipe: face68/quick\ngrid:\n  train.epochs: [1, " + value + "]\n");
    assertThatThrownBy(() -> Sweeps.load(file.toString(), List.of()))
        .hasMessageContaining("mine.yaml:3: grid.train.epochs.1: " + value + " is no plain value");
  }

  @ParameterizedTest
  @MethodSource("misread")
  void inOtherYamlTheyAreRefused(String value) {
    assertThatThrownBy(() -> SpecYaml.mapper().readTree("threads: " + value))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("threads: " + value + " is no plain value");
  }

  @ParameterizedTest
  @MethodSource("misread")
  void inQuotesTheyAreText(String value) {
    for (String quoted : List.of("'" + value + "'", '"' + value + '"', "|-\n  " + value)) {
      assertThat(SpecTree.read("name: " + quoted, "test").root().get("name").textValue())
          .isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "7, 7",
    "-7, -7",
    "+7, 7",
    "10, 10",
    "100, 100",
    "0.5, 0.5",
    "-0.5, -0.5",
    "+0.5, 0.5",
    "10.50, 10.5",
    "5., 5",
    "1e3, 1000",
    "1E3, 1000",
    "1e-4, 0.0001",
    "1.5e+2, 150",
    "0e0, 0",
    "12345678901, 12345678901",
    "1.0E-4, 0.0001",
    "0.0, 0",
    "-0, 0"
  })
  void plainDecimalNumbersAreNumbers(String value, double number) throws IOException {
    for (var node :
        List.of(
            SpecTree.read("a: " + value, "test").root().get("a"),
            SpecYaml.mapper().readTree("a: " + value).get("a"))) {
      assertThat(node.isNumber()).describedAs("%s is %s", value, node.getNodeType()).isTrue();
      assertThat(node.doubleValue()).isEqualTo(number);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "north", "none", "yesterday", "o", "2024-01-01", "v0.10", "0xlarge", "1_a", "part_010",
        "lr 010", "a:30", "_1", "inf", "nan", "x1_0", "image_0215", "face68/quick", "12-24-32"
      })
  void otherWordsAreText(String value) {
    assertThat(SpecTree.read("a: " + value, "test").root().get("a").textValue()).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("misread")
  void whatWeWriteOfThemWeReadAgain(String value) throws IOException {
    String yaml = SpecYaml.write(new Named(value, List.of(value)));
    assertThat(SpecYaml.mapper().readValue(yaml, Named.class))
        .isEqualTo(new Named(value, List.of(value)));
  }

  record Named(String name, List<String> list) {}
}
