package kpnative.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import kpnative.natives.NativeScope;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** {@link MapDecoding#standardDeviation}. */
class MapDeviationTest {
  private static final int SIDE = 64;

  /** Logits of a Gaussian with these standard deviations, in map pixels. */
  private static float[] gaussian(double sx, double sy) {
    float[] logits = new float[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double dx = (x - 30.3) / sx;
        double dy = (y - 33.8) / sy;
        logits[y * SIDE + x] = (float) (-(dx * dx + dy * dy) / 2);
      }
    }
    return logits;
  }

  private static float[] deviation(float[] logits, int height, int width) {
    try (NativeScope scope = NativeScope.open()) {
      int maps = logits.length / (height * width);
      Tensor t = Tensor.create(logits, 1, maps, height, width);
      float[] out = new float[maps];
      FloatPointer data = MapDecoding.standardDeviation(t).contiguous().data_ptr_float();
      data.get(out);
      return out;
    }
  }

  @Test
  void aGaussiansDeviationIsInFractionsOfTheSide() {
    assertThat(deviation(gaussian(3, 3), SIDE, SIDE)[0]).isCloseTo(3f / SIDE, within(1e-4f));
  }

  @Test
  void theVarianceIsTheMeanOverBothAxes() {
    double both = Math.sqrt((2 * 2 + 5 * 5) / 2.0);

    assertThat(deviation(gaussian(2, 5), SIDE, SIDE)[0])
        .isCloseTo((float) both / SIDE, within(1e-3f));
    assertThat(deviation(gaussian(5, 2), SIDE, SIDE)[0])
        .isCloseTo((float) both / SIDE, within(1e-3f));
  }

  @Test
  void aMapOfOnePixelHasNoDeviation() {
    float[] logits = new float[SIDE * SIDE];
    logits[7 * SIDE + 60] = 1e4f;

    assertThat(deviation(logits, SIDE, SIDE)[0]).isZero();
  }

  @Test
  void eachMapHasItsOwnDeviationOnOddSizesToo() {
    float[] logits = new float[2 * 3 * 5]; // the first is flat
    logits[3 * 5] = 1e4f;
    double flat = Math.sqrt(((5 * 5 - 1) / 12.0 / 25 + (3 * 3 - 1) / 12.0 / 9) / 2);

    assertThat(deviation(logits, 3, 5)).hasSize(2);
    assertThat(deviation(logits, 3, 5)[0]).isCloseTo((float) flat, within(1e-5f));
    assertThat(deviation(logits, 3, 5)[1]).isZero();
  }
}
