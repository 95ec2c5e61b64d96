package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import kpnative.data.AnnotatedFace;
import kpnative.files.FileNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  void doesNotTakeADamagedFirstRowForColumnNames() throws IOException {
    assertThat(read("face.jpg,ten,20,30,20,20,40\n" + ROW)).hasSize(1);
    assertThat(notes.get(0)).contains("keypoints.csv:1: x of point 0 must be a finite number");
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "face.jpg,10,20,30,20,20",
        "face.jpg",
        "face.jpg,ten,20,30,20,20,40",
        "face.jpg,NaN,20,30,20,20,40",
        "face.jpg,1e9,20,30,20,20,40",
        "face.jpg,,20,30,20,20,40",
        "face.jpg,,,,,,",
        "gone.jpg,10,20,30,20,20,40",
        "fa\0ce.jpg,10,20,30,20,20,40",
        ",10,20,30,20,20,40",
        "\"face.jpg,10,20,30,20,20,40",
        "\"face.jpg\"x,10,20,30,20,20,40"
      })
  void aBadRowCostsItsFaceAlone(String row) throws IOException {
    assertThat(read(ROW + row + "\n" + ROW)).hasSize(2);
    assertThat(notes)
        .singleElement()
        .asString()
        .startsWith(folder + "/keypoints.csv:2: ")
        .endsWith("; left out");
  }

  @Test
  void aPointWithTwoEmptyFieldsIsAbsent() throws IOException {
    assertThat(read("face.jpg,,,30,20,20,40\n").get(0).keypoints().toArray())
        .containsExactly(Double.NaN, Double.NaN, 30, 20, 20, 40);
    assertThat(notes).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void theRowsTellWhatSeparatesThem(String separator) throws IOException {
    List<AnnotatedFace> expected = read("file,x1,y1,x2,y2,x3,y3\n" + ROW + ROW);
    assertThat(read(("file,x1,y1,x2,y2,x3,y3\n" + ROW + ROW).replace(",", separator)))
        .isEqualTo(expected);
    assertThat(read((ROW + ROW).replace(",", separator))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t", "|"})
  void numbersMayHaveADecimalComma(String separator) throws IOException {
    String row = "face.jpg;10,5;20;1,234;0,25;-3,0;4000\n".replace(";", separator);
    assertThat(read(row).get(0).keypoints().toArray())
        .containsExactly(10.5, 20, 1.234, 0.25, -3, 4000);
  }

  @Test
  void commasThatMaySeparateThousandsAreRefused() {
    assertThatThrownBy(() -> read("face.jpg;10;20\nface.jpg;1,234;2\n"))
        .hasMessageContaining("keypoints.csv:2: expected numbers with a decimal point");
  }

  @Test
  void aNameMayHoldWhatDoesNotSeparate() throws IOException {
    Files.writeString(folder.resolve("a,b.jpg"), "");
    assertThat(read("a,b.jpg;1;2\n").get(0).picture().name()).endsWith("a,b.jpg");
  }

  @Test
  void blanksBetweenFieldsAreNamed() {
    assertThatThrownBy(() -> read("face.jpg 10 20 30 40\n"))
        .hasMessageContaining("keypoints.csv:1: ")
        .hasMessageContaining("separated by blanks: separate them by commas, semicolons or tabs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "ISO-8859-1"})
  void theBytesTellTheEncoding(String encoding) throws IOException {
    Files.writeString(FileNames.in(folder, "é.jpg"), "");
    Path file = folder.resolve("keypoints.csv");
    Charset charset = Charset.forName(encoding);
    String mark = encoding.equals("UTF-32LE") ? "\uFEFF" : "";
    Files.write(file, (mark + "file;x;y\né.jpg;1,5;2\n").getBytes(charset));
    assertThat(reader().read(file, notes::add).get(0).keypoints().toArray())
        .containsExactly(1.5, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void aByteOrderMarkIsNoPartOfAName(String encoding) throws IOException {
    Path file = folder.resolve("keypoints.csv");
    Files.write(file, ("\uFEFF" + ROW).getBytes(Charset.forName(encoding)));
    assertThat(reader().read(file, notes::add)).hasSize(1);
  }

  @Test
  void aLongRowOfBlanksIsOneLine() {
    String row = "face.jpg" + " 1".repeat(100_000) + "\n";

    assertThatThrownBy(() -> read(row)).hasMessageContaining("separate them by commas");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file,x0,x1,y0,y1,width,height",
        "file,x0,y0,x1,y1,width,height",
        "file,x0,y0,x1,x2"
      })
  void columnsThatAreOfNoPointAreRefused(String header) {
    String row = "face.jpg" + ",1".repeat(header.split(",").length - 1) + "\n";

    assertThatThrownBy(() -> read(header + "\n" + row))
        .hasMessageContaining("keypoints.csv:1: expected columns for x and y of each point");
  }

  @Test
  void aRowOfAnotherLengthThanAHeaderThatReordersIsLeftOut() {
    assertThatThrownBy(() -> read("file,x0,x1,y0,y1\nface.jpg,1,2,3,4,5,6\n"))
        .hasMessageContaining("keypoints.csv:2: expected the 4 columns of the header, got 6");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x0,y0,x1,y1,x10,y10,x11,y11,x2,y2,x3,y3,x4,y4,x5,y5,x6,y6,x7,y7,x8,y8,x9,y9",
        "x0,x1,x10,x11,x2,x3,x4,x5,x6,x7,x8,x9,y0,y1,y10,y11,y2,y3,y4,y5,y6,y7,y8,y9",
        "x0,x1,x2,x3,x4,x5,x6,x7,x8,x9,x10,x11,y0,y1,y2,y3,y4,y5,y6,y7,y8,y9,y10,y11",
        "y0,x0,y1,x1,y2,x2,y3,x3,y4,x4,y5,x5,y6,x6,y7,x7,y8,x8,y9,x9,y10,x10,y11,x11"
      })
  void aHeaderThatNamesPointsTellsTheirColumns(String columns) throws IOException {
    for (String form : List.of("%s%s", "part_%2$s_%1$s", "%2$s.%1$s", "left_eye_%2$s_%1$s")) {
      StringBuilder header = new StringBuilder("file");
      StringBuilder row = new StringBuilder("face.jpg");
      for (String column : columns.split(",")) {
        String number = column.substring(1);
        header.append(',').append(String.format(Locale.ROOT, form, column.substring(0, 1), number));
        row.append(',').append(column.charAt(0) == 'x' ? number : "10" + number);
      }
      double[] xy = read(header + "\n" + row + "\n").get(0).keypoints().toArray();
      for (int k = 0; k < 12; k++) {
        assertThat(xy[2 * k]).describedAs("%s of %s", form, columns).isEqualTo(k);
        assertThat(xy[2 * k + 1]).isEqualTo(Double.parseDouble("10" + k));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "left_eye_x,left_eye_y,right_eye_x,right_eye_y,mouth_x,mouth_y", // no alphabet's order
        "right_1_x,right_1_y,left_1_x,left_1_y,right_2_x,right_2_y",
        "x,y,x,y,x,y",
        "x1,y1,x1,y1,x2,y2",
        "x1,x2,x3,x4,x5,x6",
        "136,135,134,133,132,131"
      })
  void anyOtherHeaderLeavesColumnsAsTheyAre(String names) throws IOException {
    assertThat(read("file," + names + "\n" + ROW).get(0).keypoints().toArray())
        .containsExactly(10, 20, 30, 20, 20, 40);
  }

  @Test
  void refusesAnOpenQuote() {
    assertThatThrownBy(() -> read("\"face.jpg,1,2\n"))
        .hasMessageContaining("keypoints.csv:1: expected a closing '\"'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"two\nlines.jpg", "a\n\nb, \"c\"\n.jpg", " outer .jpg"})
  void aQuotedNameIsExact(String name) throws IOException {
    Files.writeString(folder.resolve(name), "");
    String row = '"' + name.replace("\"", "\"\"") + "\",1,2\n";
    List<AnnotatedFace> faces = read(row + "face.jpg,3,4\n" + row);
    assertThat(faces).hasSize(3);
    assertThat(faces.get(2).picture().name()).endsWith(name);
    assertThat(faces.get(1).origin()).endsWith(":" + (1 + name.lines().count()));
  }

  @Test
  void aQuoteThatNothingClosesCostsItsLineAlone() throws IOException {
    Files.writeString(folder.resolve("a,b.jpg"), "");
    List<AnnotatedFace> faces =
        read("\"face.jpg,1,2\nface.jpg,3,4\n\"a,b.jpg\",5,6\n\"a,b.jpg,7,8\n");
    assertThat(faces.stream().map(f -> f.keypoints().x(0))).containsExactly(3.0, 5.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x_x,x_y,y_x,y_y|x y",
        "=1_x,nose_x,nose_y,=1_y|=1 nose",
        "-left_x,-left_y|-left",
        "eye x X,eye x Y|eye x"
      })
  void pointsMayHaveOddNames(String header, String names) throws IOException {
    int columns = header.split(",").length;
    List<AnnotatedFace> faces = read("file," + header + "\nface.jpg" + ",1".repeat(columns) + "\n");
    String found = String.join(" ", faces.get(0).schema().orElseThrow().pointNames());
    assertThat(found).isEqualTo(names);
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
