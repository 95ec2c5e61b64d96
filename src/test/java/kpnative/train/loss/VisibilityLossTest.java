package kpnative.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import kpnative.keypoints.VisibilityLabel;
import kpnative.natives.NativeScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class VisibilityLossTest {
  private static final float HIDDEN = VisibilityLabel.HIDDEN.code();
  private static final float VISIBLE = VisibilityLabel.VISIBLE.code();
  private static final float ASSUMED = VisibilityLabel.ASSUMED.code();
  private static final float UNKNOWN = VisibilityLabel.UNKNOWN.code();

  @Test
  void itIsTheWeightedMeanOfTheCrossEntropies() {
    double visible = Math.log1p(Math.exp(-2.0)); // of a logit of 2
    double hidden = Math.log1p(Math.exp(-1.0)); // of a logit of -1
    double assumed = Math.log1p(Math.exp(0.5)); // of a logit of -0.5, taken for visible

    double loss =
        loss(new float[] {2, -1, -0.5f, 9}, new float[] {VISIBLE, HIDDEN, ASSUMED, UNKNOWN}, 0.25);

    assertThat(loss).isCloseTo((visible + hidden + 0.25 * assumed) / 2.25, within(1e-6));
  }

  @Test
  void pointsOfWhichNothingIsKnownTeachNothing() {
    assertThat(loss(new float[] {5, -5}, new float[] {UNKNOWN, UNKNOWN}, 1)).isZero();
    assertThat(loss(new float[] {5, -5}, new float[] {UNKNOWN, ASSUMED}, 0)).isZero();
  }

  @Test
  void aNetworkWithoutVisibilityHasTheLossOfItsPoints() {
    try (NativeScope scope = NativeScope.open()) {
      Tensor points = torch.zeros(1).add(new Scalar(3.0)).sum();
      Tensor none = torch.zeros(1, 0);

      assertThat(VisibilityLoss.addedTo(points, Optional.empty(), none, 1)).isSameAs(points);
    }
  }

  private static double loss(float[] logits, float[] labels, double assumed) {
    try (NativeScope scope = NativeScope.open()) {
      return VisibilityLoss.of(
              Tensor.create(logits, 1, logits.length),
              Tensor.create(labels, 1, labels.length),
              assumed)
          .item_double();
    }
  }
}
