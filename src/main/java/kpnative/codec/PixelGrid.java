package kpnative.codec;

import kpnative.geometry.PixelCentres;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Places and values of maps' pixels, made where they are needed. Results are scratch. */
final class PixelGrid {
  private static final int BLUR_REACH = 3; // pixels, and standard deviations of the blur

  private PixelGrid() {}

  /**
   * {@return the pixels' centres along a side, {@code [side]}, as fractions of it}
   *
   * @param like whose device it is on
   */
  static Tensor centres(long side, Tensor like) {
    return fractions(counted(side, like), side);
  }

  /** {@return places in pixels as fractions of a side: {@link PixelCentres#fraction} of tensors} */
  static Tensor fractions(Tensor pixels, long side) {
    return pixels.add(new Scalar(PixelCentres.OFFSET)).div(new Scalar((double) side));
  }

  /** {@return 0, 1, 2, ... as float32, on the device of {@code like}} */
  static Tensor counted(long count, Tensor like) {
    return torch.arange(
        new Scalar((double) count),
        new TensorOptions(like.device()).dtype(new ScalarTypeOptional(torch.ScalarType.Float)));
  }

  /** {@return each number moved into {@code least} to {@code most}; NaN stays} */
  static Tensor clamped(Tensor x, long least, long most) {
    return x.clamp(
        new ScalarOptional(new Scalar((double) least)),
        new ScalarOptional(new Scalar((double) most)));
  }

  /** {@return maps convolved with a Gaussian of one pixel, over a border of zeros} */
  static Tensor blurred(Tensor maps) {
    long[] sizes = {maps.size(0), maps.size(1), maps.size(2), maps.size(3)};
    long taps = 2L * BLUR_REACH + 1;
    Tensor from = counted(taps, maps).sub(new Scalar((double) BLUR_REACH));
    Tensor kernel = torch.softmax(from.mul(from).mul(new Scalar(-0.5)), 0);
    TensorOptional none = new TensorOptional();
    long[] step = {1, 1};
    try (Tensor one = maps.reshape(sizes[0] * sizes[1], 1, sizes[2], sizes[3]);
        Tensor rows =
            torch.conv2d(
                one, kernel.view(1, 1, 1, taps), none, step, new long[] {0, BLUR_REACH}, step, 1);
        Tensor both =
            torch.conv2d(
                rows,
                kernel.view(1, 1, taps, 1),
                none,
                step,
                new long[] {BLUR_REACH, 0},
                step,
                1)) {
      return both.view(sizes);
    }
  }
}
