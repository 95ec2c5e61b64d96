package kpnative.train;

/**
 * What is minimised: the mean over faces, keypoints and both coordinates.
 *
 * @param kind of function
 * @param scale multiplies prediction and truth before it, over 0
 * @param width of Wing: errors below are learned by the logarithm; in the codec's unit, times scale
 * @param curvature of Wing, its epsilon
 * @param beta of smooth L1: errors below are squared
 */
public record LossSettings(Kind kind, double scale, double width, double curvature, double beta) {
  /** Rejects what has no gradient. */
  public LossSettings {
    Recipe.range("loss.scale", scale, 1e-6, 1e6);
    Recipe.range("loss.width", width, 1e-9, 1e9);
    Recipe.range("loss.curvature", curvature, 1e-9, 1e9);
    Recipe.range("loss.beta", beta, 1e-9, 1e9);
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
    WING
  }
}
