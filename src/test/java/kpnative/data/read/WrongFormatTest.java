package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import kpnative.data.AnnotatedFace;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of one format that are given as another. */
class WrongFormatTest {
  @TempDir Path folder;

  private static List<AnnotatedFace> read(String spec) throws IOException {
    return DataSpec.parse(spec).read(ReadOptions.DEFAULT.withNotes(line -> {}));
  }

  private Path annotation(AnnotationFormat format) throws IOException {
    Path picture = folder.resolve("x.png");
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
    ImageIO.write(image, "png", picture.toFile());
    return OneFaceFile.write(format, picture, new Point(4, 6), new Size(40, 30));
  }

  /** MERL-RAV's files are point files, which both readers take. */
  private static List<AnnotationFormat> otherReaders(AnnotationFormat held) {
    return Stream.of(AnnotationFormat.values())
        .filter(f -> f != held && !(isPointFile(f) && isPointFile(held)))
        .toList();
  }

  private static boolean isPointFile(AnnotationFormat format) {
    return format == AnnotationFormat.PTS || format == AnnotationFormat.MERLRAV;
  }

  /** {@return the format that a file's content tells} */
  private static String told(AnnotationFormat held) {
    return isPointFile(held) ? AnnotationFormat.PTS.kind() : held.kind();
  }

  @ParameterizedTest
  @EnumSource(AnnotationFormat.class)
  void aFileIsReadAsWhatItIsByItsKindAndByItsContent(AnnotationFormat held) throws IOException {
    Path file = annotation(held);
    assertThat(read(held.kind() + ":" + file)).hasSize(1);
    assertThat(read(file.toString())).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(AnnotationFormat.class)
  void aFileOfOneFormatGivenAsAnotherIsNamedWithWhatReadsIt(AnnotationFormat held)
      throws IOException {
    Path file = annotation(held);
    for (AnnotationFormat asked : otherReaders(held)) {
      assertThatThrownBy(() -> read(asked.kind() + ":" + file))
          .as("%s as %s", held, asked)
          .isInstanceOf(IOException.class)
          .hasMessage(
              "%s: expected the format %s, got %s: --data %s:%s reads it",
              file, asked.kind(), told(held), told(held), file);
    }
  }

  @ParameterizedTest
  @EnumSource(AnnotationFormat.class)
  void aFolderOfOneFormatGivenAsAnotherIsNamedWithWhatReadsIt(AnnotationFormat held)
      throws IOException {
    annotation(held);
    for (AnnotationFormat asked : otherReaders(held)) {
      assertThatThrownBy(() -> read(asked.kind() + ":" + folder))
          .as("%s as %s", held, asked)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("expected ." + asked.extension() + " files in " + folder)
          .hasMessageEndingWith(
              "got 1 %s files; --data %s:%s reads them", told(held), told(held), folder);
    }
  }
}
