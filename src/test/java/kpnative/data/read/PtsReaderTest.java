package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PtsReaderTest extends FaceReaderContract {
  @Override
  FaceReader reader() {
    return new PtsReader();
  }

  @Override
  String fileName() {
    return "face.pts";
  }

  @Override
  String text(String firstX) {
    return "version: 1\nn_points:  3\n{\n" + firstX + " 21\n31.0 21\n21 41.000\n}\n";
  }

  @Override
  int firstPointLine() {
    return 4;
  }

  @Override
  String ten() {
    return "11";
  }

  @Override
  String minusThree() {
    return "-2";
  }

  @Test
  void readsBarePoints() throws IOException {
    assertThat(read("11 21\n31 21\n21 41\n")).isEqualTo(read(text("11")));
  }

  @Test
  void readsBlanksAfterThePoints() throws IOException {
    assertThat(read(text("11").replace("21\n", "21 \n"))).isEqualTo(read(text("11")));
  }

  @Test
  void readsAnyBlanksAfterTheCount() throws IOException {
    assertThat(read(text("11").replace("n_points:  3", "n_points: 3"))).isEqualTo(read(text("11")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "jpeg", "png", "bmp", "tif", "webp", "JPG", "PNG", "Jpeg"})
  void findsThePictureOfAnyUsualExtension(String extension) throws IOException {
    Files.delete(folder.resolve("face.jpg"));
    Files.writeString(folder.resolve("face." + extension), "");
    assertThat(read(text("11")).get(0).picture().name()).endsWith("face." + extension);
  }

  @Test
  void saysHowManyPointsAreMissing() {
    assertThatThrownBy(() -> read(text("11").replace("n_points:  3", "n_points: 68")))
        .hasMessageContaining("face.pts:7: expected 68 points, got 3");
  }

  @Test
  void refusesMorePointsThanItsCount() {
    assertThatThrownBy(() -> read(text("11").replace("n_points:  3", "n_points: 2")))
        .hasMessageContaining("face.pts:6: expected 2 points, got more");
  }

  @Test
  void refusesBracesThatNeverClose() {
    assertThatThrownBy(() -> read(text("11").replace("}\n", "")))
        .hasMessageContaining("expected '}' after 3 points");
  }

  @Test
  void refusesTextAfterTheClosingBrace() {
    assertThatThrownBy(() -> read(text("11") + "1 2\n"))
        .hasMessageContaining("face.pts:8: expected nothing after '}'");
  }

  @Test
  void refusesThreeNumbersInALine() {
    assertThatThrownBy(() -> read("1 2 3\n"))
        .hasMessageContaining("face.pts:1: expected a point as 'x y'");
  }

  @Test
  void refusesACountBeyondAllBounds() {
    assertThatThrownBy(() -> read("n_points: 999999999\n{\n1 2\n}"))
        .hasMessageContaining("face.pts:1: n_points must be a whole number from 0 to 10000");
  }

  @Test
  void refusesMorePointsThanAnyFaceHas() {
    assertThatThrownBy(() -> read("1 2\n".repeat(10_001)))
        .hasMessageContaining("face.pts:10001: expected 10000 points, got more");
  }
}
