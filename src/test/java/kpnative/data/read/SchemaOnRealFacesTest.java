package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import kpnative.data.AnnotatedFace;
import kpnative.data.Dataset;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks mirror pairs, eyes and groups on real frontal faces, whose mean must equal its mirror
 * image. Runs where {@code ../shared/data} exists.
 */
class SchemaOnRealFacesTest {
  private static final Path ROOT = Path.of("../shared/data");

  /** The mean of frontal faces, each scaled to the unit square of its extent. */
  private static Keypoints meanShape(String set, String frontal) throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(ROOT), ROOT + " is absent: nothing to compare");
    Dataset data = DatasetReader.read(List.of(ROOT + "/" + set), Optional.empty());
    Predicate<AnnotatedFace> chosen =
        f -> Path.of(f.origin()).getFileName().toString().matches(frontal);
    List<Keypoints> shapes =
        data.faces().stream().filter(chosen).map(f -> toUnitSquare(f.keypoints())).toList();
    double[] mean = new double[2 * data.schema().count()];
    for (Keypoints shape : shapes) {
      double[] xy = shape.toArray();
      for (int i = 0; i < mean.length; i++) {
        mean[i] += xy[i] / shapes.size();
      }
    }
    return Keypoints.of(mean);
  }

  private static Keypoints toUnitSquare(Keypoints k) {
    Box b = k.extent();
    return k.map(
        Warp.affine(
            1 / b.width(), 0, -b.left() / b.width(), 0, 1 / b.height(), -b.top() / b.height()));
  }

  private static Keypoints mirrored(KeypointSchema schema, Keypoints mean) {
    return schema.mirrored(mean.map(Warp.affine(-1, 0, 1, 0, 1, 0)));
  }

  @ParameterizedTest
  @CsvSource({
    "imm58, .*-[12].*, 0.035",
    "imm-frontal73, .*, 0.035",
    "300w/helen/trainset, .*, 0.035",
    "300w/lfpw/trainset, .*, 0.035"
  })
  void theMeanFaceIsItsOwnMirrorImage(String set, String frontal, double largest)
      throws IOException {
    Keypoints mean = meanShape(set, frontal);
    KeypointSchema schema = KeypointSchema.ofCount(mean.count());
    Keypoints mirrored = mirrored(schema, mean);
    for (int k = 0; k < mean.count(); k++) {
      assertThat(mean.point(k).distanceTo(mirrored.point(k)))
          .describedAs("%s %d", set, k)
          .isLessThan(largest);
    }
  }

  @ParameterizedTest
  @CsvSource({"imm58, .*-[12].*", "imm-frontal73, .*", "300w/helen/trainset, .*"})
  void noOtherPairingComesCloser(String set, String frontal) throws IOException {
    Keypoints mean = meanShape(set, frontal);
    List<Integer> pairs = KeypointSchema.ofCount(mean.count()).mirror().orElseThrow();
    for (int k = 0; k < mean.count(); k++) {
      Point image = new Point(1 - mean.x(k), mean.y(k));
      int nearest =
          IntStream.range(0, mean.count())
              .boxed()
              .min(
                  (a, b) ->
                      Double.compare(
                          mean.point(a).distanceTo(image), mean.point(b).distanceTo(image)))
              .orElseThrow();
      double mine = mean.point(pairs.get(k)).distanceTo(image);
      double best = mean.point(nearest).distanceTo(image);
      // points of two groups may nearly coincide (closed lips), so a tie does not count
      assertThat(mine - best).describedAs("%s %d, nearest %d", set, k, nearest).isLessThan(0.01);
    }
  }

  @ParameterizedTest
  @CsvSource({"imm58, .*-[12].*", "imm-frontal73, .*", "300w/helen/trainset, .*"})
  void sidesAreAsSeenInThePicture(String set, String frontal) throws IOException {
    Keypoints mean = meanShape(set, frontal);
    KeypointSchema schema = KeypointSchema.ofCount(mean.count());
    for (String part : List.of("eye", "brow")) {
      Point left = mean.mean(schema.indices("left_" + part).orElseThrow());
      Point right = mean.mean(schema.indices("right_" + part).orElseThrow());
      assertThat(left.x()).isBetween(0.1, 0.45);
      assertThat(right.x()).isBetween(0.55, 0.9);
    }
  }

  @ParameterizedTest
  @CsvSource({"imm58, .*-[12].*", "imm-frontal73, .*", "300w/helen/trainset, .*"})
  void theOuterCornersAreFartherApartThanThePupils(String set, String frontal) throws IOException {
    Keypoints mean = meanShape(set, frontal);
    KeypointSchema schema = KeypointSchema.ofCount(mean.count());
    double ratio = schema.interOcular(mean).orElseThrow() / schema.interPupil(mean).orElseThrow();
    assertThat(ratio).isBetween(1.3, 1.6);
  }

  @ParameterizedTest
  @CsvSource({"imm58, .*-[12].*", "imm-frontal73, .*", "300w/helen/trainset, .*"})
  void theNoseTipIsInTheMiddleBelowTheEyesAndAboveTheMouth(String set, String frontal)
      throws IOException {
    Keypoints mean = meanShape(set, frontal);
    KeypointSchema schema = KeypointSchema.ofCount(mean.count());
    Point tip = mean.mean(schema.indices("nose_tip").orElseThrow());
    String lip = schema.indices("mouth").isPresent() ? "mouth" : "outer_lip";
    assertThat(tip.x()).isBetween(0.45, 0.55);
    assertThat(tip.y())
        .isBetween(
            mean.mean(schema.indices("left_eye").orElseThrow()).y() + 0.1,
            mean.mean(schema.indices(lip).orElseThrow()).y() - 0.05);
  }
}
