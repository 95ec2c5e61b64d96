package kpnative.codec;

import kpnative.geometry.PixelCentres;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Pixel coordinates and filters as tensors, created on the device that uses them. Results are
 * scratch.
 */
final class PixelGrid {
  private static final int BLUR_RADIUS = 3; // pixels; sigma is 1 pixel, so 3 sigma

  private PixelGrid() {}

  /**
   * {@return the pixel centres along an axis of {@code side} pixels, {@code [side]}, as fractions
   * of it}
   *
   * @param like a tensor on the device to use
   */
  static Tensor centres(long side, Tensor like) {
    return fractions(arange(side, like), side);
  }

  /** {@return pixel positions as fractions of a side: {@link PixelCentres#fraction} for tensors} */
  static Tensor fractions(Tensor pixels, long side) {
    return pixels.add(new Scalar(PixelCentres.OFFSET)).div(new Scalar((double) side));
  }

  /** {@return 0, 1, 2, ... as float32, on the device of {@code like}} */
  static Tensor arange(long count, Tensor like) {
    return torch.arange(
        new Scalar((double) count),
        new TensorOptions(like.device()).dtype(new ScalarTypeOptional(torch.ScalarType.Float)));
  }

  /** {@return each value clamped to {@code lower} to {@code upper}; NaN stays NaN} */
  static Tensor clamped(Tensor x, long lower, long upper) {
    return x.clamp(
        new ScalarOptional(new Scalar((double) lower)),
        new ScalarOptional(new Scalar((double) upper)));
  }

  /** {@return the maps convolved with a Gaussian of sigma 1 pixel, with zero padding} */
  static Tensor blurred(Tensor maps) {
    long[] sizes = {maps.size(0), maps.size(1), maps.size(2), maps.size(3)};
    long taps = 2L * BLUR_RADIUS + 1;
    Tensor offset = arange(taps, maps).sub(new Scalar((double) BLUR_RADIUS));
    Tensor kernel = torch.softmax(offset.mul(offset).mul(new Scalar(-0.5)), 0);
    TensorOptional none = new TensorOptional();
    long[] unit = {1, 1};
    try (Tensor one = maps.reshape(sizes[0] * sizes[1], 1, sizes[2], sizes[3]);
        Tensor rows =
            torch.conv2d(
                one, kernel.view(1, 1, 1, taps), none, unit, new long[] {0, BLUR_RADIUS}, unit, 1);
        Tensor both =
            torch.conv2d(
                rows,
                kernel.view(1, 1, taps, 1),
                none,
                unit,
                new long[] {BLUR_RADIUS, 0},
                unit,
                1)) {
      return both.view(sizes);
    }
  }
}
