package kpnative.train.loss;

import java.util.Optional;
import kpnative.keypoints.VisibilityLabel;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * The loss of the keypoints' visibility: binary cross-entropy, a weighted mean over the points of
 * which something is known.
 */
public final class VisibilityLoss {
  private static final long SUM = 2; // at::Reduction::Sum

  private VisibilityLoss() {}

  /**
   * {@return the loss as a scalar, scratch; 0 if nothing is known of any point}
   *
   * @param logits of being visible, {@code [B, K]}
   * @param labels the codes of {@link VisibilityLabel}, {@code [B, K]} float32
   * @param assumed the weight of {@link VisibilityLabel#ASSUMED} points, which count as visible;
   *     that of others is 1
   */
  public static Tensor of(Tensor logits, Tensor labels, double assumed) {
    Tensor visible = labels.gt(code(VisibilityLabel.HIDDEN)).to(logits.scalar_type());
    Tensor weight = weights(labels, assumed).to(logits.scalar_type());
    Tensor sum =
        torch.binary_cross_entropy_with_logits(
            logits, visible, new TensorOptional(weight), new TensorOptional(), SUM);
    return sum.div(weight.sum().clamp_min(new Scalar(1.0)));
  }

  /**
   * {@return a loss with that of the visibility added where the network outputs it}
   *
   * @param loss of the keypoints
   * @param logits {@code [B, K]}; empty where the network has no visibility
   */
  public static Tensor addedTo(
      Tensor loss, Optional<Tensor> logits, Tensor labels, double assumed) {
    return logits.map(l -> loss.add(of(l, labels, assumed))).orElse(loss);
  }

  /**
   * {@return by what {@link #of} divides a sum: the weights of all points together}
   *
   * @param labels as for {@link #of}
   * @param assumed as for {@link #of}
   */
  public static double weight(Tensor labels, double assumed) {
    return weights(labels, assumed).sum().item_float();
  }

  private static Tensor weights(Tensor labels, double assumed) {
    Tensor known = labels.lt(code(VisibilityLabel.ASSUMED)).to(labels.scalar_type());
    Tensor guessed = labels.eq(code(VisibilityLabel.ASSUMED)).to(labels.scalar_type());
    return known.add(guessed.mul(new Scalar(assumed)));
  }

  private static Scalar code(VisibilityLabel label) {
    return new Scalar((double) label.code());
  }
}
