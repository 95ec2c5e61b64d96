package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Formats that state the pictures' sizes. */
class StatedSizesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = AnnotationFormat.class,
      names = {"COCO", "CVAT", "LABELSTUDIO", "LABELME"})
  void aTrainingTellsOfPicturesOfAnotherSizeThanStated(AnnotationFormat format) throws IOException {
    Path picture = folder.resolve("a.png");
    write(picture, 40, 20);
    Path file = OneFaceFile.write(format, picture, new Point(8, 4), new Size(40, 20));
    List<String> notes = new ArrayList<>();
    read(format, file, notes);
    assertThat(notes).isEmpty();
    write(picture, 80, 40);
    read(format, file, notes);
    assertThat(notes)
        .first()
        .asString()
        .contains("pictures of another size than stated: 1")
        .contains("a.png has 80 x 40 pixels, stated are 40 x 20");
  }

  private static void write(Path picture, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    ImageIO.write(image, "png", picture.toFile());
  }

  private static void read(AnnotationFormat format, Path file, List<String> notes)
      throws IOException {
    DataSpec.parse(format.kind() + ":" + file).read(ReadOptions.DEFAULT.withNotes(notes::add));
  }
}
