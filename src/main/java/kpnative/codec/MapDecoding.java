package kpnative.codec;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Decodes heatmaps {@code [B, K, H, W]} to coordinates {@code [B, 2K]}, x and y interleaved, as
 * fractions of the width and height ({@link kpnative.geometry.PixelCentres}), the form of {@link
 * CoordinateCodec} with origin 0.
 *
 * <p>All operations run on the maps' device without synchronising with it. Maps are borrowed,
 * float32, of any strides; results are scratch. Where several pixels share the maximum, LibTorch
 * decides which one is taken. Thread-safe.
 */
public final class MapDecoding {
  private MapDecoding() {}

  /**
   * {@return the expected coordinates under each map's softmax (soft-argmax); differentiable}
   *
   * @see <a href="https://arxiv.org/abs/1711.08229">Sun et al. 2018, Integral Human Pose
   *     Regression</a>
   */
  public static Tensor expectation(Tensor logits) {
    return expectation(logits, centres(logits.size(2), logits.size(3), logits));
  }

  /**
   * {@return the expectation, as {@link #expectation(Tensor)}}
   *
   * @param centres {@link #centres} for the maps' size, computed once for many calls; borrowed
   */
  public static Tensor expectation(Tensor logits, Tensor centres) {
    try (Tensor flat = logits.flatten(2, 3);
        Tensor probability = torch.softmax(flat, 2); // [B, K, H*W]
        Tensor expected = torch.matmul(probability, centres)) { // [B, K, 2]
      return expected.flatten(1, 2);
    }
  }

  /**
   * {@return the standard deviation of each map's softmax, {@code [B, K]}: the square root of the
   * mean of its variances along x and along y, as fractions of the width and height}
   *
   * <p>It is computed from the two marginals and about the mean: in float32, a difference of
   * squares would lose the variance of a sharp map.
   *
   * @param logits {@code [B, K, H, W]}
   */
  public static Tensor standardDeviation(Tensor logits) {
    long height = logits.size(2);
    long width = logits.size(3);
    Tensor probability = torch.softmax(logits.flatten(2, 3), 2).unflatten(2, height, width);
    Tensor x = variance(probability.sum(2), PixelGrid.centres(width, logits));
    Tensor y = variance(probability.sum(3), PixelGrid.centres(height, logits));
    return x.add(y).mul(new Scalar(0.5)).sqrt();
  }

  /**
   * {@return the covariance of each map's softmax, {@code [B, K, 3]}: the variance along x, the
   * covariance of x and y, the variance along y, as fractions of the width and height}
   *
   * @param logits {@code [B, K, H, W]}
   */
  public static Tensor covariance(Tensor logits) {
    long height = logits.size(2);
    long width = logits.size(3);
    Tensor probability = torch.softmax(logits.flatten(2, 3), 2).unflatten(2, height, width);
    Tensor x = deviations(probability.sum(2), PixelGrid.centres(width, logits)); // [B, K, W]
    Tensor y = deviations(probability.sum(3), PixelGrid.centres(height, logits)); // [B, K, H]
    Tensor meanOfX = torch.matmul(probability, x.unsqueeze(3)).squeeze(3); // of each row, times it
    Tensor xx = variance(probability.sum(2), PixelGrid.centres(width, logits));
    Tensor yy = variance(probability.sum(3), PixelGrid.centres(height, logits));
    return torch.stack(new TensorVector(xx, meanOfX.mul(y).sum(2), yy), 2);
  }

  /** {@return the variance of a marginal distribution along one axis, {@code [B, K]}} */
  private static Tensor variance(Tensor probability, Tensor centres) {
    Tensor deviation = deviations(probability, centres);
    return probability.mul(deviation).mul(deviation).sum(2);
  }

  /** {@return the pixels' distances from a marginal distribution's mean, {@code [B, K, side]}} */
  private static Tensor deviations(Tensor probability, Tensor centres) {
    return centres.sub(probability.mul(centres).sum(2).unsqueeze(2));
  }

  /**
   * {@return x and y of every pixel's centre, fractions of the width and height, {@code [H*W, 2]}}
   *
   * @param like a tensor on the device to use
   */
  public static Tensor centres(long height, long width, Tensor like) {
    Tensor x = PixelGrid.centres(width, like).expand(height, width).reshape(-1);
    Tensor y = PixelGrid.centres(height, like).unsqueeze(1).expand(height, width).reshape(-1);
    return torch.stack(new TensorVector(x, y), 1);
  }

  /**
   * {@return the expected coordinates under each map's distribution}
   *
   * @param probability {@code [B, K, H*W]}, each map summing to 1; borrowed
   */
  public static Tensor mean(Tensor probability, long height, long width) {
    return torch.matmul(probability, centres(height, width, probability)).flatten(1, 2);
  }

  /** {@return the centre of each map's highest pixel} */
  public static Tensor argmax(Tensor maps) {
    return MapPeak.of(maps).coordinates();
  }

  /**
   * {@return the centre of each map's highest pixel, moved a quarter of a pixel towards the higher
   * of its two neighbours, along x and along y; not moved along an axis where the pixel is on the
   * border or both neighbours are equal}
   *
   * @see <a href="https://arxiv.org/abs/1603.06937">Newell et al. 2016, Stacked Hourglass
   *     Networks</a>
   */
  public static Tensor quarter(Tensor maps) {
    MapPeak peak = MapPeak.of(maps);
    Scalar quarter = new Scalar(0.25);
    Tensor right = peak.at(1, 0).sub(peak.at(-1, 0)).sign();
    Tensor down = peak.at(0, 1).sub(peak.at(0, -1)).sign();
    Tensor x = peak.x().add(right.mul(peak.between(peak.x(), peak.width())).mul(quarter));
    Tensor y = peak.y().add(down.mul(peak.between(peak.y(), peak.height())).mul(quarter));
    return peak.coordinates(x, y);
  }

  /**
   * {@return the maximum of the quadratic fitted to each map around its highest pixel}
   *
   * <p>The logarithm of a Gaussian is quadratic, so this finds a Gaussian's centre exactly [1]: the
   * gradient g and the Hessian H are central differences of one pixel, and the maximum lies at
   * {@code -H^-1 g}. For a highest pixel on the border, the differences are taken at the nearest
   * interior pixel. Where the quadratic has no maximum, the result is the highest pixel's centre.
   * The result is at most one pixel from the highest pixel along each axis.
   *
   * <p>[1] Zhang et al. 2020, Distribution-Aware Coordinate Representation, arXiv 1910.06278. Their
   * Gaussian blur (modulation) is in {@link #darkOfPeaks}.
   *
   * @param logMaps logarithms of the maps, up to a constant for each map; logits qualify
   */
  public static Tensor dark(Tensor logMaps) {
    if (logMaps.size(2) < 3 || logMaps.size(3) < 3) {
      return argmax(logMaps); // no interior pixel
    }
    MapPeak peak = MapPeak.of(logMaps);
    MapPeak centre = peak.movedInside();
    Tensor middle = centre.at(0, 0);
    Tensor left = centre.at(-1, 0);
    Tensor right = centre.at(1, 0);
    Tensor up = centre.at(0, -1);
    Tensor down = centre.at(0, 1);
    Scalar half = new Scalar(0.5);
    Tensor twice = middle.add(middle);
    Tensor dx = right.sub(left).mul(half);
    Tensor dy = down.sub(up).mul(half);
    Tensor dxx = right.add(left).sub(twice);
    Tensor dyy = down.add(up).sub(twice);
    Tensor dxy =
        centre
            .at(1, 1)
            .add(centre.at(-1, -1))
            .sub(centre.at(1, -1))
            .sub(centre.at(-1, 1))
            .mul(new Scalar(0.25));
    Tensor det = dxx.mul(dyy).sub(dxy.mul(dxy));
    Tensor hasMaximum = det.gt(new Scalar(1e-12)).logical_and(dxx.lt(new Scalar(0.0)));
    Tensor divisor = torch.where(hasMaximum, det, new Scalar(1.0)); // avoids a division by 0
    Tensor x = centre.x().add(dxy.mul(dy).sub(dyy.mul(dx)).div(divisor));
    Tensor y = centre.y().add(dxy.mul(dx).sub(dxx.mul(dy)).div(divisor));
    return peak.coordinates(
        torch.where(hasMaximum, clampedTo(x, peak.x()), peak.x()),
        torch.where(hasMaximum, clampedTo(y, peak.y()), peak.y()));
  }

  /**
   * {@return {@link #dark} of the logarithm of peak maps, after a Gaussian blur with a standard
   * deviation of one pixel, which smooths a network's peaks; a Gaussian peak stays Gaussian}
   *
   * @param peaks peak values; values below 1e-10 are raised to 1e-10
   */
  public static Tensor darkOfPeaks(Tensor peaks) {
    try (Tensor blurred = PixelGrid.blurred(peaks);
        Tensor positive = blurred.clamp_min(new Scalar(1e-10));
        Tensor log = positive.log()) {
      return dark(log);
    }
  }

  private static Tensor clampedTo(Tensor position, Tensor pixel) {
    Scalar one = new Scalar(1.0);
    return torch.minimum(torch.maximum(position, pixel.sub(one)), pixel.add(one));
  }
}
