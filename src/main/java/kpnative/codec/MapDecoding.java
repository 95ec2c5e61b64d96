package kpnative.codec;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Heatmaps {@code [B, K, H, W]} to coordinates {@code [B, 2K]}, x and y in turn, fractions of the
 * sides as {@link kpnative.geometry.PixelCentres} has them, as in {@link CoordinateCodec} at origin
 * 0.
 *
 * <p>All of it is tensor operations on the maps' own device that wait for nothing. Maps are
 * borrowed, float32, of any strides; results are scratch. Among equally high pixels, which one
 * counts is LibTorch's choice. Thread-safe.
 */
public final class MapDecoding {
  private MapDecoding() {}

  /**
   * {@return the expectation of the coordinates, where each map's softmax is the distribution
   * (soft-argmax); differentiable}
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
   * @param centres what {@link #centres} gives for the maps' size, made once for many calls
   */
  public static Tensor expectation(Tensor logits, Tensor centres) {
    try (Tensor flat = logits.flatten(2, 3);
        Tensor share = torch.softmax(flat, 2); // [B, K, H*W]
        Tensor expected = torch.matmul(share, centres)) { // [B, K, 2]
      return expected.flatten(1, 2);
    }
  }

  /**
   * {@return how widely each map's softmax spreads around its mean, {@code [B, K]}: the root of the
   * mean of its variances along x and along y, in fractions of the sides}
   *
   * <p>From the two marginals and around the mean: a difference of squares would lose a sharp map's
   * variance in float32.
   *
   * @param logits {@code [B, K, H, W]}
   */
  public static Tensor spread(Tensor logits) {
    long height = logits.size(2);
    long width = logits.size(3);
    Tensor share = torch.softmax(logits.flatten(2, 3), 2).unflatten(2, height, width);
    Tensor x = variance(share.sum(2), PixelGrid.centres(width, logits));
    Tensor y = variance(share.sum(3), PixelGrid.centres(height, logits));
    return x.add(y).mul(new Scalar(0.5)).sqrt();
  }

  /** {@return the variance of places along one side, {@code [B, K]}, by their shares} */
  private static Tensor variance(Tensor share, Tensor centres) {
    Tensor mean = share.mul(centres).sum(2).unsqueeze(2);
    Tensor off = centres.sub(mean); // [B, K, side]
    return share.mul(off).mul(off).sum(2);
  }

  /**
   * {@return x and y of every pixel's centre, fractions of the sides, {@code [H*W, 2]}}
   *
   * @param like whose device it is on
   */
  public static Tensor centres(long height, long width, Tensor like) {
    Tensor x = PixelGrid.centres(width, like).expand(height, width).reshape(-1);
    Tensor y = PixelGrid.centres(height, like).unsqueeze(1).expand(height, width).reshape(-1);
    return torch.stack(new TensorVector(x, y), 1);
  }

  /**
   * {@return the means of the coordinates under distributions}
   *
   * @param share {@code [B, K, H*W]}, each of the maps of sum 1
   */
  public static Tensor mean(Tensor share, long height, long width) {
    return torch.matmul(share, centres(height, width, share)).flatten(1, 2);
  }

  /** {@return the centre of each map's highest pixel} */
  public static Tensor argmax(Tensor maps) {
    return MapPeak.of(maps).coordinates();
  }

  /**
   * {@return the highest pixel's centre, moved by a quarter of a pixel towards the higher of its
   * neighbours, in rows and in columns; not moved along a side that the pixel touches, or between
   * equal neighbours}
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
   * {@return the top of the parabola that fits each map around its highest pixel}
   *
   * <p>The logarithm of a Gaussian is a parabola, so this finds a Gaussian's centre exactly [1]:
   * gradient g and Hessian H from differences of one pixel, the top at {@code -H^-1 g}. Where the
   * highest pixel lies on the border, the differences are those of the next pixel inside. Where the
   * parabola has no top, it is the highest pixel's centre; the top is never over a pixel from it.
   *
   * <p>[1] Zhang et al. 2020, Distribution-Aware Coordinate Representation, arXiv 1910.06278. Their
   * modulation by a blur is {@link #darkOfPeaks}'s.
   *
   * @param logMaps logarithms of the maps, up to a number for each; so logits, too
   */
  public static Tensor dark(Tensor logMaps) {
    if (logMaps.size(2) < 3 || logMaps.size(3) < 3) {
      return argmax(logMaps); // no pixel has all its neighbours
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
    Tensor hasTop = det.gt(new Scalar(1e-12)).logical_and(dxx.lt(new Scalar(0.0)));
    Tensor divisor = torch.where(hasTop, det, new Scalar(1.0)); // nothing divides by 0
    Tensor x = centre.x().add(dxy.mul(dy).sub(dyy.mul(dx)).div(divisor));
    Tensor y = centre.y().add(dxy.mul(dx).sub(dxx.mul(dy)).div(divisor));
    return peak.coordinates(
        torch.where(hasTop, near(x, peak.x()), peak.x()),
        torch.where(hasTop, near(y, peak.y()), peak.y()));
  }

  /**
   * {@return {@link #dark} of the logarithm of maps with a peak at each point, after a blur by a
   * Gaussian of one pixel, which smooths a network's peaks and leaves a Gaussian one}
   *
   * @param peaks heights; those below 1e-10 count as such
   */
  public static Tensor darkOfPeaks(Tensor peaks) {
    try (Tensor blurred = PixelGrid.blurred(peaks);
        Tensor positive = blurred.clamp_min(new Scalar(1e-10));
        Tensor log = positive.log()) {
      return dark(log);
    }
  }

  private static Tensor near(Tensor place, Tensor pixel) {
    Scalar one = new Scalar(1.0);
    return torch.minimum(torch.maximum(place, pixel.sub(one)), pixel.add(one));
  }
}
