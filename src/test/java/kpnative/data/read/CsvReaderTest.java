package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import kpnative.data.AnnotatedFace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest extends FaceReaderContract {
  private static final String ROW = "face.jpg,10.0,20.0,30,20,20,40\n";

  @Override
  FaceReader reader() {
    return new CsvReader();
  }

  @Override
  String fileName() {
    return "keypoints.csv";
  }

  @Override
  String text(String firstX) {
    return ",0,1,2,3,4,5\nface.jpg," + firstX + ",20.0,30,20,20,40\n";
  }

  @Override
  int firstPointLine() {
    return 2;
  }

  @Override
  String ten() {
    return "10.0";
  }

  @Override
  String minusThree() {
    return "-3.0";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",0,1,2,3,4,5\n",
        "file,0,1,2,3,4,5\n",
        "image,1,2,3,4,5,6\n",
        "image,x1,y1,x2,y2,x3,y3\n",
        "\"image name\",\"x1\",y1,x2,y2,x3,y3\n",
        "\n\n,a,b,c,d,e,f\n"
      })
  void passesOverColumnNames(String header) throws IOException {
    assertThat(read(header + ROW))
        .singleElement()
        .extracting(f -> f.keypoints().x(0))
        .isEqualTo(10.0);
  }

  @Test
  void doesNotTakeADamagedFirstRowForColumnNames() {
    assertThatThrownBy(() -> read("face.jpg,ten,20,30,20,20,40\n" + ROW))
        .hasMessageContaining("keypoints.csv:1: x of point 0 must be a finite number");
  }

  @Test
  void findsPicturesInTheFolderImages() throws IOException {
    Files.createDirectory(folder.resolve("images"));
    Files.writeString(folder.resolve("images/b.png"), "");
    assertThat(read("b.png,1,2\n").get(0).picture().name()).endsWith("b.png");
  }

  @Test
  void readsQuotedNames() throws IOException {
    Files.writeString(folder.resolve("a, b \"c\".jpg"), "");
    assertThat(read("\"a, b \"\"c\"\".jpg\",\"1\",2\n").get(0).picture().name())
        .endsWith("a, b \"c\".jpg");
  }

  @Test
  void knowsThatTwoRowsShareAPhotograph() throws IOException {
    List<AnnotatedFace> faces = read(ROW + ROW.replace("10.0", "12.0"));
    assertThat(faces.get(1).photograph()).isEqualTo(faces.get(0).photograph());
  }

  @Test
  void refusesHalfAPoint() {
    assertThatThrownBy(() -> read("face.jpg,1,2,3\n"))
        .hasMessageContaining("keypoints.csv:1: expected a file name and pairs of x and y, got 3");
  }

  @Test
  void refusesRowsOfAnotherCount() {
    assertThatThrownBy(() -> read(ROW + "face.jpg,1,2\n"))
        .hasMessageContaining("keypoints.csv:2: expected 3 points as in the rows before, got 1");
  }

  @Test
  void refusesAnOpenQuote() {
    assertThatThrownBy(() -> read("\"face.jpg,1,2\n"))
        .hasMessageContaining("keypoints.csv:1: expected a closing '\"'");
  }

  @Test
  void refusesMorePointsThanAnyFaceHas() {
    assertThatThrownBy(() -> read("face.jpg" + ",1,2".repeat(10_001)))
        .hasMessageContaining("expected at most 10000 points");
  }

  @Test
  void refusesAHeaderAlone() {
    assertThatThrownBy(() -> read(",0,1\n")).hasMessageContaining("expected rows");
  }
}
