package kpnative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import kpnative.geometry.Box;
import org.junit.jupiter.api.Test;

class BoxJitterTest {
  private static final Box OWN = new Box(100, 200, 300, 300);
  private static final int FACES = 4000;

  private static double deviation(ToDoubleFunction<Box> of) {
    double[] x =
        IntStream.range(0, FACES)
            .mapToDouble(i -> of.applyAsDouble(BoxJitter.DEFAULT.of(OWN, 0, i)))
            .toArray();
    double mean = IntStream.range(0, FACES).mapToDouble(i -> x[i]).average().orElseThrow();
    return Math.sqrt(
        IntStream.range(0, FACES)
            .mapToDouble(i -> (x[i] - mean) * (x[i] - mean))
            .average()
            .orElseThrow());
  }

  @Test
  void theCentreMovesByTheStatedPartOfEachSide() {
    assertThat(deviation(b -> b.center().x())).isCloseTo(0.05 * 200, within(0.5));
    assertThat(deviation(b -> b.center().y())).isCloseTo(0.05 * 100, within(0.25));
  }

  @Test
  void theLogarithmOfTheFactorSpreadsAsStated() {
    assertThat(deviation(b -> Math.log(b.width()))).isCloseTo(0.1, within(0.005));
  }

  @Test
  void theShapeStays() {
    Box moved = BoxJitter.DEFAULT.of(OWN, 3, 5);

    assertThat(moved.width() / moved.height()).isCloseTo(2, within(1e-9));
  }

  @Test
  void aDrawIsTheSameEachTimeAndDiffersFromTheNext() {
    assertThat(BoxJitter.DEFAULT.of(OWN, 1, 7)).isEqualTo(BoxJitter.DEFAULT.of(OWN, 1, 7));
    assertThat(BoxJitter.DEFAULT.of(OWN, 1, 7)).isNotEqualTo(BoxJitter.DEFAULT.of(OWN, 2, 7));
  }

  @Test
  void aSpreadThatLosesTheFaceIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new BoxJitter(2, 0.1, 1));
  }
}
