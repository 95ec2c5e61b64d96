package kpnative.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EvaluationTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final KeypointSchema SCHEMA = KeypointSchema.IBUG68;

  /** Two noses: (3, 4) pixels off and exact; twice as large in an input of 200 x 100. */
  private static Evaluation twoNoses() {
    Keypoints face = Faces.face68();
    return Evaluation.of(
        SCHEMA,
        Faces.NOSE,
        List.of(Faces.nose(face, 3, -4, "a.jpg"), Faces.nose(face, 0, 0, "b.jpg")));
  }

  @Test
  void squaredErrorIsAMeanOverFacesAndBothCoordinatesOfTheInput() {
    // dx = 6 / 200, dy = 8 / 100 on one of two faces
    assertThat(twoNoses().measures().mse()).isCloseTo((0.03 * 0.03 + 0.08 * 0.08) / 4, EXACT);
  }

  @Test
  void maeSumAddsOverKeypointsAndAveragesOverFaces() {
    assertThat(twoNoses().measures().maeSum()).isCloseTo((0.03 + 0.08) / 2, EXACT);
  }

  @Test
  void contestErrorIsInPixelsOfThePhotograph() {
    assertThat(twoNoses().measures().contestMaePx()).isCloseTo((3 + 4) / 4.0, EXACT);
  }

  @Test
  void normalisersComeFromTheWholeFaceThoughOnlyTheNoseIsPredicted() {
    Measures m = twoNoses().measures();
    assertThat(m.nmeInterocular()).hasValueCloseTo(5 / 100.0 / 2, EXACT);
    assertThat(m.nmeInterpupil()).hasValueCloseTo(5 / 80.0 / 2, EXACT);
    assertThat(m.nmeBox()).isCloseTo(5 / 100.0 / 2, EXACT); // sqrt(200 x 50) is 100 as well
  }

  @Test
  void aucAndFailuresComeFromTheInterOcularErrors() {
    Keypoints face = Faces.face68();
    Evaluation e =
        Evaluation.of(
            SCHEMA, Faces.NOSE, List.of(Faces.nose(face, 2, 0, "a"), Faces.nose(face, 0, 9, "b")));
    assertThat(e.measures().auc08()).hasValueCloseTo((0.75 + 0) / 2, EXACT);
    assertThat(e.measures().fr08()).hasValueCloseTo(0.5, EXACT);
  }

  @Test
  void facesAreSortedFromBestToWorst() {
    Evaluation e = twoNoses();
    assertThat(e.perFace()).containsExactly(0.05, 0.0);
    assertThat(e.bestFirst()).containsExactly(1, 0);
    assertThat(e.normaliser()).isEqualTo("inter-ocular");
  }

  @Test
  void eachKeypointHasItsMeanError() {
    Keypoints face = Faces.face68();
    Keypoints predicted = Keypoints.of(50 + 10, 20, 50, 20 + 2);
    Evaluation e =
        Evaluation.of(
            SCHEMA,
            new int[] {30, 33},
            List.of(
                MadePrediction.of(face, predicted, Warp.IDENTITY, new Size(100, 100), "a.jpg")));
    assertThat(e.perKeypoint()).containsExactly(0.1, 0.02);
  }

  @Test
  void aSchemaWithoutEyesHasBoxErrorsOnly() {
    Keypoints truth = Keypoints.of(0, 0, 4, 0, 4, 9);
    Keypoints predicted = Keypoints.of(0, 6, 4, 6, 4, 15);
    Evaluation e =
        Evaluation.of(
            KeypointSchema.ofCount(3),
            new int[] {0, 1, 2},
            List.of(MadePrediction.of(truth, predicted, Warp.IDENTITY, new Size(10, 10), "a.jpg")));
    assertThat(e.measures().nmeInterocular()).isEmpty();
    assertThat(e.measures().auc08()).isEmpty();
    assertThat(e.measures().nmeBox()).isCloseTo(1.0, EXACT);
    assertThat(e.normaliser()).isEqualTo("box");
  }

  @Test
  void aSchemaOfOneKeypointIsDividedByTheCrop() {
    Evaluation e =
        Evaluation.of(
            KeypointSchema.ofCount(1),
            new int[] {0},
            List.of(
                MadePrediction.of(
                    Keypoints.of(3, 3),
                    Keypoints.of(3, 8),
                    Warp.scaling(2, 2, new Point(0, 0)),
                    new Size(100, 100),
                    "a.jpg")));
    assertThat(e.normaliser()).isEqualTo("crop");
    assertThat(e.perFace().get(0)).isCloseTo(5 / 50.0, EXACT);
    assertThat(e.measures().nmeBox()).isNaN();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void nmeIgnoresShiftScaleAndTurnOfTheFrame(long seed) {
    Random random = new Random(seed);
    Keypoints truth = Keypoints.of(random.doubles(136, 0, 300).toArray());
    Keypoints predicted =
        Keypoints.of(Arrays.stream(truth.toArray()).map(v -> v + random.nextGaussian()).toArray());
    Warp move =
        Warp.scaling(3.7, 3.7, new Point(10, 20))
            .then(Warp.translation(random.nextDouble() * 1000, -50))
            .then(
                Warp.rotation(Math.PI / 2, new Point(7, 7))); // a quarter turn keeps the box's area
    Measures here = measure(truth, predicted);
    Measures there = measure(truth.map(move), predicted.map(move));
    assertThat(there.nmeInterocular().getAsDouble())
        .isCloseTo(here.nmeInterocular().getAsDouble(), within(1e-9));
    assertThat(there.nmeInterpupil().getAsDouble())
        .isCloseTo(here.nmeInterpupil().getAsDouble(), within(1e-9));
    assertThat(there.nmeBox()).isCloseTo(here.nmeBox(), within(1e-9));
  }

  private static Measures measure(Keypoints truth, Keypoints predicted) {
    int[] all = IntStream.range(0, 68).toArray();
    return Evaluation.of(
            SCHEMA,
            all,
            List.of(MadePrediction.of(truth, predicted, Warp.IDENTITY, new Size(64, 64), "a.jpg")))
        .measures();
  }

  @Test
  void aFaceWithoutExtentIsRefusedByName() {
    Prediction p = Faces.nose(Faces.heap(68, 5, 5), 1, 1, "flat.jpg");
    assertThatThrownBy(() -> Evaluation.of(SCHEMA, Faces.NOSE, List.of(p)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("inter-ocular normaliser")
        .hasMessageContaining("got 0.0")
        .hasMessageContaining("flat.jpg");
  }

  @Test
  void aPredictionOfAnotherCountIsRefusedByName() {
    Keypoints face = Faces.face68();
    Prediction p = MadePrediction.of(face, face, Warp.IDENTITY, new Size(9, 9), "many.jpg");
    assertThatThrownBy(() -> Evaluation.of(SCHEMA, Faces.NOSE, List.of(p)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a prediction needs 1 keypoints, got 68 (many.jpg)");
  }

  @Test
  void aTruthOfAnotherSchemaIsRefusedByName() {
    Prediction p = Faces.nose(Faces.face68(), 0, 0, "other.jpg");
    assertThatThrownBy(() -> Evaluation.of(KeypointSchema.IMM58, Faces.NOSE, List.of(p)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("imm58 needs 58 keypoints, got 68 (other.jpg)");
  }

  @Test
  void noFacesAreRefused() {
    assertThatThrownBy(() -> Evaluation.of(SCHEMA, Faces.NOSE, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one face");
  }

  private static Keypoints without(Keypoints k, int... absent) {
    double[] xy = k.toArray();
    for (int i : absent) {
      xy[2 * i] = Double.NaN;
      xy[2 * i + 1] = Double.NaN;
    }
    return Keypoints.partial(xy);
  }

  private static Prediction moved(Keypoints truth, double dx, int... indices) {
    Keypoints predicted = Faces.face68().select(indices).map(Warp.translation(dx, 0));
    return MadePrediction.of(truth, predicted, Warp.IDENTITY, new Size(100, 100), "a.jpg");
  }

  @Test
  void whatIsAbsentIsNotCounted() {
    int[] two = {30, 33};
    Keypoints face = Faces.face68();
    Evaluation e =
        Evaluation.of(SCHEMA, two, List.of(moved(face, 1, two), moved(without(face, 30), 4, two)));

    assertThat(e.perFace()).containsExactly(0.01, 0.04);
    assertThat(e.perKeypoint()).containsExactly(0.01, 0.025);
    assertThat(e.measures().contestMaePx()).isCloseTo((1 + 1 + 4) / 6.0, EXACT);
    assertThat(e.measures().mse()).isCloseTo((1 + 1 + 16) * 1e-4 / 6, EXACT);
    assertThat(e.unmeasured()).isEmpty();
  }

  @Test
  void aFaceWithoutItsNormaliserIsToldAndNotMeasuredByAnother() {
    int[] two = {30, 33};
    Keypoints face = Faces.face68();
    Evaluation e =
        Evaluation.of(
            SCHEMA,
            two,
            List.of(
                moved(without(face, 36), 50, two),
                moved(face, 1, two),
                moved(without(face, 30, 33), 9, two)));

    assertThat(e.perFace()).containsExactly(Double.NaN, 0.01, Double.NaN);
    assertThat(e.measured()).containsExactly(0.01);
    assertThat(e.bestFirst()).containsExactly(1);
    assertThat(e.meanError()).isEqualTo(0.01);
    assertThat(e.measures().n()).isEqualTo(3);
    assertThat(e.measures().nmeInterocular()).hasValue(0.01);
    assertThat(e.measures().auc08()).hasValueCloseTo(0.875, EXACT);
    assertThat(e.perKeypoint()).containsExactly(0.01, 0.01);
    assertThat(e.normaliser()).isEqualTo("inter-ocular");
    assertThat(e.unmeasured().orElseThrow()).startsWith("2 of 3 faces lack a point");
  }

  @Test
  void facesOfWhichNoneHasWhatIsPredictedCannotBeMeasured() {
    Prediction p = moved(without(Faces.face68(), 30), 1, 30);
    assertThatThrownBy(() -> Evaluation.of(SCHEMA, Faces.NOSE, List.of(p)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no face can be measured: none of the 1");
  }

  @Test
  void theErrorsOfPointsKnowWhatIsAbsent() {
    int[] two = {30, 33};
    Keypoints face = Faces.face68();
    PointErrors errors =
        PointErrors.of(
                SCHEMA,
                two,
                List.of(moved(without(face, 30), 1, two), moved(without(face, 45), 1, two)))
            .orElseThrow();
    assertThat(errors.normaliser()).isEqualTo(Nme.INTER_OCULAR);
    assertThat(errors.perFace().get(0)).containsExactly(Double.NaN, 0.01);
    assertThat(errors.perFace().get(1)).containsExactly(Double.NaN, Double.NaN);
  }

  @Test
  void aRegionIsTheMeanOfThePointsThatSomeFaceHas() {
    int[] two = {30, 36};
    Keypoints face = Faces.face68();
    Evaluation e = Evaluation.of(SCHEMA, two, List.of(moved(without(face, 30), 2, two)));
    assertThat(RegionErrors.of(e, SCHEMA, two).toMap()).containsOnlyKeys("eyes");
  }
}
