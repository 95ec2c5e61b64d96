package kpnative.recipe;

import kpnative.checks.Require;

/**
 * What is minimised. Losses of coordinates are means over faces, keypoints and both coordinates;
 * those of maps and grids are defined in {@code kpnative.train.loss}.
 *
 * @param kind of function
 * @param scale multiplies predicted and true coordinates before it, over 0; losses of maps alone
 *     know no coordinates
 * @param width of Wing: errors below are learned by the logarithm; in the codec's unit, times scale
 * @param curvature of Wing, its epsilon
 * @param beta of smooth L1: errors below are squared
 * @param sigma standard deviation of the Gaussians that maps learn, fraction of the sides
 * @param reg of DSNT: the factor on what keeps its maps like Gaussians, its lambda
 */
public record LossSettings(
    Kind kind,
    double scale,
    double width,
    double curvature,
    double beta,
    double sigma,
    double reg) {
  /** Rejects what has no gradient. */
  public LossSettings {
    Require.range("loss.scale", scale, 1e-6, 1e6);
    Require.range("loss.width", width, 1e-9, 1e9);
    Require.range("loss.curvature", curvature, 1e-9, 1e9);
    Require.range("loss.beta", beta, 1e-9, 1e9);
    Require.range("loss.sigma", sigma, 1e-4, 1);
    Require.range("loss.reg", reg, 0, 1e6);
  }

  /** The functions. */
  public enum Kind {
    /** Squared error. */
    MSE,
    /** Absolute error. */
    L1,
    /** Squared below beta, absolute above (Huber's, divided by beta). */
    SMOOTH_L1,
    /** Feng et al. 2018: logarithm below width, absolute above. */
    WING,
    /** Squared error of maps. */
    HEATMAP_MSE,
    /** Kullback-Leibler divergence of maps that are distributions. */
    KL,
    /** Wang et al. 2019: Wing, on maps of peaks. */
    ADAPTIVE_WING,
    /** Nibali et al. 2018: expected coordinates, and the form of the maps. */
    DSNT,
    /** Jin et al. 2021: scores and offsets of a grid. */
    GRID;

    /** {@return whether it reads maps, before coordinates are made of them} */
    public boolean readsMaps() {
      return switch (this) {
        case MSE, L1, SMOOTH_L1, WING -> false;
        case HEATMAP_MSE, KL, ADAPTIVE_WING, DSNT, GRID -> true;
      };
    }
  }
}
