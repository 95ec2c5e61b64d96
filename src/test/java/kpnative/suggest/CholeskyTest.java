package kpnative.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CholeskyTest {
  @Test
  void aMatrixTimesItsInverseIsTheIdentity() {
    double[][] a = {{4, 1, 0.5}, {1, 3, -0.2}, {0.5, -0.2, 2}};
    double[][] inverse = Cholesky.of(a).inverse();

    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          sum += a[i][k] * inverse[k][j];
        }
        assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-12));
      }
    }
  }

  @Test
  void aMatrixThatIsNotPositiveDefiniteIsRejected() {
    assertThatThrownBy(() -> Cholesky.of(new double[][] {{1, 2}, {2, 1}}))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("not positive definite: pivot 1");
  }
}
