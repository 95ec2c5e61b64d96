package kpnative.codec;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * One pixel of each map.
 *
 * @param flat {@code [B, K, H*W]}
 * @param x {@code [B, K]}, whole numbers as float32
 * @param y as x
 */
record MapPeak(Tensor flat, Tensor x, Tensor y, long height, long width) {
  /** {@return the highest pixels of maps} */
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

  /** {@return the pixel of those with neighbours on all sides that is nearest} */
  MapPeak movedInside() {
    Tensor column = PixelGrid.clamped(x, 1, width - 2);
    Tensor row = PixelGrid.clamped(y, 1, height - 2);
    return new MapPeak(flat, column, row, height, width);
  }

  /** {@return the values there, {@code [B, K]}; on the border, of a pixel inside the map} */
  Tensor at(int right, int down) {
    Tensor column = PixelGrid.clamped(x.add(new Scalar((double) right)), 0, width - 1);
    Tensor row = PixelGrid.clamped(y.add(new Scalar((double) down)), 0, height - 1);
    Tensor index = row.mul(new Scalar((double) width)).add(column).to(torch.ScalarType.Long);
    return flat.gather(2, index.unsqueeze(2)).squeeze(2);
  }

  /** {@return 1 where the pixel has neighbours on both sides, otherwise 0} */
  Tensor between(Tensor place, long side) {
    return place
        .gt(new Scalar(0.0))
        .logical_and(place.lt(new Scalar(side - 1.0)))
        .to(torch.ScalarType.Float);
  }

  /** {@return the pixels' centres, {@code [B, 2K]}, fractions of the sides} */
  Tensor coordinates() {
    return coordinates(x, y);
  }

  /** {@return places between pixels, as fractions} */
  Tensor coordinates(Tensor x, Tensor y) {
    Tensor fx = PixelGrid.fractions(x, width);
    Tensor fy = PixelGrid.fractions(y, height);
    return torch.stack(new TensorVector(fx, fy), 2).flatten(1, 2);
  }
}
