package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeScope;
import kpnative.recipe.OptimizerSettings;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gradients of 3 and 4 in two tensors: a norm of 5. */
class GradientClippingTest {
  private NativeScope scope;
  private Tensor a;
  private Tensor b;
  private AdamOptimizer optimizer;

  @BeforeEach
  void open() {
    scope = NativeScope.open();
    a = torch.zeros(2).set_requires_grad(true);
    b = torch.zeros(1, 2).set_requires_grad(true);
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    parameters.put("a", a);
    parameters.put("b", b);
    optimizer =
        new AdamOptimizer(
            parameters,
            new OptimizerSettings(OptimizerSettings.Kind.ADAM, 1e-3, 0, 0.9, 0.999, 1e-8));
    a.mutable_grad().select(0, 1).fill_(new Scalar(3.0));
    b.mutable_grad().select(1, 0).fill_(new Scalar(-4.0));
  }

  @AfterEach
  void close() {
    optimizer.close();
    scope.close();
  }

  @Test
  void allGradientsShrinkByOneFactor() {
    try (GradientClipping clipping = new GradientClipping(optimizer, 2.5)) {
      assertThat(clipping.clip()).isCloseTo(5, within(1e-6));
      assertThat(value(a, 1)).isCloseTo(1.5, within(1e-6));
      assertThat(value(b, 0)).isCloseTo(-2, within(1e-6));
      assertThat(clipping.clip()).isCloseTo(2.5, within(1e-5));
    }
  }

  @Test
  void gradientsBelowTheLimitStay() {
    try (GradientClipping clipping = new GradientClipping(optimizer, 5.5)) {
      assertThat(clipping.clip()).isCloseTo(5, within(1e-6));
      assertThat(value(a, 1)).isEqualTo(3);
      assertThat(value(b, 0)).isEqualTo(-4);
    }
  }

  @Test
  void aGradientThatIsNotFiniteShowsInTheNormAndSpoilsNoOther() {
    a.mutable_grad().select(0, 0).fill_(new Scalar(Double.POSITIVE_INFINITY));
    try (GradientClipping clipping = new GradientClipping(optimizer, 2.5)) {
      assertThat(clipping.clip()).isInfinite();
      assertThat(value(b, 0)).isEqualTo(-4);
      a.mutable_grad().select(0, 0).fill_(new Scalar(Double.NaN));
      assertThat(clipping.clip()).isNaN();
      assertThat(value(b, 0)).isEqualTo(-4);
    }
  }

  @Test
  void aLimitOfZeroIsRefused() {
    assertThatThrownBy(() -> new GradientClipping(optimizer, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the limit of the norm must be above 0, got 0.0");
  }

  @Test
  void fiveHundredClipsLeaveNoNativeObject() {
    long before = NativeMemory.objects();
    try (GradientClipping clipping = new GradientClipping(optimizer, 2.5)) {
      for (int i = 0; i < 500; i++) {
        clipping.clip();
      }
    }
    assertThat(NativeMemory.objects()).isEqualTo(before);
  }

  private static double value(Tensor parameter, long index) {
    return parameter.grad().view(-1).get(index).item_double();
  }
}
