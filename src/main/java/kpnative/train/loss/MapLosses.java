package kpnative.train.loss;

import kpnative.codec.GaussianTargets;
import kpnative.codec.MapDecoding;
import kpnative.codec.SpreadTargets;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Losses on heatmaps {@code [B, K, H, W]} against Gaussian targets, which are computed from
 * coordinates {@code [B, 2K]} (fractions of the sides) on the heatmaps' device. A keypoint outside
 * the input has weight 0.
 *
 * <p>Each returns a scalar that backward starts from, scratch; maps and coordinates are borrowed.
 * None synchronises with the device. Immutable and thread-safe.
 *
 * <p>[1] Wang et al. 2019, Adaptive Wing Loss, arXiv 1904.07399. [2] Nibali et al. 2018, Numerical
 * Coordinate Regression, arXiv 1801.07372.
 */
final class MapLosses {
  // Adaptive Wing's, as published [1]
  private static final double ALPHA = 2.1;
  private static final double OMEGA = 14;
  private static final double EPSILON = 1;
  private static final double THETA = 0.5;
  private static final double FOREGROUND = 0.2; // threshold on the target, dilated by a pixel
  private static final double FOREGROUND_WEIGHT = 10; // in addition to 1

  /** From [2]: keeps the logarithm finite where both distributions are 0. */
  private static final double TINY = 1e-24;

  private final double sigma;

  /**
   * Losses against Gaussian targets.
   *
   * @param sigma standard deviation of the Gaussians, as a fraction of the sides, above 0
   */
  MapLosses(double sigma) {
    this.sigma = sigma;
  }

  /**
   * {@return the squared error of the maps' softmax against Gaussians of sum 1: summed over
   * keypoints and pixels, the mean over faces}
   */
  Tensor mseOfDistributions(Tensor logits, Tensor xy) {
    GaussianTargets targets = distributions(logits, xy);
    try (Tensor share = share(logits);
        Tensor truth = targets.maps()) {
      return sumOfSquares(share, truth, targets);
    }
  }

  /**
   * {@return the squared error of maps against Gaussians of height 1: summed over keypoints and
   * pixels, the mean over faces}
   */
  Tensor mseOfPeaks(Tensor peaks, Tensor xy) {
    GaussianTargets targets = peaks(peaks, xy);
    try (Tensor truth = targets.maps()) {
      return sumOfSquares(peaks, truth, targets);
    }
  }

  /**
   * {@return the Kullback-Leibler divergence from the maps' softmax to Gaussians of sum 1, in nats,
   * the mean over faces and keypoints}
   *
   * <p>With q the Gaussian: {@code sum(q ln q) - sum(q * logits) + logsumexp(logits)}. Since q is
   * an outer product, the first term is the sum of those of its two factors.
   */
  Tensor kl(Tensor logits, Tensor xy) {
    GaussianTargets targets = distributions(logits, xy);
    Tensor own = negativeEntropy(targets.columns()).add(negativeEntropy(targets.rows()));
    // a network's maps are channels-last: one copy costs less than three strided passes
    try (Tensor rows = logits.contiguous();
        Tensor truth = targets.maps();
        Tensor product = rows.mul(truth)) {
      Tensor expected = product.sum(2, 3); // [B, K]
      return mean(own.sub(expected).add(rows.logsumexp(2, 3)), targets.inside());
    }
  }

  /**
   * {@return {@link #kl(Tensor, Tensor)} to Gaussians of these covariances}
   *
   * @param covariance {@code [B, K, 3]}, see {@link SpreadTargets}
   */
  Tensor kl(Tensor logits, Tensor xy, Tensor covariance) {
    SpreadTargets targets = spread(logits, xy, covariance);
    try (Tensor rows = logits.contiguous();
        Tensor truth = targets.maps();
        Tensor own = torch.xlogy(truth, truth);
        Tensor product = rows.mul(truth)) {
      Tensor divergence = own.sub(product).sum(2, 3); // [B, K]
      return mean(divergence.add(rows.logsumexp(2, 3)), targets.inside());
    }
  }

  /** {@return the weighted Adaptive Wing loss [1] of maps against Gaussians of height 1} */
  Tensor adaptiveWing(Tensor peaks, Tensor xy) {
    GaussianTargets targets = peaks(peaks, xy);
    try (Tensor truth = targets.maps();
        Tensor difference = truth.sub(peaks);
        Tensor error = difference.abs();
        Tensor power = truth.neg().add_(new Scalar(ALPHA)); // alpha - y
        Tensor relative = error.div(new Scalar(EPSILON));
        Tensor near = relative.pow(power).log1p().mul(new Scalar(OMEGA));
        Tensor atTheta = torch.pow(new Scalar(THETA / EPSILON), power);
        Tensor slope = slope(power, atTheta);
        Tensor join = slope.mul(new Scalar(THETA)).sub(atTheta.log1p().mul(new Scalar(OMEGA)));
        Tensor far = slope.mul(error).sub(join);
        Tensor isNear = error.lt(new Scalar(THETA));
        Tensor loss = torch.where(isNear, near, far);
        Tensor weighted = loss.mul(weights(truth))) {
      return mean(weighted.mean(2, 3), targets.inside());
    }
  }

  /**
   * {@return the absolute error of the expected coordinates, averaged over x and y, plus {@code
   * reg} times the Jensen-Shannon divergence of the maps' softmax and Gaussians of sum 1, in nats
   * [2]; the mean over faces and keypoints}
   *
   * @param scale factor on the coordinates; 2 gives the authors' range of -1 to 1
   * @param reg the authors' lambda
   */
  Tensor dsnt(Tensor logits, Tensor xy, double scale, double reg) {
    GaussianTargets targets = distributions(logits, xy);
    return dsnt(logits, xy, targets.maps(), targets.inside(), scale, reg);
  }

  /**
   * {@return {@link #dsnt(Tensor, Tensor, double, double)} with Gaussians of these covariances}
   *
   * @param covariance {@code [B, K, 3]}, see {@link SpreadTargets}
   */
  Tensor dsnt(Tensor logits, Tensor xy, Tensor covariance, double scale, double reg) {
    SpreadTargets targets = spread(logits, xy, covariance);
    return dsnt(logits, xy, targets.maps(), targets.inside(), scale, reg);
  }

  private static Tensor dsnt(
      Tensor logits, Tensor xy, Tensor gaussians, Tensor inside, double scale, double reg) {
    try (Tensor flat = logits.flatten(2, 3);
        Tensor log = flat.log_softmax(2);
        Tensor share = log.exp();
        Tensor maps = gaussians;
        Tensor truth = maps.flatten(2, 3)) {
      Tensor expected = MapDecoding.mean(share, logits.size(2), logits.size(3));
      Tensor known = AbsentTargets.filled(xy, expected); // the gradient of NaN times 0 is NaN
      Tensor error = expected.sub(known).abs().unflatten(1, -1, 2).mean(2); // [B, K]
      Tensor divergence = jensenShannon(share, log, truth).mul(new Scalar(reg));
      return mean(error.mul(new Scalar(scale)).add(divergence), inside);
    }
  }

  /** {@return the number of keypoints inside the input, of which the losses are means; scratch} */
  Tensor weight(Tensor maps, Tensor xy) {
    return peaks(maps, xy).inside().sum();
  }

  private GaussianTargets distributions(Tensor maps, Tensor xy) {
    return GaussianTargets.distributions(xy, maps.size(2), maps.size(3), sigma);
  }

  private GaussianTargets peaks(Tensor maps, Tensor xy) {
    return GaussianTargets.peaks(xy, maps.size(2), maps.size(3), sigma);
  }

  private SpreadTargets spread(Tensor maps, Tensor xy, Tensor covariance) {
    return SpreadTargets.of(xy, covariance, maps.size(2), maps.size(3), sigma);
  }

  private static Tensor share(Tensor logits) {
    try (Tensor flat = logits.flatten(2, 3);
        Tensor share = flat.softmax(2)) {
      return share.unflatten(2, logits.size(2), logits.size(3));
    }
  }

  private static Tensor sumOfSquares(Tensor maps, Tensor truth, GaussianTargets targets) {
    try (Tensor error = maps.sub(truth);
        Tensor squared = error.mul(error)) {
      Tensor each = squared.sum(2, 3).mul(targets.inside()); // [B, K]
      return each.sum().div(new Scalar((double) maps.size(0)));
    }
  }

  private static Tensor slope(Tensor power, Tensor atTheta) {
    // omega * p * t^(p - 1) / epsilon / (1 + t^p), where t is theta / epsilon
    return atTheta.div(atTheta.add(new Scalar(1.0))).mul(power).mul(new Scalar(OMEGA / THETA));
  }

  private static Tensor weights(Tensor truth) {
    long[] window = {3, 3};
    long[] one = {1, 1};
    Tensor grown = torch.max_pool2d(truth, window, one, one, one, false);
    return grown
        .ge(new Scalar(FOREGROUND))
        .to(torch.ScalarType.Float)
        .mul(new Scalar(FOREGROUND_WEIGHT))
        .add(new Scalar(1.0));
  }

  private static Tensor negativeEntropy(Tensor distribution) {
    return torch.xlogy(distribution, distribution).sum(2); // 0 ln 0 is 0
  }

  private static Tensor jensenShannon(Tensor p, Tensor logP, Tensor q) {
    try (Tensor sum = p.add(q);
        Tensor middle = sum.mul(new Scalar(0.5));
        Tensor positive = middle.add(new Scalar(TINY));
        Tensor logMiddle = positive.log();
        Tensor fromP = logP.sub(logMiddle).mul(p);
        Tensor fromQ = torch.xlogy(q, q).sub(logMiddle.mul(q));
        Tensor both = fromP.add(fromQ)) {
      return both.sum(2).mul(new Scalar(0.5));
    }
  }

  /** The mean over the keypoints of weight 1; 0 if there are none. */
  private static Tensor mean(Tensor each, Tensor weight) {
    return each.mul(weight).sum().div(weight.sum().clamp_min(new Scalar(1.0)));
  }
}
