package kpnative.train;

import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The losses of a recipe, as means over all elements. {@code scale} multiplies prediction and truth
 * before anything else, so it also moves the corners of Wing and smooth L1.
 *
 * <p>Wing [1] grows as a logarithm near zero, so that small errors keep a large gradient: {@code
 * width * ln(1 + |x| / curvature)} for {@code |x| < width}, else {@code |x| - C}, where C joins the
 * two. Smooth L1 [2] is {@code x^2 / (2 beta)} for {@code |x| < beta}, else {@code |x| - beta / 2}.
 *
 * <p>[1] Feng et al. 2018, arXiv 1711.06753. [2] Girshick 2015, arXiv 1504.08083.
 */
final class Losses {
  private static final long MEAN = 1; // at::Reduction::Mean

  private final LossSettings settings;

  private Losses(LossSettings settings) {
    this.settings = settings;
  }

  /** {@return the loss that {@code settings} describe; immutable and thread-safe} */
  static Losses of(LossSettings settings) {
    return new Losses(settings);
  }

  /**
   * {@return the loss as a scalar that backward starts from, scratch}
   *
   * @param output {@code [B, 2K]}
   * @param target {@code [B, 2K]}
   * @throws IllegalArgumentException if the shapes differ: LibTorch would silently broadcast
   */
  Tensor apply(Tensor output, Tensor target) {
    if (!output.is_same_size(target)) {
      throw new IllegalArgumentException(
          "the target must have the output's shape "
              + Arrays.toString(output.shape())
              + ", got "
              + Arrays.toString(target.shape()));
    }
    Tensor a = scaled(output);
    Tensor b = scaled(target);
    return switch (settings.kind()) {
      case MSE -> torch.mse_loss(a, b);
      case L1 -> torch.l1_loss(a, b);
      case SMOOTH_L1 -> torch.smooth_l1_loss(a, b, MEAN, settings.beta());
      case WING -> wing(a.sub(b).abs());
    };
  }

  private Tensor scaled(Tensor tensor) {
    return settings.scale() == 1 ? tensor : tensor.mul(new Scalar(settings.scale()));
  }

  private Tensor wing(Tensor error) {
    double w = settings.width();
    double join = w - w * Math.log1p(w / settings.curvature());
    Tensor near = error.div(new Scalar(settings.curvature())).log1p().mul(new Scalar(w));
    Tensor far = error.sub(new Scalar(join));
    // where, not a sum of clamps: those would both pass a gradient on at |x| = width
    return torch.where(error.lt(new Scalar(w)), near, far).mean();
  }
}
