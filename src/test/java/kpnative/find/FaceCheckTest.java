package kpnative.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import kpnative.geometry.Box;
import kpnative.infer.Face;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceCheckTest {
  private static final double LEAST = FindOptions.DEFAULT.leastConfidence();

  /** What was measured: docs/decisions/027-finding-faces.md. */
  @ParameterizedTest
  @CsvSource({
    "0.04,   0.183,  false", // a clock, of which YuNet was sure
    "0.0886, 0.1117, false", // an icon of a shield, of which YuNet was sure
    "0.2782, 0.0427, false", // another thing in a photograph
    "0.4825, 0.0638, false", // a drawn symbol, by the cascades
    "0.3741, 0.0434, false", // a face on its head, read upright
    "0.5153, 0.1818, false", // sure keypoints that move
    "0.5030, 0.0606, true", // a blurred face in the background
    "0.6587, 0.0293, true", // the least sure of 43 faces
    "0.6771, 0.0553, true", // the one that moves most
    "0.86,   0.01,   true"
  })
  void everyFindersFacePassesTheSameCheck(double confidence, double disagreement, boolean isFace) {
    for (boolean finderIsSure : new boolean[] {true, false}) {
      FaceCheck check = new FaceCheck(LEAST, finderIsSure);

      assertThat(check.accepts(face(confidence, disagreement))).isEqualTo(isFace);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.544, 0.024, false", // a corner of 11 pixels, read as a face on its side
    "0.680, 0.030, true" // the least sure of 39 faces on their heads
  })
  void whatWasReadInATurnedCopyMustBeSurer(double confidence, double disagreement, boolean isFace) {
    FaceCheck check = new FaceCheck(LEAST, true);

    assertThat(check.accepts(face(confidence, disagreement))).isTrue();
    assertThat(check.turned().accepts(face(confidence, disagreement))).isEqualTo(isFace);
    assertThat(new FaceCheck(0, true).turned().accepts(face(0, 1))).isTrue();
  }

  @Test
  void withALeastConfidenceOfZeroOnlyASureFinderIsBelieved() {
    assertThat(new FaceCheck(0, true).accepts(face(0.1, 0.5))).isTrue();
    assertThat(new FaceCheck(0, false).accepts(face(0.1, 0.079))).isTrue();
    assertThat(new FaceCheck(0, false).accepts(face(0.9, 0.081))).isFalse();
    assertThat(new FaceCheck(0, false).accepts(face(0.9, Double.NaN))).isFalse();
    assertThat(new FaceCheck(0, false).accepts(face(Double.NaN, 0.041))).isFalse();
  }

  @Test
  void whatPassesALeastConfidencePassesEveryLesserOne() {
    double[] least = {0, 0.01, 0.3, LEAST, 0.9, 1};
    for (double disagreement : new double[] {0.01, 0.039, 0.041, 0.079, 0.081, 0.5, Double.NaN}) {
      for (double confidence : new double[] {0, 0.005, 0.4, 0.95, 1, Double.NaN}) {
        Face face = face(confidence, disagreement);
        for (boolean finderIsSure : new boolean[] {true, false}) {
          for (int i = 1; i < least.length; i++) {
            if (new FaceCheck(least[i], finderIsSure).accepts(face)) {
              assertThat(new FaceCheck(least[i - 1], finderIsSure).accepts(face)).isTrue();
            }
          }
        }
      }
    }
  }

  @Test
  void withoutCalibrationASureFinderVouchesForTheFace() {
    Face unknown = face(Double.NaN, 0.06);

    assertThat(new FaceCheck(LEAST, true).accepts(unknown)).isTrue();
    assertThat(new FaceCheck(LEAST, false).accepts(unknown)).isFalse();
    assertThat(new FaceCheck(LEAST, false).accepts(face(Double.NaN, 0.03))).isTrue();
  }

  private static Face face(double confidence, double disagreement) {
    List<Double> confidences =
        Double.isNaN(confidence) ? List.of() : Collections.nCopies(5, confidence);
    return new Face(
        new Box(0, 0, 10, 10),
        Keypoints.of(1, 1, 9, 1, 5, 5, 2, 8, 8, 8),
        confidences,
        0.9,
        disagreement,
        KeypointSchema.ofCount(5),
        IntStream.range(0, 5).boxed().toList());
  }
}
