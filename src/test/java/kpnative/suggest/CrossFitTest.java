package kpnative.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import kpnative.data.AnnotatedFace;
import kpnative.data.painted.SyntheticFaces;
import org.junit.jupiter.api.Test;

class CrossFitTest {
  private static final int FACES = 200;
  private final Random random = new Random(3);
  private final double[][] features = new double[FACES][3];
  private final double[][] targets = new double[FACES][2];
  private final Folds folds = Folds.of(SyntheticFaces.faces(FACES, 1, 68));

  /** Two linear targets of three features, with a little noise. */
  CrossFitTest() {
    for (int i = 0; i < FACES; i++) {
      for (int j = 0; j < 3; j++) {
        features[i][j] = random.nextGaussian();
      }
      targets[i][0] = truth(i, 0) + 0.01 * random.nextGaussian();
      targets[i][1] = truth(i, 1) + 0.01 * random.nextGaussian();
    }
  }

  private double truth(int i, int t) {
    double[] x = features[i];
    return t == 0 ? 5 + x[0] - 2 * x[1] : -3 + 0.5 * x[2];
  }

  @Test
  void targetsThatTheFeaturesTellAreExpected() {
    double[][] expected = CrossFit.predictions(features, targets, folds);

    for (int i = 0; i < FACES; i++) {
      assertThat(expected[i][0]).isCloseTo(truth(i, 0), within(0.6)); // the penalty's shrinking
      assertThat(expected[i][1]).isCloseTo(truth(i, 1), within(0.2));
    }
  }

  @Test
  void aFewWrongTargetsHardlyMoveWhatIsExpected() {
    double[][] before = CrossFit.predictions(features, targets, folds);
    for (int i = 0; i < FACES; i += 20) {
      targets[i][0] += 1000;
    }
    double[][] after = CrossFit.predictions(features, targets, folds);

    for (int i = 0; i < FACES; i++) {
      assertThat(after[i][0]).isCloseTo(before[i][0], within(0.5));
    }
  }

  @Test
  void absentTargetsAreExpectedFromTheOthers() {
    for (int i = 0; i < FACES; i += 3) {
      targets[i][1] = Double.NaN;
    }
    double[][] expected = CrossFit.predictions(features, targets, folds);

    for (int i = 0; i < FACES; i++) {
      assertThat(expected[i][1]).isCloseTo(truth(i, 1), within(0.3));
    }
  }

  @Test
  void noFoldHasFacesOfAPersonOfAnother() {
    List<AnnotatedFace> faces = new ArrayList<>();
    for (AnnotatedFace face : SyntheticFaces.faces(30, 1, 68)) {
      String person = Integer.toString(faces.size() % 7);
      faces.add(
          new AnnotatedFace(
              face.picture(),
              face.photograph(),
              Optional.of(person),
              face.keypoints(),
              face.box(),
              face.origin()));
    }
    Folds byPerson = Folds.of(faces);

    assertThat(byPerson.count()).isEqualTo(7);
    for (int fold = 0; fold < 7; fold++) {
      int[] inside = byPerson.inside(fold);
      assertThat(inside).hasSizeBetween(4, 5);
      for (int i : inside) {
        assertThat(i % 7).isEqualTo(inside[0] % 7);
      }
      assertThat(byPerson.outside(fold)).hasSize(30 - inside.length);
    }
  }
}
