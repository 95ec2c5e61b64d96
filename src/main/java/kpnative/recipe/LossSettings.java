package kpnative.recipe;

import kpnative.checks.Require;

/**
 * The loss function and its parameters. A loss on coordinates is a mean over faces, keypoints and
 * both coordinates; losses on heatmaps and grids are defined in {@code kpnative.train.loss}.
 *
 * @param kind which loss function
 * @param scale factor on predicted and ground-truth coordinates before the loss is taken, 1e-6 to
 *     1e6; losses on maps alone ignore it
 * @param width of Wing: the loss is logarithmic for errors below it; in the codec's unit, times
 *     {@code scale}
 * @param curvature of Wing, its epsilon
 * @param beta of smooth L1: the loss is quadratic for errors below it
 * @param sigma standard deviation of the Gaussian target heatmaps, as a fraction of the sides
 * @param reg of DSNT: the weight of the term that regularises its heatmaps towards Gaussians, its
 *     lambda
 * @param assumed for a network that outputs which keypoints can be seen: the weight, 0 to 1, of
 *     points of which nobody says whether something covers them; they count as visible
 */
public record LossSettings(
    Kind kind,
    double scale,
    double width,
    double curvature,
    double beta,
    double sigma,
    double reg,
    double assumed) {
  /** Rejects numbers out of range. */
  public LossSettings {
    Require.range("loss.scale", scale, 1e-6, 1e6);
    Require.range("loss.width", width, 1e-9, 1e9);
    Require.range("loss.curvature", curvature, 1e-9, 1e9);
    Require.range("loss.beta", beta, 1e-9, 1e9);
    Require.range("loss.sigma", sigma, 1e-4, 1);
    Require.range("loss.reg", reg, 0, 1e6);
    Require.range("loss.assumed", assumed, 0, 1);
  }

  /** The loss functions. */
  public enum Kind {
    /** Squared error. */
    MSE,
    /** Absolute error. */
    L1,
    /** Squared error below beta, absolute error above (Huber's loss divided by beta). */
    SMOOTH_L1,
    /** Wing (Feng et al. 2018): logarithmic below width, absolute error above. */
    WING,
    /** Squared error of heatmaps. */
    HEATMAP_MSE,
    /** Kullback-Leibler divergence of heatmaps that are distributions. */
    KL,
    /** Adaptive Wing (Wang et al. 2019), on heatmaps with a peak of 1. */
    ADAPTIVE_WING,
    /** Nibali et al. 2018: error of the expected coordinates plus a regulariser on the heatmaps. */
    DSNT,
    /** PIPNet's loss (Jin et al. 2021) on the scores and offsets of a grid. */
    GRID;

    /** {@return whether the loss reads maps, before they are decoded to coordinates} */
    public boolean readsMaps() {
      return switch (this) {
        case MSE, L1, SMOOTH_L1, WING -> false;
        case HEATMAP_MSE, KL, ADAPTIVE_WING, DSNT, GRID -> true;
      };
    }
  }
}
