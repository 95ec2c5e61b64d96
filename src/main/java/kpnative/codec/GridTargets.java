package kpnative.codec;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Coordinates {@code [B, 2K]} to what a grid of H x W cells learns of them [1], made on the
 * coordinates' device: the cell that holds a point, where in that cell it lies, and where its
 * neighbours lie, in cells from that cell's left upper corner.
 *
 * <p>A point outside the picture has no cell: {@link #inside} is 0 there, and its cell and offsets
 * are those of the picture's middle. (The authors move such a point to the edge, which teaches a
 * wrong place.) A neighbour may lie outside: its place is known, and offsets end at no edge.
 *
 * <p>[1] Jin et al. 2021, Pixel-in-Pixel Net, arXiv 2003.03771.
 *
 * @param inside {@code [B, K]}, 1 for points in the picture, its edges included, otherwise 0
 * @param cell {@code [B, K]}, {@code row * W + column}, int64
 * @param offsets {@code [B, K, 2]}, x and y, 0 to 1
 * @param neighbours {@code [B, K, N, 2]}, x and y
 */
public record GridTargets(Tensor inside, Tensor cell, Tensor offsets, Tensor neighbours) {
  /**
   * {@return the targets of these points; scratch}
   *
   * @param xy {@code [B, 2K]}, x and y in turn, fractions of the sides; borrowed
   * @param nearest {@code [K, N]}, indices of each point's neighbours, as float32; borrowed
   * @param height rows of cells
   * @param width columns of cells
   */
  public static GridTargets of(Tensor xy, Tensor nearest, long height, long width) {
    Tensor points = xy.unflatten(1, -1, 2); // [B, K, 2]
    Tensor known = PointMask.inside(points.select(2, 0), points.select(2, 1));
    Tensor sides =
        torch.where(
            PixelGrid.counted(2, xy).eq(new Scalar(0.0)),
            new Scalar((double) width),
            new Scalar((double) height));
    Tensor middle = torch.where(known.unsqueeze(2), points, new Scalar(0.5)).mul(sides);
    // a point on the right or lower edge is in the last cell
    Tensor corner = torch.minimum(middle.floor(), sides.sub(new Scalar(1.0))); // [B, K, 2]
    Tensor cell =
        corner
            .select(2, 1)
            .mul(new Scalar((double) width))
            .add(corner.select(2, 0))
            .to(torch.ScalarType.Long);
    Tensor index = nearest.reshape(-1).to(torch.ScalarType.Long); // [K*N]
    Tensor around =
        points
            .mul(sides)
            .index_select(1, index)
            .unflatten(1, nearest.size(0), nearest.size(1)); // [B, K, N, 2]
    return new GridTargets(
        known.to(torch.ScalarType.Float),
        cell,
        middle.sub(corner),
        around.sub(corner.unsqueeze(2)));
  }
}
