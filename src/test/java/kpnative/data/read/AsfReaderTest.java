package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import org.junit.jupiter.api.Test;

class AsfReaderTest extends FaceReaderContract {
  private static final String HEAD = "# a comment\n\n#\n3\n \n# more\n";
  private static final String SECOND = "0 \t0 \t0.3 \t0.4 \t1 \t0 \t2\n";
  private static final String THIRD = "1 \t4 \t0.2 \t0.8 \t2 \t2 \t2\n";

  @Override
  FaceReader reader() {
    return new AsfReader(picture -> new Size(100, 50));
  }

  @Override
  String fileName() {
    return "face.asf";
  }

  @Override
  String text(String firstX) {
    return HEAD + point(firstX) + SECOND + THIRD + "\n# host image\n#\nface.jpg\n\n";
  }

  @Override
  int firstPointLine() {
    return 7;
  }

  @Override
  String ten() {
    return "0.1";
  }

  @Override
  String minusThree() {
    return "-0.03";
  }

  private static String point(String x) {
    return "0 \t0 \t" + x + " \t0.4 \t0 \t2 \t1\n";
  }

  @Test
  void readsTheEditionOfTenColumns() throws IOException {
    String ten = text("0.1").replaceAll("(?m)^([01] .*)$", "$1\t0.000000\t0.000000\t0.000000");
    assertThat(read(ten)).isEqualTo(read(text("0.1")));
  }

  @Test
  void placesPointsByTheirNumbers() throws IOException {
    String turned = HEAD + THIRD + point("0.1") + SECOND + "face.jpg\n";
    assertThat(read(turned)).isEqualTo(read(text("0.1")));
  }

  @Test
  void findsThePictureInTheFolderAbove() throws IOException {
    Path sub = Files.createDirectory(folder.resolve("asf"));
    Path file = Files.writeString(sub.resolve("face.asf"), text("0.1"));
    assertThat(reader().read(file, notes::add).get(0).picture().name()).endsWith("face.jpg");
  }

  @Test
  void fallsBackToThePictureOfItsOwnName() throws IOException {
    assertThat(read(text("0.1").replace("face.jpg", "renamed.bmp")).get(0).picture().name())
        .endsWith("face.jpg");
  }

  @Test
  void takesAHostNameWithBlanks() throws IOException {
    Files.writeString(folder.resolve("my face 1 2 3 4 5.jpg"), "");
    assertThat(
            read(text("0.1").replace("face.jpg", "my face 1 2 3 4 5.jpg")).get(0).picture().name())
        .endsWith("my face 1 2 3 4 5.jpg");
  }

  @Test
  void takesAHostNameWithBackslashes() throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    Files.writeString(folder.resolve("sub/other.jpg"), "");
    assertThat(read(text("0.1").replace("face.jpg", "sub\\other.jpg")).get(0).picture().name())
        .endsWith("other.jpg");
  }

  @Test
  void saysHowManyPointsAreMissing() {
    assertThatThrownBy(() -> read(HEAD + point("0.1") + SECOND + "face.jpg\n"))
        .hasMessageContaining("face.asf:9: expected 3 points, got 2, then 'face.jpg'");
  }

  @Test
  void refusesMorePointsThanItsCount() {
    String more = HEAD + point("0.1") + SECOND + THIRD + SECOND + "face.jpg\n";
    assertThatThrownBy(() -> read(more))
        .hasMessageContaining("face.asf:10: ")
        .hasMessageContaining("one more point");
  }

  @Test
  void refusesAPointTwice() {
    assertThatThrownBy(() -> read(HEAD + point("0.1") + SECOND + SECOND + "face.jpg\n"))
        .hasMessageContaining("face.asf:9: point 1 occurs twice");
  }

  @Test
  void refusesACountBeyondAllBounds() {
    assertThatThrownBy(() -> read("2000000000\n" + point("0.1")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "face.asf:1: the count of points must be a whole number from 0 to 10000");
  }

  @Test
  void refusesAFileOfAbsurdSize() throws IOException {
    Path file = folder.resolve("face.asf");
    Files.writeString(file, "#".repeat(5 << 20));
    assertThatThrownBy(() -> reader().read(file, notes::add))
        .hasMessage(file + ": expected an annotation file of at most 4194304 bytes, got 5242880");
  }

  @Test
  void usesTwoScalesForTheTwoAxes() throws IOException {
    assertThat(read(text("0.2")).get(0).keypoints().point(0)).isEqualTo(new Point(20, 20));
  }
}
