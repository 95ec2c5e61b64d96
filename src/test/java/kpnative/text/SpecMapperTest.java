package kpnative.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import kpnative.network.NetworkSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecMapperTest {
  private static final NetworkSpec CNN =
      new NetworkSpec.Cnn(
          List.of(12, 24),
          List.of(7, 5),
          List.of(1),
          List.of(2),
          NetworkSpec.Padding.NONE,
          false,
          List.of(128));

  private static final String JSON =
      "{\"type\":\"cnn\",\"channels\":[12,24],\"kernels\":[7,5],\"strides\":[1],\"pools\":[2],"
          + "\"padding\":\"none\",\"batch_norm\":false,\"hidden\":[128]}";

  /** A record with every type of value. */
  record Values(int whole, long large, double real, boolean yes, String text, Kind kind) {
    Values {
      if (whole < 0) {
        throw new IllegalArgumentException("whole must be at least 0, got " + whole);
      }
    }
  }

  enum Kind {
    FIRST_ONE,
    OTHER
  }

  @Test
  void keysAreSnakeCaseInTheOrderOfTheRecord() throws JsonProcessingException {
    assertThat(SpecMapper.json().writeValueAsString(CNN)).isEqualTo(JSON);
  }

  @Test
  void jsonIsReadBack() throws JsonProcessingException {
    assertThat(SpecMapper.json().readValue(JSON, NetworkSpec.class)).isEqualTo(CNN);
  }

  @Test
  void yamlIsReadBack() throws JsonProcessingException {
    assertThat(SpecYaml.mapper().readValue(SpecYaml.write(CNN), NetworkSpec.class)).isEqualTo(CNN);
  }

  @Test
  void aTreeIsReadBack() {
    assertThat(SpecMapper.fromTree(SpecMapper.toTree(CNN), NetworkSpec.class)).isEqualTo(CNN);
  }

  @Test
  void aSingleValueIsReadAsAListOfOne() throws JsonProcessingException {
    String single = JSON.replace("[128]", "128");
    assertThat(SpecMapper.json().readValue(single, NetworkSpec.class)).isEqualTo(CNN);
  }

  @Test
  void enumsAreWrittenLowerCaseAndReadInAnyCase() throws JsonProcessingException {
    String json = SpecMapper.json().writeValueAsString(values());
    assertThat(json).contains("\"kind\":\"first_one\"");
    assertThat(SpecMapper.json().readValue(json.replace("first", "FiRsT"), Values.class))
        .isEqualTo(values());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"whole\":1.5",
        "\"whole\":1.0",
        "\"whole\":\"1\"",
        "\"whole\":\"\"",
        "\"whole\":true",
        "\"whole\":null",
        "\"whole\":3000000000",
        "\"whole\":[1]",
        "\"large\":1.5",
        "\"large\":1e30",
        "\"real\":\"2.5\"",
        "\"real\":\"abc\"",
        "\"real\":\"NaN\"",
        "\"real\":NaN",
        "\"real\":null",
        "\"yes\":1",
        "\"yes\":\"true\"",
        "\"yes\":\"\"",
        "\"text\":1",
        "\"text\":1.5",
        "\"text\":true",
        "\"text\":null",
        "\"text\":{}",
        "\"kind\":0",
        "\"kind\":\"\"",
        "\"kind\":\"none\"",
        "\"kind\":null",
        "\"whole\":1,\"whole\":1",
        "\"unknown\":1"
      })
  void aValueOfAnotherTypeIsRejected(String entry) {
    String key = entry.substring(0, entry.indexOf(':'));
    StringBuilder json = new StringBuilder("{").append(entry);
    for (String other :
        List.of(
            "\"whole\":1",
            "\"large\":1",
            "\"real\":1",
            "\"yes\":true",
            "\"text\":\"t\"",
            "\"kind\":\"other\"")) {
      if (!other.startsWith(key)) {
        json.append(',').append(other);
      }
    }
    String text = json.append('}').toString();
    assertThatThrownBy(() -> SpecMapper.json().readValue(text, Values.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "null {}", "{\"whole\":1}", "{} trailing"})
  void incompleteJsonIsRejected(String json) {
    assertThatThrownBy(() -> SpecMapper.json().readValue(json, Values.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void trailingTextIsRefused() {
    assertThatThrownBy(() -> SpecMapper.json().readValue(JSON + " 1", NetworkSpec.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void anUnknownTypeIsRefused() {
    String json = JSON.replace("cnn", "java.lang.Runtime");
    assertThatThrownBy(() -> SpecMapper.json().readValue(json, NetworkSpec.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> SpecMapper.json().readTree("[".repeat(100_000)))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void aTagInYamlInstantiatesNothing() {
    assertThatThrownBy(
            () -> SpecYaml.mapper().readValue("!<java.io.File> /etc/passwd", NetworkSpec.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void aRecordsOwnExceptionGivesTheMessage() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SpecMapper.fromTree(
                    SpecMapper.json()
                        .readTree(
                            "{\"whole\":-1,\"large\":1,\"real\":1,\"yes\":true,\"text\":\"\","
                                + "\"kind\":\"other\"}"),
                    Values.class))
        .withMessage("whole must be at least 0, got -1");
  }

  @Test
  void aWrongTreeIsReportedWithItsPath() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SpecMapper.fromTree(
                    SpecMapper.json().readTree(JSON.replace("[12,24]", "[12,\"x\"]")),
                    NetworkSpec.class))
        .withMessage("channels[1] must be a whole number of at most 2147483647, got \"x\"");
  }

  private static Values values() {
    return new Values(1, 2L, 0.5, true, "t", Kind.FIRST_ONE);
  }
}
