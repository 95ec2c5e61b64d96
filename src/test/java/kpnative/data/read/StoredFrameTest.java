package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kpnative.data.AnnotatedFace;
import kpnative.data.TurnedPictures;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.MarkedPoint;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Points that were annotated in the stored frame of photographs that EXIF turns. */
class StoredFrameTest {
  private static final int WIDTH = 64; // of the upright photograph
  private static final int HEIGHT = 40;
  private static final int DOT = 8;

  @TempDir Path folder;

  static Stream<Arguments> everyOrientationInEveryFormat() {
    return IntStream.rangeClosed(1, 8)
        .boxed()
        .flatMap(o -> Stream.of(AnnotationFormat.values()).map(f -> Arguments.of(o, f)));
  }

  /** A dark photograph with a white square that begins at (40, 8), stored in this orientation. */
  private void write(int orientation) throws IOException {
    BufferedImage upright = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < DOT * DOT; i++) {
      upright.setRGB(40 + i % DOT, 8 + i / DOT, 0xffffff);
    }
    TurnedPictures.write(folder.resolve("face.jpg"), upright, orientation);
  }

  /** The centre of the white pixels in the file, whose orientation is not applied by ImageIO. */
  private Point dotAsStored() throws IOException {
    BufferedImage stored = javax.imageio.ImageIO.read(folder.resolve("face.jpg").toFile());
    return center(stored.getWidth(), stored.getHeight(), (x, y) -> stored.getRGB(x, y) & 0xff);
  }

  private interface Level {
    int at(int x, int y);
  }

  private static Point center(int width, int height, Level level) {
    double sx = 0;
    double sy = 0;
    int n = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (level.at(x, y) > 128) {
          sx += x;
          sy += y;
          n++;
        }
      }
    }
    assertThat(n).isEqualTo(DOT * DOT);
    return new Point(sx / n, sy / n);
  }

  private Path annotate(AnnotationFormat format, Point p, Size size) throws IOException {
    return OneFaceFile.write(format, folder.resolve("face.jpg"), p, size);
  }

  private AnnotatedFace read(String spec) throws IOException {
    return DatasetReader.read(List.of(spec), Optional.empty()).faces().get(0);
  }

  @ParameterizedTest
  @MethodSource("everyOrientationInEveryFormat")
  void pointsLieWhereTheyWereSeen(int orientation, AnnotationFormat format) throws IOException {
    write(orientation);
    Size stored =
        orientation < 5
            ? new Size(WIDTH, HEIGHT)
            : new Size(/* width= */ HEIGHT, /* height= */ WIDTH);
    Path file = annotate(format, dotAsStored(), stored);

    AnnotatedFace face = read("stored:" + format.kind() + ":" + file);

    try (Image upright = face.picture().read(Channels.GRAY)) {
      BufferedImage seen = upright.toBufferedImage();
      Point dot = center(WIDTH, HEIGHT, (x, y) -> seen.getRaster().getSample(x, y, 0));
      assertThat(upright.size()).isEqualTo(new Size(WIDTH, HEIGHT));
      assertThat(face.keypoints().x(0)).isEqualTo(dot.x(), within(1e-3));
      assertThat(face.keypoints().y(0)).isEqualTo(dot.y(), within(1e-3));
      assertThat(face.keypoints().x(1)).isIn(0.0, WIDTH - 1.0);
      assertThat(face.keypoints().y(1)).isIn(0.0, HEIGHT - 1.0);
    }
  }

  @ParameterizedTest
  @MethodSource("everyOrientationInEveryFormat")
  void withoutTheWordPointsAreThoseOfTheUprightPhotograph(int orientation, AnnotationFormat format)
      throws IOException {
    write(orientation);
    Path file = annotate(format, new Point(43.5, 11.5), new Size(WIDTH, HEIGHT));

    AnnotatedFace face = read(format.kind() + ":" + file);

    assertThat(face.keypoints().x(0)).isEqualTo(43.5, within(1e-3));
    assertThat(face.keypoints().y(0)).isEqualTo(11.5, within(1e-3));
  }

  @ParameterizedTest
  @MethodSource("everyOrientationInEveryFormat")
  void convertsSetsOfTheStoredFrameAreUpright(int orientation, AnnotationFormat format)
      throws IOException {
    write(orientation);
    Size stored =
        orientation < 5
            ? new Size(WIDTH, HEIGHT)
            : new Size(/* width= */ HEIGHT, /* height= */ WIDTH);
    Path file = OneFaceFile.write(format, folder.resolve("face.jpg"), new Point(5, 7), stored);
    String spec = "stored:" + format.kind() + ":" + file;

    AnnotatedPicture picture =
        AnnotationSets.read((DataSpec.Annotations) DataSpec.parse(spec), line -> {})
            .set()
            .pictures()
            .get(0);

    Keypoints trained = read(spec).keypoints();
    MarkedPoint first = picture.faces().get(0).points().get(0);
    assertThat(first.x()).isEqualTo(trained.x(0), within(1e-3));
    assertThat(first.y()).isEqualTo(trained.y(0), within(1e-3));
    picture.size().ifPresent(size -> assertThat(size).isEqualTo(new Size(WIDTH, HEIGHT)));
  }

  @Test
  void theBoxTurnsWithThePoints() throws IOException {
    write(6); // stored 40 x 64; the first row is the right edge
    Path file =
        annotate(
            AnnotationFormat.DLIB,
            new Point(3, 4),
            new Size(/* width= */ HEIGHT, /* height= */ WIDTH));

    assertThat(read("stored:dlib:" + file).box()).contains(Box.ofPixels(56, 1, 6, 4));
  }

  @Test
  void aPictureWhoseHeaderIsDamagedCostsItsFaces() throws IOException {
    write(6);
    Files.writeString(folder.resolve("other.jpg"), "no picture");
    Path file = Files.writeString(folder.resolve("faces.csv"), "face.jpg,1,2\nother.jpg,1,2\n");

    assertThat(DatasetReader.read(List.of("stored:csv:" + file), Optional.empty()).size())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whereNoHeaderCanBeReadTheErrorNamesAPicture(int faces) throws IOException {
    Files.writeString(folder.resolve("other.jpg"), "no picture");
    Path file = Files.writeString(folder.resolve("faces.csv"), "other.jpg,1,2\n".repeat(faces));

    for (Path named : List.of(file, folder)) {
      assertThatThrownBy(() -> DatasetReader.read(List.of("stored:csv:" + named), Optional.empty()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file.toString())
          .hasMessageContaining("other.jpg: ")
          .hasMessageContaining(faces == 1 ? "" : "got none that can be used of 2; first: ")
          .hasMessageNotContaining("reads them");
    }
  }

  @Test
  void ofPointFilesWhosePicturesAreDamagedEachIsNamed() throws IOException {
    Files.writeString(folder.resolve("a.jpg"), "no picture");
    Files.writeString(folder.resolve("b.jpg"), "no picture");
    Files.writeString(folder.resolve("a.pts"), "version: 1\nn_points: 1\n{\n1 1\n}\n");
    Files.writeString(folder.resolve("b.pts"), "version: 1\nn_points: 1\n{\n1 1\n}\n");

    assertThatThrownBy(() -> DatasetReader.read(List.of("stored:pts:" + folder), Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none of 2 files can be used; first: ")
        .hasMessageContaining("a.jpg: ");
  }
}
