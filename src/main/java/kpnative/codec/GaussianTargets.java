package kpnative.codec;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Renders coordinates {@code [B, 2K]} as heatmaps {@code [B, K, H, W]} with a Gaussian around each
 * keypoint, on the coordinates' device.
 *
 * <p>A 2-D Gaussian is the outer product of a Gaussian over the columns and one over the rows.
 * These factors, {@link #columns} and {@link #rows}, are computed first; some losses need nothing
 * else. The Gaussians are sampled at pixel centres. The standard deviation is a fraction of the
 * map's width and height.
 *
 * <p>A point outside the image has no pixel in its map: {@link #inside} is 0, and the map is that
 * of the image centre, so that it holds no NaN and no infinity. Results are scratch; nothing is
 * borrowed after construction. Not thread-safe.
 */
public final class GaussianTargets {
  private final Tensor inside;
  private final Tensor columns;
  private final Tensor rows;

  private GaussianTargets(Tensor inside, Tensor columns, Tensor rows) {
    this.inside = inside;
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * {@return Gaussians whose factors each sum to 1, and therefore each map too}
   *
   * @param xy {@code [B, 2K]}, x and y interleaved, fractions of the width and height; borrowed
   * @param height map height, pixels
   * @param width map width, pixels
   * @param sigma standard deviation as a fraction of the width and height, greater than 0
   */
  public static GaussianTargets distributions(Tensor xy, long height, long width, double sigma) {
    return of(xy, height, width, sigma, true);
  }

  /** {@return Gaussians with peak value 1 at the point, otherwise as {@link #distributions}} */
  public static GaussianTargets peaks(Tensor xy, long height, long width, double sigma) {
    return of(xy, height, width, sigma, false);
  }

  /**
   * {@return 1 for points inside the image or on its edge, otherwise 0: {@code [B, K]}, float32}
   */
  public Tensor inside() {
    return inside;
  }

  /** {@return the factors over the columns, {@code [B, K, W]}} */
  public Tensor columns() {
    return columns;
  }

  /** {@return the factors over the rows, {@code [B, K, H]}} */
  public Tensor rows() {
    return rows;
  }

  /** {@return the maps, {@code [B, K, H, W]}} */
  public Tensor maps() {
    try (Tensor down = rows.unsqueeze(3);
        Tensor across = columns.unsqueeze(2)) {
      return down.mul(across);
    }
  }

  private static GaussianTargets of(
      Tensor xy, long height, long width, double sigma, boolean normalised) {
    if (!(sigma > 0)) {
      throw new IllegalArgumentException("sigma must be greater than 0, got " + sigma);
    }
    Tensor points = xy.unflatten(1, -1, 2); // [B, K, 2]
    Tensor x = points.select(2, 0);
    Tensor y = points.select(2, 1);
    Tensor isInside = PointMask.inside(x, y);
    return new GaussianTargets(
        isInside.to(torch.ScalarType.Float),
        factor(x, isInside, width, sigma, normalised),
        factor(y, isInside, height, sigma, normalised));
  }

  private static Tensor factor(
      Tensor coordinate, Tensor isInside, long side, double sigma, boolean normalised) {
    Tensor centre = torch.where(isInside, coordinate, new Scalar(0.5)).unsqueeze(2); // [B, K, 1]
    Tensor distance =
        PixelGrid.centres(side, coordinate).sub(centre).div(new Scalar(sigma)); // [B, K, side]
    Tensor log = distance.mul(distance).mul(new Scalar(-0.5));
    return normalised ? torch.softmax(log, 2) : log.exp();
  }
}
