package kpnative.train.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Leaves targets that are absent (NaN) out of a loss, without a synchronisation with the device and
 * without another result where all are present: an absent target becomes the prediction itself, so
 * that its error and its gradient are 0, and the mean over all elements becomes one over those that
 * are present.
 */
final class AbsentTargets {
  private AbsentTargets() {}

  /**
   * {@return the target with the prediction, as a constant, where it is NaN; scratch}
   *
   * @param target borrowed
   * @param prediction of the same shape; borrowed
   */
  static Tensor filled(Tensor target, Tensor prediction) {
    return torch.where(target.isnan(), prediction.detach(), target);
  }

  /**
   * {@return the number of all elements divided by that of the present ones, 1 where all are
   * present; a scalar, scratch}
   */
  static Tensor ofAllToPresent(Tensor target) {
    Tensor present = present(target);
    Tensor all = torch.full_like(present, new Scalar((double) target.numel()));
    return all.div(present.clamp_min(new Scalar(1.0)));
  }

  /** {@return the number of present elements; a scalar, scratch} */
  static Tensor present(Tensor target) {
    return target.isnan().logical_not().to(torch.ScalarType.Float).sum();
  }
}
