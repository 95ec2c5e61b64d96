package kpnative.network;

import kpnative.checks.Require;

/**
 * One kind of layer and its settings, without weights. Kernels, strides and paddings are square.
 *
 * <p>Semantics are PyTorch's for layers of the same name.
 */
public sealed interface Layer {
  /** No size or count of a layer is larger. */
  int MOST = 1 << 24;

  /**
   * A convolution (cross-correlation) with zero border.
   *
   * @param out output channels
   * @param kernel side, pixels
   * @param stride step, pixels
   * @param padding zero border on each side, pixels, less than the kernel
   * @param groups of channels that are convolved apart
   * @param bias whether a bias is added
   */
  record Conv(int out, int kernel, int stride, int padding, int groups, boolean bias)
      implements Layer {
    /** Rejects what no convolution can be. */
    public Conv {
      Require.range("channels", out, 1, MOST);
      Require.range("kernel", kernel, 1, MOST);
      Require.range("stride", stride, 1, MOST);
      Require.range("padding", padding, 0, MOST);
      Require.range("groups", groups, 1, MOST);
      if (padding >= kernel) {
        throw new IllegalArgumentException(
            "padding must be less than the kernel " + kernel + ", got " + padding);
      }
      if (out % groups != 0) {
        throw new IllegalArgumentException(
            "channels must be a multiple of groups, got " + out + " and " + groups);
      }
    }

    /** A convolution over all channels. */
    public Conv(int out, int kernel, int stride, int padding, boolean bias) {
      this(out, kernel, stride, padding, 1, bias);
    }
  }

  /**
   * Normalisation of each channel by the batch's statistics in training, by their running mean
   * otherwise; then a trained scale and shift.
   *
   * @param eps added to the variance
   * @param momentum share of the new batch in the running statistics, 0 to 1
   */
  record BatchNorm(double eps, double momentum) implements Layer {
    /** PyTorch's settings. */
    public static final BatchNorm DEFAULT = new BatchNorm(1e-5, 0.1);

    /** Rejects a variance that may be 0 and a share that is none. */
    public BatchNorm {
      if (!(eps > 0 && eps < 1) || !(momentum >= 0 && momentum <= 1)) {
        throw new IllegalArgumentException(
            "eps must be in (0, 1) and momentum in [0, 1], got " + eps + " and " + momentum);
      }
    }
  }

  /** {@code max(x, 0)}. */
  record Relu() implements Layer {}

  /**
   * The largest value of each window; an incomplete last window is dropped.
   *
   * @param kernel side, pixels
   * @param stride step, pixels
   * @param padding border on each side that is never the largest, pixels, at most half the kernel
   */
  record MaxPool(int kernel, int stride, int padding) implements Layer {
    /** Rejects empty windows. */
    public MaxPool {
      Require.range("pool", kernel, 1, MOST);
      Require.range("stride", stride, 1, MOST);
      Require.range("padding", padding, 0, MOST);
      if (padding > kernel / 2) {
        throw new IllegalArgumentException(
            "padding must be at most half the pool " + kernel + ", got " + padding);
      }
    }

    /** A pooling without border. */
    public MaxPool(int kernel, int stride) {
      this(kernel, stride, 0);
    }
  }

  /**
   * The mean of each window, windows side by side; an incomplete last window is dropped.
   *
   * @param kernel side and step, pixels
   */
  record AveragePool(int kernel) implements Layer {
    /** Rejects empty windows. */
    public AveragePool {
      Require.range("pool", kernel, 1, MOST);
    }
  }

  /** The mean of each map: {@code [C, H, W]} to {@code [C]}. */
  record GlobalAveragePool() implements Layer {}

  /** {@code [C, H, W]} to {@code [C*H*W]}, in that order. */
  record Flatten() implements Layer {}

  /**
   * A fully connected layer of numbers.
   *
   * @param out how many numbers it gives
   * @param bias whether a bias is added
   */
  record Linear(int out, boolean bias) implements Layer {
    /** Rejects a layer without output. */
    public Linear {
      Require.range("width", out, 1, MOST);
    }
  }

  /** The sum of two inputs of one shape. */
  record Add() implements Layer {}

  /** The channels of all inputs, in their order; rows and columns must agree. */
  record Concat() implements Layer {}

  /**
   * Enlargement: each pixel becomes a square of equal pixels.
   *
   * @param factor its side
   */
  record Upsample(int factor) implements Layer {
    /** Rejects a factor that does not enlarge. */
    public Upsample {
      Require.range("factor", factor, 2, MOST);
    }
  }

  /**
   * Maps {@code [K, H, W]} to coordinates {@code [2K]}: the softmax of each map is a distribution
   * over its pixels, and the expectations of {@code (column + 0.5) / W} and {@code (row + 0.5) / H}
   * are x and y, as fractions of the network input's sides.
   *
   * @see <a href="https://arxiv.org/abs/1711.08229">Sun et al. 2018, Integral Human Pose
   *     Regression</a>
   */
  record SoftArgmax() implements Layer {}

  /**
   * Maps {@code [K, H, W]} to coordinates {@code [2K]}, fractions of the network input's sides: the
   * place of each map's highest pixel, refined between pixels.
   *
   * @param refinement how
   * @param form what the maps' numbers are
   */
  record Argmax(Refinement refinement, MapForm form) implements Layer {}

  /**
   * Maps {@code [(3 + 2N) * K, H, W]} to coordinates {@code [2K]}, fractions of the network input's
   * sides. A point lies in the cell with its highest score, at the offsets that this cell tells;
   * each cell also tells where the N neighbours of its point lie, and a point is the mean of its
   * own place and of all that the others tell of it. Channels: K scores, K offsets in x, K in y, K
   * * N in x, K * N in y; offsets count in cells from the cell's left upper corner.
   *
   * <p>Holds {@code neighbours} {@code [K, N]}, indices of points, set from the training data.
   *
   * @param keypoints K
   * @param neighbours N, less than K or 0
   * @see <a href="https://arxiv.org/abs/2003.03771">Jin et al. 2021, Pixel-in-Pixel Net</a>
   */
  record GridPoints(int keypoints, int neighbours) implements Layer {
    /** Rejects more neighbours than other points. */
    public GridPoints {
      Require.range("keypoints", keypoints, 1, MOST);
      Require.range("neighbours", neighbours, 0, MOST);
      if (neighbours >= keypoints) {
        throw new IllegalArgumentException(
            "neighbours must be less than the keypoints, " + keypoints + ", got " + neighbours);
      }
    }

    /** {@return channels of the maps that it reads} */
    public int channels() {
      return Math.multiplyExact(3 + 2 * neighbours, keypoints);
    }
  }

  /**
   * Coefficients {@code [N]} to coordinates {@code [2K]}: {@code mean + basis * coefficients}.
   *
   * <p>Holds {@code mean} {@code [2K]}, {@code basis} {@code [2K, N]} and, for readers, {@code
   * variance} {@code [N]}, each component's share; set from the training data.
   *
   * @param out 2K
   */
  record ShapeBasis(int out) implements Layer {
    /** Rejects a shape of no points. */
    public ShapeBasis {
      Require.range("coordinates", out, 2, MOST);
    }
  }
}
