package kpnative.data.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import kpnative.data.AnnotatedFace;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.Holds;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.data.read.AnnotationFormat;
import kpnative.data.read.AnnotationSets;
import kpnative.data.read.DataSpec;
import kpnative.files.OutputFiles;
import kpnative.geometry.Box;
import kpnative.keypoints.KeypointSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a schema that a user states does to points that have names, in training and converting. */
class StatedSchemaTest {
  private static final List<String> IN_FILE = List.of("chin", "left_eye", "nose");

  @TempDir Path folder;
  private Path schema;
  private Path others;
  private Path two;

  static List<AnnotationFormat> withNames() {
    return formats().stream().filter(f -> Writers.of(f).holds().contains(Holds.NAMES)).toList();
  }

  static List<AnnotationFormat> withoutNames() {
    return formats().stream().filter(f -> !Writers.of(f).holds().contains(Holds.NAMES)).toList();
  }

  static List<AnnotationFormat> formats() {
    return AnnotationFiles.formats();
  }

  @BeforeEach
  void write() throws IOException {
    BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
    ImageIO.write(picture, "png", folder.resolve("a.png").toFile());
    schema =
        Files.writeString(
            folder.resolve("mine.schema"), "name: mine\npoints: [left_eye, nose, chin]\n");
    others =
        Files.writeString(
            folder.resolve("others.schema"), "name: others\npoints: [left_eye, nose, mouth]\n");
    two = Files.writeString(folder.resolve("two.schema"), "name: two\npoints: [nose, left_eye]\n");
  }

  /**
   * The point with the index k of the file is at (4k + 1, 5k + 2), or has the place of a number.
   */
  private String data(AnnotationFormat format, List<String> names) throws IOException {
    List<MarkedPoint> points =
        List.of(MarkedPoint.at(1, 2), MarkedPoint.at(5, 7), MarkedPoint.at(9, 12));
    FaceAnnotation face =
        new FaceAnnotation(
            0,
            points,
            Optional.of(new Box(1, 2, 10, 13)),
            Optional.empty(),
            OptionalDouble.empty(),
            "test");
    AnnotatedPicture picture =
        new AnnotatedPicture(
            "a.png", Optional.of(folder.resolve("a.png")), Optional.empty(), List.of(face));
    AnnotationSet set =
        new AnnotationSet(List.of(PointLayout.of(PointLayout.FACE, names)), List.of(picture));
    boolean many = Writers.of(format).form() == SetWriter.Form.FOLDER;
    Path out = many ? folder : folder.resolve("out." + format.extension());
    AnnotationFiles.write(set, new Destination(format, out), false, new OutputFiles(false));
    return format.kind() + ":" + out;
  }

  private static AnnotatedFace trained(String spec) throws IOException {
    return DataSpec.parse(spec).read().get(0);
  }

  /** Formats with fractions are exact to twelve decimals of them. */
  private static double[] rounded(AnnotatedFace face) {
    return Arrays.stream(face.keypoints().toArray()).map(Math::rint).toArray();
  }

  private static AnnotationSet converted(String spec) throws IOException {
    return AnnotationSets.read((DataSpec.Annotations) DataSpec.parse(spec), line -> {}).set();
  }

  @ParameterizedTest
  @MethodSource("withNames")
  void pointsWithNamesKeepTheirPlacesWhateverTheirOrder(AnnotationFormat format)
      throws IOException {
    String spec = "[" + schema + "]" + data(format, IN_FILE);
    AnnotatedFace face = trained(spec);
    assertThat(face.schema().map(KeypointSchema::name)).contains("mine");
    assertThat(rounded(face)).containsExactly(5, 7, 9, 12, 1, 2);
    AnnotationSet set = converted(spec);
    assertThat(set.layouts().get(0).points()).containsExactly("left_eye", "nose", "chin");
    assertThat(set.pictures().get(0).faces().get(0).points())
        .extracting(p -> Math.rint(p.x()))
        .containsExactly(5.0, 9.0, 1.0);
  }

  @ParameterizedTest
  @MethodSource("withNames")
  void otherNamesAreRefused(AnnotationFormat format) throws IOException {
    String spec = "[" + others + "]" + data(format, IN_FILE);
    for (boolean train : List.of(true, false)) {
      assertThatThrownBy(() -> trainedOrConverted(spec, train))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("others has none called 'chin'")
          .hasMessageContaining("--map-to");
    }
  }

  @ParameterizedTest
  @MethodSource("withNames")
  void namesThatAreNumbersAreTakenInTurn(AnnotationFormat format) throws IOException {
    String spec = "[" + schema + "]" + data(format, List.of("p8", "p9", "p10"));
    assertThat(rounded(trained(spec))).containsExactly(1, 2, 5, 7, 9, 12);
    assertThat(converted(spec).pictures().get(0).faces().get(0).points())
        .extracting(p -> Math.rint(p.x()))
        .containsExactly(1.0, 5.0, 9.0);
  }

  @ParameterizedTest
  @MethodSource("withoutNames")
  void pointsWithoutNamesAreTakenInTurn(AnnotationFormat format) throws IOException {
    String spec = "[" + schema + "]" + data(format, IN_FILE);
    assertThat(rounded(trained(spec))).containsExactly(1, 2, 5, 7, 9, 12);
    assertThat(converted(spec).layouts().get(0).points())
        .containsExactly("left_eye", "nose", "chin");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void theSecondSchemaInBracketsIsThatOfTheResult(AnnotationFormat format) throws IOException {
    String spec =
        "[" + schema + ">" + two + "]" + data(format, List.of("left_eye", "nose", "chin"));
    assertThat(rounded(trained(spec))).containsExactly(5, 7, 1, 2);
    AnnotationSet set = converted(spec);
    assertThat(set.layouts().get(0).points()).containsExactly("nose", "left_eye");
    assertThat(set.pictures().get(0).faces().get(0).points())
        .extracting(p -> Math.rint(p.x()))
        .containsExactly(5.0, 1.0);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void bracketsThatNameNoSchemaAreRefused(AnnotationFormat format) throws IOException {
    String data = data(format, IN_FILE);
    for (String brackets : List.of("[nonsense]", "[>nonsense]")) {
      for (boolean train : List.of(true, false)) {
        assertThatThrownBy(() -> trainedOrConverted(brackets + data, train))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("no schema is called 'nonsense'");
      }
    }
  }

  private static void trainedOrConverted(String spec, boolean train) throws IOException {
    if (train) {
      trained(spec);
    } else {
      converted(spec);
    }
  }
}
