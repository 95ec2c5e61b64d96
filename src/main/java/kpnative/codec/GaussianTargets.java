package kpnative.codec;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Coordinates {@code [B, 2K]} to maps {@code [B, K, H, W]} with a Gaussian around each keypoint,
 * made on the coordinates' device.
 *
 * <p>A Gaussian is the outer product of one over the columns and one over the rows, so the factors
 * {@link #columns} and {@link #rows} are made first, and are all that some losses need. Sampled at
 * the pixels' centres; the standard deviation is a fraction of the map's sides.
 *
 * <p>A point outside the picture has no place in a map: {@link #inside} is 0 there, and its maps
 * are those of the picture's middle, so that they hold no NaN and no infinite number. Results are
 * scratch; the object borrows nothing after its making. Not thread-safe.
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
   * {@return Gaussians whose factors sum to 1, and so each map}
   *
   * @param xy {@code [B, 2K]}, x and y in turn, fractions of the sides; borrowed
   * @param height of the maps, pixels
   * @param width of the maps, pixels
   * @param sigma standard deviation, fraction of the sides, above 0
   */
  public static GaussianTargets distributions(Tensor xy, long height, long width, double sigma) {
    return of(xy, height, width, sigma, true);
  }

  /** {@return Gaussians of height 1 at the point; otherwise as {@link #distributions}} */
  public static GaussianTargets peaks(Tensor xy, long height, long width, double sigma) {
    return of(xy, height, width, sigma, false);
  }

  /** {@return 1 for points in the picture, its edges included, otherwise 0: {@code [B, K]}} */
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
      Tensor xy, long height, long width, double sigma, boolean sumIsOne) {
    if (!(sigma > 0)) {
      throw new IllegalArgumentException("sigma must be above 0, got " + sigma);
    }
    Tensor points = xy.unflatten(1, -1, 2); // [B, K, 2]
    Tensor x = points.select(2, 0);
    Tensor y = points.select(2, 1);
    Tensor known = PointMask.inside(x, y);
    return new GaussianTargets(
        known.to(torch.ScalarType.Float),
        factor(x, known, width, sigma, sumIsOne),
        factor(y, known, height, sigma, sumIsOne));
  }

  private static Tensor factor(
      Tensor place, Tensor known, long side, double sigma, boolean sumIsOne) {
    Tensor at = torch.where(known, place, new Scalar(0.5)).unsqueeze(2); // [B, K, 1]
    Tensor from = PixelGrid.centres(side, place).sub(at).div(new Scalar(sigma)); // [B, K, side]
    Tensor log = from.mul(from).mul(new Scalar(-0.5));
    return sumIsOne ? torch.softmax(log, 2) : log.exp();
  }
}
