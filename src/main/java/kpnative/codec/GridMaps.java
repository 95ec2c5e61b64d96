package kpnative.codec;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A network's predictions on a grid of H x W cells [1], and their decoding to coordinates. The
 * highest score marks the cell that holds a point. The offsets of that cell locate the point, and
 * the point's N neighbours, in cells from the cell's top-left corner.
 *
 * <p>All operations run on the maps' device without synchronising with it; results are scratch.
 * Thread-safe.
 *
 * <p>[1] Jin et al. 2021, Pixel-in-Pixel Net, arXiv 2003.03771.
 *
 * @param scores {@code [B, K, H*W]}
 * @param x horizontal offsets of the points, {@code [B, K, H*W]}
 * @param y vertical offsets of the points, as {@code x}
 * @param neighboursX horizontal offsets of the neighbours, {@code [B, K, N, H*W]}
 * @param neighboursY vertical offsets of the neighbours, as {@code neighboursX}
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
   * {@return the scores and offsets that a network's maps hold}
   *
   * @param raw {@code [B, (3 + 2N) * K, H, W]}: K scores, K offsets in x, K in y, K * N neighbour
   *     offsets in x, K * N in y; borrowed
   * @param keypoints K
   * @throws IllegalArgumentException if the channel count does not match K keypoints
   */
  public static GridMaps of(Tensor raw, long keypoints) {
    long channels = raw.size(1);
    long neighbours = (channels / keypoints - 3) / 2;
    if (neighbours < 0 || channels != (3 + 2 * neighbours) * keypoints) {
      throw new IllegalArgumentException(
          "a grid needs 3, 5, 7, ... channels for each of "
              + keypoints
              + " keypoints, got "
              + channels);
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
   * {@return the coordinates {@code [B, 2K]}, fractions of the width and height: for each point,
   * the mean of its own prediction, in the cell with its highest score, and of the predictions by
   * all points that have it as a neighbour}
   *
   * @param nearest {@code [K, N]}, indices of each point's neighbours, as float32; borrowed
   */
  public Tensor decode(Tensor nearest) {
    Tensor best = scores.argmax(new LongOptional(2), false); // [B, K]
    Tensor row = best.floor_divide(new Scalar(width));
    Tensor column = best.remainder(new Scalar(width));
    // predicts[i, j] is 1 where the i-th of all K*N neighbours is point j
    Tensor predicts =
        nearest
            .reshape(-1, 1)
            .eq(PixelGrid.arange(scores.size(1), scores))
            .to(torch.ScalarType.Float);
    Tensor predictionCount =
        predicts.sum(0).add(new Scalar(1.0)); // plus the point's own prediction
    Tensor fx = mean(column, at(best, x), at(best, neighboursX), predicts, predictionCount);
    Tensor fy = mean(row, at(best, y), at(best, neighboursY), predicts, predictionCount);
    return torch
        .stack(
            new TensorVector(
                fx.div(new Scalar((double) width)), fy.div(new Scalar((double) height))),
            2)
        .flatten(1, 2);
  }

  /**
   * {@return the offsets at these cells: {@code [B, K]} for the points, {@code [B, K, N]} for their
   * neighbours}
   *
   * @param cell {@code [B, K]}, {@code row * W + column}, int64; borrowed
   * @param offsets one of this record's offset tensors; borrowed
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

  /** Sums by matrix product: unlike scatter-add, it is deterministic on a GPU. */
  private static Tensor mean(
      Tensor corner, Tensor own, Tensor neighbours, Tensor predicts, Tensor predictionCount) {
    Tensor neighbourPredictions = neighbours.add(corner.unsqueeze(2)).flatten(1, 2); // [B, K*N]
    return neighbourPredictions.matmul(predicts).add(own).add(corner).div(predictionCount);
  }
}
