package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kpnative.files.FileNames;
import kpnative.natives.NativeRuntime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFilesTest {
  private static final byte[] JPEG =
      EncodedPictures.encode(EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB), "jpg");

  @TempDir Path folder;

  @BeforeAll
  static void load() {
    NativeRuntime.loadForDetection();
  }

  private void write(String name, String latin1) throws IOException {
    Files.write(folder.resolve(name), latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void theBeginningOfASignatureIsNoError() throws IOException {
    List<String> signatures =
        List.of(
            "\0\0\0 ftypheic", "RIFF\0\0\0\0WEBP", "RIFF\0\0\0\0AVI LIST", "BM", "P5 ", "PK\3\4");
    Files.write(folder.resolve("face.png"), JPEG);
    for (String signature : signatures) {
      for (int n = 1; n <= signature.length(); n++) {
        write(signatures.indexOf(signature) + "-" + n, signature.substring(0, n));
      }
    }

    assertThat(PictureFiles.in(folder).pictures()).contains(folder.resolve("face.png"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.jpg", "a.jfif", "a.jpe", "A.JPG", "a.jpg ", "a", "a.txt", "a.bak", "ä.Jpeg~"})
  void aPictureIsTakenWhateverItsName(String name) throws IOException {
    Path file = FileNames.in(folder, name);
    Files.write(file, JPEG);

    assertThat(PictureFiles.in(folder).pictures()).containsExactly(file);
    assertThat(PictureFiles.in(folder).others()).isEmpty();
  }

  @Test
  void aPictureOfEachFormatIsTakenByItsFirstBytes() throws IOException {
    Map<String, byte[]> formats = PictureCostTest.formats();
    for (Map.Entry<String, byte[]> format : formats.entrySet()) {
      Files.write(folder.resolve(format.getKey().replace(' ', '-') + "-"), format.getValue());
    }

    assertThat(PictureFiles.in(folder).pictures()).hasSameSizeAs(formats.keySet());
  }

  @Test
  void whatIsNotTakenIsSaidByCountAndKind() throws IOException {
    Files.write(folder.resolve("face.png"), JPEG);
    write("face.pts", "version: 1\n");
    write("BMnotes", "BMI and other notes, which begin like a bitmap");
    write("film.avi", "RIFF\0\0\0\0AVI LIST");
    write("clip", "\0\0\0 ftypisom");
    write("photo.heic", "\0\0\0 ftypheic");
    write("set.zip", "PK\3\4....");
    write("nothing", "");
    write("numbers", "\1\2\3\0");

    assertThat(PictureFiles.in(folder).pictures()).containsExactly(folder.resolve("face.png"));
    assertThat(PictureFiles.in(folder).others())
        .isEqualTo(
            "8 others: 1 in another picture format (photo.heic: save it as JPEG or PNG),"
                + " 2 video (clip: give it by itself), 1 archive, 2 text, 1 empty, 1 other");
  }

  @Test
  void aDamagedPictureIsTakenByItsNameSoThatItIsReported() throws IOException {
    write("damaged.jpg", "not a picture");

    assertThat(PictureFiles.under(folder)).hasSize(1);
  }

  @Test
  void aFolderWithoutPicturesSaysWhatItHolds() throws IOException {
    write("film.avi", "RIFF\0\0\0\0AVI LIST");

    assertThatThrownBy(() -> PictureFiles.under(folder))
        .hasMessage(
            folder
                + ": expected picture files in this folder, got 1 other: 1 video (film.avi: give it"
                + " by itself)");
    Files.delete(folder.resolve("film.avi"));
    assertThatThrownBy(() -> PictureFiles.under(folder)).hasMessageEndingWith("got none");
  }

  @Test
  void aFileThatIsNamedItselfIsTaken() throws IOException {
    write("notes", "text");

    assertThat(PictureFiles.in(folder.resolve("notes")).pictures())
        .isEqualTo(List.of(folder.resolve("notes")));
  }
}
