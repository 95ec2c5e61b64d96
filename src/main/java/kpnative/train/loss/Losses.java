package kpnative.train.loss;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import kpnative.network.MapForm;
import kpnative.network.TorchModule;
import kpnative.recipe.LossFit;
import kpnative.recipe.LossSettings;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The losses of a recipe. Losses on coordinates are defined here and are means over the elements
 * whose target is present (0 if none is); absent ones are NaN; those on maps are in {@link
 * MapLosses} and {@link GridLoss}. {@code scale} multiplies prediction and ground truth before
 * anything else, so it also moves the thresholds of Wing and smooth L1.
 *
 * <p>Wing [1] is logarithmic near zero, so that small errors have a large gradient: {@code width *
 * ln(1 + |x| / curvature)} for {@code |x| < width}, else {@code |x| - C}, where C makes it
 * continuous. Smooth L1 [2] is {@code x^2 / (2 beta)} for {@code |x| < beta}, else {@code |x| -
 * beta / 2}.
 *
 * <p>[1] Feng et al. 2018, arXiv 1711.06753. [2] Girshick 2015, arXiv 1504.08083.
 */
public final class Losses {
  private static final long MEAN = 1; // at::Reduction::Mean

  private final LossSettings settings;
  private final MapLosses maps;
  private final boolean ofPeaks;
  private final Supplier<Tensor> nearest;

  private Losses(LossSettings settings, boolean ofPeaks, Supplier<Tensor> nearest) {
    this.settings = settings;
    this.maps = new MapLosses(settings.sigma());
    this.ofPeaks = ofPeaks;
    this.nearest = nearest;
  }

  /**
   * {@return the loss that {@code settings} describe; immutable and thread-safe}
   *
   * @param module whose output is compared with the target; borrowed, must outlive this
   * @throws IllegalArgumentException if the network does not produce what the loss reads
   */
  public static Losses of(LossSettings settings, TorchModule module) {
    LossFit.check(settings.kind(), module.graph());
    boolean ofPeaks = module.graph().mapForm().equals(Optional.of(MapForm.PEAKS));
    return new Losses(settings, ofPeaks, () -> GridLoss.neighbours(module));
  }

  /** {@return a loss on coordinates} */
  static Losses ofCoordinates(LossSettings settings) {
    if (settings.kind().readsMaps()) {
      throw new IllegalArgumentException(settings.kind() + " is not a loss on coordinates");
    }
    return new Losses(
        settings,
        false,
        () -> {
          throw new IllegalStateException("a loss on coordinates has no grid");
        });
  }

  /** {@return whether {@link #apply} takes the input of the last layer instead of its output} */
  public boolean readsMaps() {
    return settings.kind().readsMaps();
  }

  /**
   * {@return the loss as a scalar that backward starts from, scratch}
   *
   * @param output coordinates {@code [B, 2K]}, or maps {@code [B, C, H, W]} if {@link #readsMaps}
   * @param target {@code [B, 2K]}
   * @throws IllegalArgumentException if the shapes of coordinates differ: LibTorch would silently
   *     broadcast
   */
  public Tensor apply(Tensor output, Tensor target) {
    return switch (settings.kind()) {
      case MSE, L1, SMOOTH_L1, WING -> ofCoordinates(output, target);
      case HEATMAP_MSE ->
          ofPeaks ? maps.mseOfPeaks(output, target) : maps.mseOfDistributions(output, target);
      case KL -> maps.kl(output, target);
      case ADAPTIVE_WING -> maps.adaptiveWing(output, target);
      case DSNT -> maps.dsnt(output, target, settings.scale(), settings.reg());
      case GRID -> GridLoss.of(output, target, nearest.get());
    };
  }

  /**
   * {@return the loss against the answers of other networks, as {@link #apply}} Losses on maps that
   * are distributions take the answers' spread, too; the others are those of the coordinates.
   *
   * @param target {@code [B, 2K]}, NaN where there is no answer
   * @param covariance {@code [B, K, 3]}, as {@link kpnative.codec.MapDecoding#covariance}; finite
   */
  public Tensor applySpread(Tensor output, Tensor target, Tensor covariance) {
    return switch (settings.kind()) {
      case KL -> maps.kl(output, target, covariance);
      case DSNT -> maps.dsnt(output, target, covariance, settings.scale(), settings.reg());
      case MSE, L1, SMOOTH_L1, WING, HEATMAP_MSE, ADAPTIVE_WING, GRID -> apply(output, target);
    };
  }

  /**
   * {@return by what {@link #apply} divides a sum: the number of elements, faces or keypoints that
   * count} So the loss of several batches together is the mean of theirs, weighted by this; 0 where
   * nothing counts, and the loss is 0.
   *
   * @param output as for {@link #apply}, of which only the shape is read
   * @param target as for {@link #apply}
   */
  public double weight(Tensor output, Tensor target) {
    return switch (settings.kind()) {
      case MSE, L1, SMOOTH_L1, WING -> AbsentTargets.present(target).item_float();
      case HEATMAP_MSE -> output.size(0);
      case KL, ADAPTIVE_WING, DSNT -> maps.weight(output, target).item_float();
      case GRID -> GridLoss.weight(output, target, nearest.get()).item_float();
    };
  }

  private Tensor ofCoordinates(Tensor output, Tensor target) {
    if (!output.is_same_size(target)) {
      throw new IllegalArgumentException(
          "the target must have the output's shape "
              + Arrays.toString(output.shape())
              + ", got "
              + Arrays.toString(target.shape()));
    }
    Tensor a = scaled(output);
    Tensor b = scaled(AbsentTargets.filled(target, output));
    Tensor mean =
        switch (settings.kind()) {
          case MSE -> torch.mse_loss(a, b);
          case L1 -> torch.l1_loss(a, b);
          case SMOOTH_L1 -> torch.smooth_l1_loss(a, b, MEAN, settings.beta());
          case WING -> wing(a.sub(b).abs());
          default -> throw new IllegalStateException(settings.kind() + " is a loss on maps");
        };
    return mean.mul(AbsentTargets.ofAllToPresent(target));
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
