package kpnative.codec;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Training targets for a grid of H x W cells [1] from coordinates {@code [B, 2K]}, on the
 * coordinates' device: the cell that holds a point, and the offsets of the point and of its
 * neighbours, in cells from that cell's top-left corner.
 *
 * <p>A point outside the image has no cell: {@link #inside} is 0, and its cell and offsets are
 * those of the image centre. (The authors clamp such a point to the edge, which teaches a wrong
 * position.) A neighbour may lie outside the image: its position is known, and offsets are not
 * limited to the grid.
 *
 * <p>[1] Jin et al. 2021, Pixel-in-Pixel Net, arXiv 2003.03771.
 *
 * @param inside {@code [B, K]}, 1 for points inside the image or on its edge, otherwise 0, float32
 * @param cell {@code [B, K]}, {@code row * W + column}, int64
 * @param offsets {@code [B, K, 2]}, x and y in the cell, 0 to 1
 * @param neighbours {@code [B, K, N, 2]}, x and y of each neighbour, in cells
 */
public record GridTargets(Tensor inside, Tensor cell, Tensor offsets, Tensor neighbours) {
  /**
   * {@return the targets of these points; scratch}
   *
   * @param xy {@code [B, 2K]}, x and y interleaved, fractions of the width and height; borrowed
   * @param nearest {@code [K, N]}, indices of each point's neighbours, as float32; borrowed
   * @param height rows of cells
   * @param width columns of cells
   */
  public static GridTargets of(Tensor xy, Tensor nearest, long height, long width) {
    Tensor points = xy.unflatten(1, -1, 2); // [B, K, 2]
    Tensor isInside = PointMask.inside(points.select(2, 0), points.select(2, 1));
    Tensor sides =
        torch.where(
            PixelGrid.arange(2, xy).eq(new Scalar(0.0)),
            new Scalar((double) width),
            new Scalar((double) height));
    Tensor position = torch.where(isInside.unsqueeze(2), points, new Scalar(0.5)).mul(sides);
    // a point on the right or bottom edge belongs to the last cell
    Tensor corner = torch.minimum(position.floor(), sides.sub(new Scalar(1.0))); // [B, K, 2]
    Tensor cell =
        corner
            .select(2, 1)
            .mul(new Scalar((double) width))
            .add(corner.select(2, 0))
            .to(torch.ScalarType.Long);
    Tensor index = nearest.reshape(-1).to(torch.ScalarType.Long); // [K*N]
    Tensor neighbourPositions =
        points
            .mul(sides)
            .index_select(1, index)
            .unflatten(1, nearest.size(0), nearest.size(1)); // [B, K, N, 2]
    return new GridTargets(
        isInside.to(torch.ScalarType.Float),
        cell,
        position.sub(corner),
        neighbourPositions.sub(corner.unsqueeze(2)));
  }
}
