package kpnative.codec;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Renders coordinates with their covariances as heatmaps {@code [B, K, H, W]} of sum 1: of each
 * keypoint a Gaussian that may be long and inclined, sampled at pixel centres, on the coordinates'
 * device. So a network's answer becomes a target for maps of another size.
 *
 * <p>As in {@link GaussianTargets}, a point that is outside the image or NaN has {@link #inside} 0
 * and the map of the image's centre. Results are scratch. Not thread-safe.
 */
public final class SpreadTargets {
  /** The largest correlation of x and y: beyond it, the Gaussian would be a line. */
  private static final double MOST_CORRELATION = 0.9;

  private final Tensor inside;
  private final Tensor maps;

  private SpreadTargets(Tensor inside, Tensor maps) {
    this.inside = inside;
    this.maps = maps;
  }

  /**
   * {@return the maps of points with their covariances}
   *
   * @param xy {@code [B, 2K]}, x and y interleaved, fractions of the width and height; borrowed
   * @param covariance {@code [B, K, 3]}, as {@link MapDecoding#covariance}; finite; borrowed
   * @param height map height, pixels
   * @param width map width, pixels
   * @param least the smallest standard deviation along x and along y, as a fraction of the side: a
   *     narrower one is widened, so that a coarse map can show it
   */
  public static SpreadTargets of(
      Tensor xy, Tensor covariance, long height, long width, double least) {
    Tensor points = xy.unflatten(1, -1, 2); // [B, K, 2]
    Tensor isInside = PointMask.inside(points.select(2, 0), points.select(2, 1));
    Tensor dx = distance(points.select(2, 0), isInside, width).unsqueeze(2); // [B, K, 1, W]
    Tensor dy = distance(points.select(2, 1), isInside, height).unsqueeze(3); // [B, K, H, 1]
    Scalar smallest = new Scalar(least * least);
    Tensor xx = covariance.select(2, 0).clamp_min(smallest);
    Tensor yy = covariance.select(2, 2).clamp_min(smallest);
    Tensor most = xx.mul(yy).sqrt().mul(new Scalar(MOST_CORRELATION));
    Tensor both = torch.minimum(torch.maximum(covariance.select(2, 1), most.neg()), most);
    Tensor det = xx.mul(yy).sub(both.mul(both));
    Tensor ofX = dx.mul(dx).mul(wide(yy.div(det)));
    Tensor ofY = dy.mul(dy).mul(wide(xx.div(det)));
    Tensor ofBoth = dx.mul(wide(both.div(det))).mul(dy).mul(new Scalar(2.0));
    Tensor log = ofX.add(ofY).sub(ofBoth).mul(new Scalar(-0.5)); // [B, K, H, W]
    Tensor maps = torch.softmax(log.flatten(2, 3), 2).unflatten(2, height, width);
    return new SpreadTargets(isInside.to(torch.ScalarType.Float), maps);
  }

  private static Tensor distance(Tensor coordinate, Tensor isInside, long side) {
    Tensor centre = torch.where(isInside, coordinate, new Scalar(0.5)).unsqueeze(2);
    return PixelGrid.centres(side, coordinate).sub(centre); // [B, K, side]
  }

  private static Tensor wide(Tensor each) {
    return each.unsqueeze(2).unsqueeze(3);
  }

  /** {@return 1 for points inside the image or on its edge, otherwise 0: {@code [B, K]}} */
  public Tensor inside() {
    return inside;
  }

  /** {@return the maps, {@code [B, K, H, W]}} */
  public Tensor maps() {
    return maps;
  }
}
