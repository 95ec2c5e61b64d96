package kpnative.codec;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * What a network tells of a grid of H x W cells [1], and the coordinates in it. A score says which
 * cell holds a point; this cell's offsets say where in it the point lies, and where the point's N
 * neighbours lie, in cells from the cell's left upper corner.
 *
 * <p>Everything is tensor operations on the maps' device that wait for nothing; results are
 * scratch. Thread-safe.
 *
 * <p>[1] Jin et al. 2021, Pixel-in-Pixel Net, arXiv 2003.03771.
 *
 * @param scores {@code [B, K, H*W]}
 * @param x offsets of the points, {@code [B, K, H*W]}
 * @param y as x
 * @param neighboursX offsets of the neighbours, {@code [B, K, N, H*W]}
 * @param neighboursY as neighboursX
 * @param height H
 * @param width W
 */
public record GridMaps(
    Tensor scores,
    Tensor x,
    Tensor y,
    Tensor neighboursX,
    Tensor neighboursY,
    long height,
    long width) {
  /**
   * {@return the parts of a network's maps}
   *
   * @param raw {@code [B, (3 + 2N) * K, H, W]}: K scores, K offsets in x, K in y, K * N of
   *     neighbours in x, K * N in y; borrowed
   * @param keypoints K
   * @throws IllegalArgumentException if its channels are not of K keypoints
   */
  public static GridMaps of(Tensor raw, long keypoints) {
    long channels = raw.size(1);
    long neighbours = (channels / keypoints - 3) / 2;
    if (neighbours < 0 || channels != (3 + 2 * neighbours) * keypoints) {
      throw new IllegalArgumentException(
          "a grid of " + keypoints + " keypoints has 3, 5, 7, ... channels each, got " + channels);
    }
    Tensor flat = raw.flatten(2, 3);
    long all = keypoints * neighbours;
    return new GridMaps(
        flat.narrow(1, 0, keypoints),
        flat.narrow(1, keypoints, keypoints),
        flat.narrow(1, 2 * keypoints, keypoints),
        flat.narrow(1, 3 * keypoints, all).unflatten(1, keypoints, neighbours),
        flat.narrow(1, 3 * keypoints + all, all).unflatten(1, keypoints, neighbours),
        raw.size(2),
        raw.size(3));
  }

  /**
   * {@return the coordinates {@code [B, 2K]}, fractions of the sides: of each point the mean of its
   * own place, in the cell with its highest score, and of all that the points tell that have it as
   * a neighbour}
   *
   * @param nearest {@code [K, N]}, indices of each point's neighbours, as float32; borrowed
   */
  public Tensor decode(Tensor nearest) {
    Tensor best = scores.argmax(new LongOptional(2), false); // [B, K]
    Tensor row = best.floor_divide(new Scalar(width));
    Tensor column = best.remainder(new Scalar(width));
    // teller[i, j] is 1 where the i-th of all K*N neighbours is point j
    Tensor teller =
        nearest
            .reshape(-1, 1)
            .eq(PixelGrid.counted(scores.size(1), scores))
            .to(torch.ScalarType.Float);
    Tensor told = teller.sum(0).add(new Scalar(1.0)); // with the own place
    Tensor fx = mean(column, at(best, x), at(best, neighboursX), teller, told);
    Tensor fy = mean(row, at(best, y), at(best, neighboursY), teller, told);
    return torch
        .stack(
            new TensorVector(
                fx.div(new Scalar((double) width)), fy.div(new Scalar((double) height))),
            2)
        .flatten(1, 2);
  }

  /**
   * {@return the numbers of these cells: {@code [B, K]} of offsets, {@code [B, K, N]} of
   * neighbours'}
   *
   * @param cell {@code [B, K]}, {@code row * W + column}, int64; borrowed
   * @param offsets one of this record's; borrowed
   */
  public static Tensor at(Tensor cell, Tensor offsets) {
    if (offsets.dim() == 3) {
      return offsets.gather(2, cell.unsqueeze(2)).squeeze(2);
    }
    Tensor index = cell.unsqueeze(2).unsqueeze(3); // [B, K, 1, 1]
    return offsets
        .gather(3, index.expand(cell.size(0), cell.size(1), offsets.size(2), 1))
        .squeeze(3);
  }

  /** A sum by matrix product: unlike additions into places, it has one order on a GPU. */
  private static Tensor mean(
      Tensor corner, Tensor own, Tensor neighbours, Tensor teller, Tensor told) {
    Tensor guesses = neighbours.add(corner.unsqueeze(2)).flatten(1, 2); // [B, K*N]
    return guesses.matmul(teller).add(own).add(corner).div(told);
  }
}
