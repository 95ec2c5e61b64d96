package kpnative.codec;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * One pixel of each map: the highest one, or the interior pixel nearest to it. Tensors are scratch.
 *
 * @param flat {@code [B, K, H*W]}
 * @param x column of the pixel, {@code [B, K]}, whole numbers as float32
 * @param y row of the pixel, as {@code x}
 * @param height H
 * @param width W
 */
record MapPeak(Tensor flat, Tensor x, Tensor y, long height, long width) {
  /** {@return the highest pixel of each map} */
  static MapPeak of(Tensor maps) {
    Tensor flat = maps.flatten(2, 3);
    Tensor index = flat.argmax(new LongOptional(2), false);
    Tensor row = index.floor_divide(new Scalar(maps.size(3)));
    Tensor column = index.remainder(new Scalar(maps.size(3)));
    return new MapPeak(
        flat,
        column.to(torch.ScalarType.Float),
        row.to(torch.ScalarType.Float),
        maps.size(2),
        maps.size(3));
  }

  /** {@return the nearest pixel that has neighbours on all sides} */
  MapPeak movedInside() {
    Tensor column = PixelGrid.clamped(x, 1, width - 2);
    Tensor row = PixelGrid.clamped(y, 1, height - 2);
    return new MapPeak(flat, column, row, height, width);
  }

  /**
   * {@return the maps' values at this shift from the pixel, {@code [B, K]}; positions outside the
   * map are clamped to its border}
   */
  Tensor at(int right, int down) {
    Tensor column = PixelGrid.clamped(x.add(new Scalar((double) right)), 0, width - 1);
    Tensor row = PixelGrid.clamped(y.add(new Scalar((double) down)), 0, height - 1);
    Tensor index = row.mul(new Scalar((double) width)).add(column).to(torch.ScalarType.Long);
    return flat.gather(2, index.unsqueeze(2)).squeeze(2);
  }

  /** {@return 1 where the pixel has neighbours on both sides along this axis, otherwise 0} */
  Tensor between(Tensor position, long side) {
    return position
        .gt(new Scalar(0.0))
        .logical_and(position.lt(new Scalar(side - 1.0)))
        .to(torch.ScalarType.Float);
  }

  /** {@return the pixels' centres, {@code [B, 2K]}, fractions of the width and height} */
  Tensor coordinates() {
    return coordinates(x, y);
  }

  /** {@return sub-pixel positions as fractions of the width and height, {@code [B, 2K]}} */
  Tensor coordinates(Tensor x, Tensor y) {
    Tensor fx = PixelGrid.fractions(x, width);
    Tensor fy = PixelGrid.fractions(y, height);
    return torch.stack(new TensorVector(fx, fy), 2).flatten(1, 2);
  }
}
