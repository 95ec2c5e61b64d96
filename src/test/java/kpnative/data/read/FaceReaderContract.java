package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kpnative.data.AnnotatedFace;
import kpnative.data.PictureFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of every reader of annotation files. */
abstract class FaceReaderContract {
  @TempDir Path folder;
  final List<String> notes = new ArrayList<>();

  /** The reader under test; if it needs a picture's size, that is 100 x 50 pixels. */
  abstract FaceReader reader();

  /** The name of the annotation file of {@code face.jpg}. */
  abstract String fileName();

  /**
   * The text of a file with one face in {@code face.jpg}: three points, the first at the given x
   * and y = 20, the others at (30, 20) and (20, 40), all in the format's units.
   */
  abstract String text(String firstX);

  /** The line of the first point in {@link #text}, counted from 1. */
  abstract int firstPointLine();

  /** The format's text for x = 10, the centre of a pixel. */
  abstract String ten();

  /** The format's text for x = -3, left of the picture. */
  abstract String minusThree();

  @BeforeEach
  void putThePicture() throws IOException {
    Files.writeString(folder.resolve("face.jpg"), "");
  }

  Path file(String text) throws IOException {
    return Files.writeString(folder.resolve(fileName()), text, StandardCharsets.UTF_8);
  }

  List<AnnotatedFace> read(String text) throws IOException {
    return reader().read(file(text), notes::add);
  }

  @Test
  void readsPixelsCountedFromZero() throws IOException {
    assertThat(read(text(ten())).get(0).keypoints().toArray())
        .containsExactly(new double[] {10, 20, 30, 20, 20, 40}, within(1e-9));
  }

  @Test
  void namesThePictureThatWasFound() throws IOException {
    assertThat(read(text(ten())).get(0).picture())
        .isEqualTo(new PictureFile(folder.resolve("face.jpg")));
  }

  @Test
  void tellsWhereTheAnnotationIs() throws IOException {
    assertThat(read(text(ten())).get(0).origin()).startsWith(folder.resolve(fileName()).toString());
  }

  @Test
  void keepsPointsOutsideThePicture() throws IOException {
    assertThat(read(text(minusThree())).get(0).keypoints().x(0)).isEqualTo(-3);
  }

  @Test
  void readsLinesThatEndAsInWindows() throws IOException {
    assertThat(read(text(ten()).replace("\n", "\r\n"))).isEqualTo(read(text(ten())));
  }

  @Test
  void readsAFileWhoseLastLineDoesNotEnd() throws IOException {
    assertThat(read(text(ten()).stripTrailing())).isEqualTo(read(text(ten())));
  }

  @Test
  void readsAFileThatBeginsWithAByteOrderMark() throws IOException {
    assertThat(read("\uFEFF" + text(ten()))).isEqualTo(read(text(ten())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-inf", "1e999", "12e6", "0x1p3", "5f", "1,5", "--1"})
  void refusesWhatIsNoFiniteNumberAndSaysWhere(String number) throws IOException {
    assertThatThrownBy(() -> read(text(number)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.resolve(fileName()) + ":" + firstPointLine() + ": ");
  }

  @Test
  void refusesAnEmptyFileAndNamesIt() {
    assertThatThrownBy(() -> read(""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.resolve(fileName()).toString());
  }

  @Test
  void refusesAFileThatIsCutOffAmongItsPoints() {
    String cut = text(ten()).substring(0, text(ten()).indexOf(ten()) + ten().length());
    assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
  }

  @Test
  void refusesAnAbsentFileAndNamesIt() {
    Path absent = folder.resolve("absent");
    assertThatThrownBy(() -> reader().read(absent, notes::add))
        .isInstanceOf(IOException.class)
        .hasMessage(absent + ": no such file");
  }

  @Test
  void saysBothSpellingsOfAnAbsentPicture() throws IOException {
    Files.delete(folder.resolve("face.jpg"));
    assertThatThrownBy(() -> read(text(ten())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'face.")
        .hasMessageContaining("(that is, " + folder.toAbsolutePath().resolve("face."));
  }

  @Test
  void refusesBytesThatAreNoText() throws IOException {
    byte[] noise = new byte[4096];
    new Random(5).nextBytes(noise);
    Path file = Files.write(folder.resolve(fileName()), noise);
    assertThatThrownBy(() -> reader().read(file, notes::add))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }
}
