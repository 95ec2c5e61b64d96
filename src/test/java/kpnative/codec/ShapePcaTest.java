package kpnative.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ShapePcaTest {
  private static final long SEED = 8;
  private static final int LENGTH = 6;

  @Test
  void componentsAreOrthonormal() {
    ShapePca pca = ShapePca.of(shapes(40));
    for (int a = 0; a < pca.count(); a++) {
      for (int b = 0; b < pca.count(); b++) {
        assertThat(dot(pca.component(a), pca.component(b)))
            .isCloseTo(a == b ? 1 : 0, within(1e-12));
      }
    }
  }

  @Test
  void aShapeIsTheMeanPlusItsWeightedComponents() {
    double[][] shapes = shapes(40);
    ShapePca pca = ShapePca.of(shapes);
    double[] rest = shapes[3].clone();
    double[] rebuilt = pca.mean();
    for (int i = 0; i < LENGTH; i++) {
      rest[i] -= rebuilt[i];
    }
    for (int c = 0; c < pca.count(); c++) {
      double amount = dot(rest, pca.component(c));
      for (int i = 0; i < LENGTH; i++) {
        rebuilt[i] += amount * pca.component(c)[i];
      }
    }
    assertThat(rebuilt).containsExactly(shapes[3], within(1e-12));
  }

  @Test
  void aComponentsShareIsTheVarianceAlongIt() {
    double[][] shapes = shapes(40);
    ShapePca pca = ShapePca.of(shapes);
    double[] along = new double[pca.count()];
    double all = 0;
    for (double[] shape : shapes) {
      double[] rest = shape.clone();
      for (int i = 0; i < LENGTH; i++) {
        rest[i] -= pca.mean()[i];
        all += rest[i] * rest[i];
      }
      for (int c = 0; c < along.length; c++) {
        along[c] += Math.pow(dot(rest, pca.component(c)), 2);
      }
    }
    for (int c = 0; c < along.length; c++) {
      assertThat(pca.shares()[c]).isCloseTo(along[c] / all, within(1e-12));
    }
    assertThat(pca.shares()[0]).isGreaterThan(pca.shares()[1]);
  }

  @Test
  void theLargestEntryOfAComponentIsPositive() {
    ShapePca pca = ShapePca.of(shapes(40));
    for (int c = 0; c < pca.count(); c++) {
      double largest = 0;
      for (double d : pca.component(c)) {
        largest = Math.abs(d) > Math.abs(largest) ? d : largest;
      }
      assertThat(largest).isPositive();
    }
  }

  @Test
  void mirroredShapesHaveTheSameComponents() {
    double[][] shapes = shapes(40);
    double[] first = ShapePca.of(shapes).component(0);
    for (double[] shape : shapes) {
      for (int i = 0; i < LENGTH; i++) {
        shape[i] = -shape[i];
      }
    }
    assertThat(ShapePca.of(shapes).component(0)).containsExactly(first, within(1e-9));
  }

  @Test
  void fewShapesHaveFewComponents() {
    assertThat(ShapePca.of(shapes(3)).count()).isEqualTo(3);
  }

  @Test
  void identicalShapesHaveNoVariance() {
    assertThat(ShapePca.of(new double[][] {{1, 2}, {1, 2}}).shares()).containsExactly(0, 0);
  }

  @Test
  void shapesOfDifferentLengthAreRefused() {
    assertThatThrownBy(() -> ShapePca.of(new double[][] {{1, 2}, {1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shapes must have 2 values like the first, got 1");
  }

  private static double[][] shapes(int count) {
    Random random = new Random(SEED);
    double[][] shapes = new double[count][LENGTH];
    for (double[] shape : shapes) {
      double common = random.nextGaussian();
      for (int i = 0; i < LENGTH; i++) {
        shape[i] = i + common * (i - 2) + (0.1 + 0.1 * i) * random.nextGaussian();
      }
    }
    return shapes;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
