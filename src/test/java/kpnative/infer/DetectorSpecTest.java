package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import kpnative.crop.BoxRule;
import kpnative.image.Channels;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorSpecTest {
  private static final DetectorSpec SPEC =
      MadeDetector.spec(BoxRule.From.ANNOTATION, Channels.COLOR, true);

  @Test
  void aSpecIsReadFromItsOwnJson() throws IOException {
    assertThat(read(SPEC.toJson())).isEqualTo(SPEC);
  }

  @Test
  void aFileWithoutOneIsNotOfKpNative() {
    assertThatThrownBy(() -> DetectorSpec.of(Map.of("format", "pt"), "w.safetensors"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("w.safetensors: ")
        .hasMessageContaining("not weights of kp-native");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"points\":68', '\"points\":0'",
    "'\"points\":68', '\"points\":67'",
    "'\"points\":68', '\"points\":2000000000'",
    "'\"name\":\"ibug68\"', '\"name\":68'",
    "'\"keypoints\":[0,', '\"keypoints\":[-1,'",
    "'\"keypoints\":[0,', '\"keypoints\":[68,'",
    "'\"height\":16', '\"height\":100000'",
    "'\"mean_shape\":[0.5,', '\"mean_shape\":['",
    "'\"flip_test\":true', '\"flip_test\":true, \"more\":1'",
    "'\"type\":\"cnn\"', '\"type\":\"java.lang.Runtime\"'"
  })
  void whatDoesNotFitIsRefusedWithTheFilesName(String right, String wrong) {
    String json = SPEC.toJson();
    assertThat(json).contains(right);

    assertThatThrownBy(() -> read(json.replace(right, wrong)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("w.safetensors: ");
  }

  /** The description of a weight file as versions before schemas were data wrote it. */
  private static String older(String name, int count) {
    return SPEC.toJson()
        .replaceFirst(
            "\"schema\":\\{.*?\\},\"keypoints\"",
            "\"schema\":\"" + name + "\",\"schema_count\":" + count + ",\"keypoints\"");
  }

  @Test
  void anOlderVersionsDescriptionNamesItsSchema() throws IOException {
    assertThat(older("ibug68", 68)).doesNotContain("pupils");
    assertThat(read(older("ibug68", 68))).isEqualTo(SPEC);
    assertThat(read(older("points-68", 68)).keypointSchema().mirror()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ibug68, 0", "ibug68, 67", "ibug68, 2000000000", "imm58, 68", "ibug86, 68"})
  void anOlderVersionsDescriptionMustFitItsSchema(String name, int count) {
    assertThatThrownBy(() -> read(older(name, count)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("w.safetensors: the detector's description: schema");
  }

  @Test
  void theMeanShapeIsReplaced() {
    double[] unit = new double[2 * MadeDetector.KEYPOINTS];
    Arrays.setAll(unit, i -> i / 200.0);

    DetectorSpec other = SPEC.withMeanShape(Keypoints.of(unit));

    assertThat(other.meanShape().get(7)).isEqualTo(7 / 200.0);
    assertThat(
            other.withMeanShape(
                Keypoints.of(SPEC.meanShape().stream().mapToDouble(d -> d).toArray())))
        .isEqualTo(SPEC);
  }

  private static DetectorSpec read(String json) throws IOException {
    return DetectorSpec.of(Map.of(DetectorSpec.KEY, json), "w.safetensors");
  }
}
