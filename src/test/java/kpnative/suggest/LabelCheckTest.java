package kpnative.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kpnative.data.AnnotatedFace;
import kpnative.data.Dataset;
import kpnative.data.check.ExpectedPoint;
import kpnative.data.check.Finding;
import kpnative.data.check.Kind;
import kpnative.data.painted.SyntheticFaces;
import kpnative.data.read.DatasetReader;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorOptions;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.natives.NativeThreads;
import kpnative.suggest.WrongLabels.Mistake;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelCheckTest {
  private static final long SEED = 4;

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  @ParameterizedTest
  @CsvSource({"MOVED, 9", "SWAPPED, 9", "SIDES, 9", "ALONG, 9", "SLID, 9"})
  void mostOfTenWrongPointsOfEightyPaintedFacesAreAmongTheFirstTwenty(Mistake mistake, int least)
      throws IOException {
    List<AnnotatedFace> faces = SyntheticFaces.faces(80, SEED, 68);
    WrongLabels wrong = WrongLabels.of(faces, KeypointSchema.IBUG68, mistake, 10, SEED);

    assertThat(named(check(KeypointSchema.IBUG68, wrong.faces()), wrong, 20))
        .as("of " + wrong.count() + " points, seed " + SEED)
        .isGreaterThanOrEqualTo(least);
  }

  @ParameterizedTest
  @CsvSource({
    "asf:../shared/data/imm58, MOVED, 27",
    "asf:../shared/data/imm58, SWAPPED, 27",
    "asf:../shared/data/imm58, SIDES, 29",
    "asf:../shared/data/imm58, SLID, 12",
    "pts:../shared/data/300w/helen/trainset, ALONG, 25"
  })
  void thirtyWrongPointsOf240FacesAreAmongTheFirstSixty(String data, Mistake mistake, int least)
      throws IOException {
    assumeTrue(Files.exists(Path.of(data.substring(4))), "no " + data);
    Dataset set = DatasetReader.read(List.of(data), Optional.empty());
    List<AnnotatedFace> faces = new ArrayList<>();
    for (int i = 0; i < 240; i++) { // evenly, of larger sets
      faces.add(set.faces().get((int) ((long) i * set.size() / 240)));
    }
    WrongLabels wrong = WrongLabels.of(faces, set.schema(), mistake, 30, SEED);

    assertThat(named(check(set.schema(), wrong.faces()), wrong, 60))
        .as("of " + wrong.count() + " points, seed " + SEED)
        .isGreaterThanOrEqualTo(least);
  }

  @Test
  void aWrongPointIsExpectedNearItsRightPlace() throws IOException {
    List<AnnotatedFace> faces = SyntheticFaces.faces(60, SEED, 68);
    AnnotatedFace right = faces.get(7);
    double[] xy = right.keypoints().toArray();
    double side = right.keypoints().extent().height();
    xy[2 * 30] += 0.2 * side; // the nose tip
    List<AnnotatedFace> changed = new ArrayList<>(faces);
    changed.set(7, right.withKeypoints(Keypoints.of(xy), List.of()));

    Finding first = check(KeypointSchema.IBUG68, changed).get(0);

    assertThat(first.kind()).isEqualTo(Kind.LABEL);
    assertThat(first.file()).isEqualTo(right.origin());
    ExpectedPoint point = first.points().get(0);
    assertThat(point.index()).isEqualTo(30);
    assertThat(first.value()).isEqualTo(point.deviations());
    Point place = right.keypoints().point(30);
    assertThat(point.place().distanceTo(place)).isCloseTo(0, within(0.05 * side));
    assertThat(first.text()).startsWith(KeypointSchema.IBUG68.pointName(30) + " is ");
  }

  @Test
  void aFaceWhosePointsAreAllElsewhereIsFound() throws IOException {
    List<AnnotatedFace> faces = new ArrayList<>(SyntheticFaces.faces(60, SEED, 68));
    AnnotatedFace right = faces.get(11);
    double away = 0.2 * right.keypoints().extent().width();
    faces.set(
        11, right.withKeypoints(right.keypoints().map(Warp.translation(away, away)), List.of()));

    Finding first = check(KeypointSchema.IBUG68, faces).get(0);

    assertThat(first.file()).isEqualTo(right.origin());
    assertThat(first.text()).startsWith("the points are on average ");
    assertThat(first.points()).hasSize(68);
  }

  @Test
  void absentPointsAreNotMissedAndTheOthersAreStillJudged() throws IOException {
    List<AnnotatedFace> faces = SyntheticFaces.faces(80, SEED, 68);
    WrongLabels wrong = WrongLabels.of(faces, KeypointSchema.IBUG68, Mistake.MOVED, 10, SEED);
    List<AnnotatedFace> partial = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      AnnotatedFace face = wrong.faces().get(i);
      Set<Integer> moved = wrong.points().getOrDefault(face.origin(), Set.of());
      double[] xy = face.keypoints().toArray();
      for (int k = i % 5; k < 68; k += 5) { // a fifth of the points, others in each face
        if (!moved.contains(k)) {
          xy[2 * k] = Double.NaN;
          xy[2 * k + 1] = Double.NaN;
        }
      }
      partial.add(face.withKeypoints(Keypoints.partial(xy), List.of()));
    }

    List<Finding> found = check(KeypointSchema.IBUG68, partial);

    assertThat(named(found, wrong, 20)).isGreaterThanOrEqualTo(9);
    for (Finding f : found) {
      for (ExpectedPoint p : f.points()) {
        assertThat(f.faces().get(0).keypoints().isPresent(p.index())).isTrue();
      }
    }
  }

  @Test
  void tooFewFacesAreALineAndNoFinding() throws IOException {
    List<String> notes = new ArrayList<>();
    List<Finding> found =
        LabelCheck.of(
            BuiltInModel.free().read(),
            KeypointSchema.IBUG68,
            SyntheticFaces.faces(LabelCheck.FEWEST - 1, SEED, 68),
            DetectorOptions.DEFAULT,
            notes::add);

    assertThat(found).isEmpty();
    assertThat(notes).singleElement().asString().contains("20 faces or more").endsWith("got 19");
  }

  /** {@return how many of the wrong points the first findings name} */
  private static long named(List<Finding> found, WrongLabels wrong, int first) {
    return found.stream()
        .limit(first)
        .flatMap(
            f ->
                f.points().stream()
                    .filter(
                        p ->
                            wrong
                                .points()
                                .getOrDefault(f.faces().get(0).origin(), Set.of())
                                .contains(p.index())))
        .count();
  }

  private static List<Finding> check(KeypointSchema schema, List<AnnotatedFace> faces)
      throws IOException {
    List<String> notes = new ArrayList<>();
    List<Finding> found =
        LabelCheck.of(
            BuiltInModel.free().read(), schema, faces, DetectorOptions.DEFAULT, notes::add);
    assertThat(notes).isEmpty();
    return found;
  }
}
