package kpnative.train;

import kpnative.train.loss.Losses;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * What teachers say of a batch; scratch.
 *
 * @param target {@code [B, 2K]}, as the student's codec encodes it; NaN where they do not agree, or
 *     where a point may lie beyond the input's edge
 * @param covariance {@code [B, K, 3]}, as {@link kpnative.codec.MapDecoding#covariance}
 * @param weight of its loss, 0 to 1
 */
record Taught(Tensor target, Tensor covariance, double weight) {
  /**
   * {@return the mixture of the labels' loss and that of the answers}
   *
   * @param labels the labels' loss, a scalar; 0 where no face of the batch has any
   * @param output what the loss reads
   */
  Tensor mixed(Tensor labels, Losses losses, Tensor output) {
    Tensor answers = losses.applySpread(output, target, covariance);
    return labels.mul(new Scalar(1 - weight)).add(answers.mul(new Scalar(weight)));
  }
}
