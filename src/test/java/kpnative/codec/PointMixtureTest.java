package kpnative.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PointMixtureTest {
  private static final int OLD = 12;

  private final SplittableRandom random = new SplittableRandom(3);

  /** {@return points about a circle, moved at random} */
  private float[] face() {
    float[] face = new float[2 * OLD];
    for (int j = 0; j < OLD; j++) {
      double angle = 2 * Math.PI * j / OLD;
      face[2 * j] = (float) (Math.cos(angle) + random.nextDouble(-0.1, 0.1));
      face[2 * j + 1] = (float) (Math.sin(angle) + random.nextDouble(-0.1, 0.1));
    }
    return face;
  }

  /** {@return the point that lies between two of a face, {@code share} of the way} */
  private static float[] between(float[] face, int a, int b, float share) {
    return new float[] {
      face[2 * a] + share * (face[2 * b] - face[2 * a]),
      face[2 * a + 1] + share * (face[2 * b + 1] - face[2 * a + 1])
    };
  }

  private static PointMixture.Fit examples(PointMixtureTest test, int faces, int a, int b) {
    PointMixture.Fit fit = PointMixture.fit(OLD, 1);
    for (int i = 0; i < faces; i++) {
      float[] face = test.face();
      fit.add(face, between(face, a, b, 0.25F));
    }
    return fit;
  }

  @Test
  void aPointBetweenTwoIsAMixtureOfThem() {
    PointMixture mixture = examples(this, 30, 4, 5).solve();

    double[] weights = mixture.weights(0);
    assertThat(weights[4]).isCloseTo(0.75, within(0.02));
    assertThat(weights[5]).isCloseTo(0.25, within(0.02));
    assertThat(mixture.error()).isLessThan(0.01);
  }

  @Test
  void weightsAreNotNegativeAndSumToOneAlsoFromOneFace() {
    double[] weights = examples(this, 1, 7, 8).solve().weights(0);

    double sum = 0;
    for (double weight : weights) {
      assertThat(weight).isNotNegative();
      sum += weight;
    }
    assertThat(sum).isCloseTo(1, within(1e-9));
  }

  @Test
  void facesWithoutThePointDoNotCount() {
    PointMixture.Fit fit = examples(this, 20, 4, 5);
    for (int i = 0; i < 20; i++) {
      fit.add(face(), new float[] {Float.NaN, Float.NaN});
    }

    assertThat(fit.solve().weights(0)[4]).isCloseTo(0.75, within(0.02));
  }

  @Test
  void aPointThatNoFaceHasIsTheMeanOfAll() {
    PointMixture.Fit fit = PointMixture.fit(OLD, 1);
    fit.add(face(), new float[] {Float.NaN, Float.NaN});

    assertThat(fit.solve().weights(0)).containsOnly(1.0 / OLD);
  }

  @Test
  void weightsOfALayerMixAsThePointsDo() {
    PointMixture mixture = examples(this, 30, 4, 5).solve();
    float[] layer = new float[OLD * 3]; // three numbers a keypoint
    for (int i = 0; i < layer.length; i++) {
      layer[i] = i;
    }

    float[] mixed = mixture.mix(layer);

    double[] w = mixture.weights(0);
    assertThat(mixed).hasSize(3);
    for (int i = 0; i < 3; i++) {
      double expected = 0;
      for (int j = 0; j < OLD; j++) {
        expected += w[j] * layer[3 * j + i];
      }
      assertThat((double) mixed[i]).isCloseTo(expected, within(1e-3));
    }
  }

  @Test
  void aFaceOfAnotherNumberOfPointsIsRefused() {
    PointMixture.Fit fit = PointMixture.fit(OLD, 1);

    assertThatThrownBy(() -> fit.add(new float[4], new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a face must have 12 old and 1 new keypoints, got 2 and 1");
  }
}
