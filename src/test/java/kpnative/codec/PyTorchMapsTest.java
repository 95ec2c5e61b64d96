package kpnative.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import kpnative.natives.NativeScope;
import kpnative.testing.Golden;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** Soft-argmax and its standard deviation against PyTorch's softmax in float64. */
class PyTorchMapsTest {
  private static final double TOLERANCE = 1e-6; // fraction of a side; ours is float32

  @Test
  void expectationsAreThoseOfPyTorch() throws IOException {
    try (NativeScope scope = NativeScope.open()) {
      compare(MapDecoding.expectation(logits()), Golden.read("maps.json").numbers("expectation"));
    }
  }

  @Test
  void deviationsAreThoseOfPyTorch() throws IOException {
    try (NativeScope scope = NativeScope.open()) {
      compare(
          MapDecoding.standardDeviation(logits()), Golden.read("maps.json").numbers("deviation"));
    }
  }

  private static Tensor logits() {
    float[] values = new float[2 * 3 * 7 * 5];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (3 * Math.sin(0.7 * i) + 2 * Math.cos(0.21 * i));
    }
    return Tensor.create(values, 2, 3, 7, 5);
  }

  private static void compare(Tensor found, double[] expected) {
    Tensor flat = found.contiguous();
    float[] values = new float[(int) flat.numel()];
    flat.data_ptr_float().get(values);
    assertThat(values).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) values[i]).as("number %d", i).isCloseTo(expected[i], within(TOLERANCE));
    }
  }
}
