package kpnative.network;

import kpnative.checks.Require;

/**
 * One kind of layer and its settings, without weights. Kernels, strides and padding are square.
 *
 * <p>Semantics are those of PyTorch's layers of the same name.
 */
public sealed interface Layer {
  /** The largest size or count that a layer accepts. */
  int MOST = 1 << 24;

  /**
   * A convolution (cross-correlation) with zero padding.
   *
   * @param out output channels
   * @param kernel side, pixels
   * @param stride pixels
   * @param padding zeros on each side, pixels, less than the kernel
   * @param groups number of channel groups, convolved independently
   * @param bias whether a bias is added
   */
  record Conv(int out, int kernel, int stride, int padding, int groups, boolean bias)
      implements Layer {
    /** Rejects settings out of range or that contradict each other. */
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
   * Batch normalisation of each channel, by the mini-batch's statistics in training and by the
   * running statistics otherwise, then a trained scale and shift.
   *
   * @param eps added to the variance
   * @param momentum weight of the new mini-batch in the running statistics, 0 to 1
   */
  record BatchNorm(double eps, double momentum) implements Layer {
    /** PyTorch's settings. */
    public static final BatchNorm DEFAULT = new BatchNorm(1e-5, 0.1);

    /** Rejects an eps outside (0, 1) and a momentum outside [0, 1]. */
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
   * Max-pooling; an incomplete last window is dropped.
   *
   * @param kernel side, pixels
   * @param stride pixels
   * @param padding negative infinities on each side, pixels, at most half the kernel
   */
  record MaxPool(int kernel, int stride, int padding) implements Layer {
    /** Rejects empty windows and too much padding. */
    public MaxPool {
      Require.range("pool", kernel, 1, MOST);
      Require.range("stride", stride, 1, MOST);
      Require.range("padding", padding, 0, MOST);
      if (padding > kernel / 2) {
        throw new IllegalArgumentException(
            "padding must be at most half the pool " + kernel + ", got " + padding);
      }
    }

    /** A max-pooling without padding. */
    public MaxPool(int kernel, int stride) {
      this(kernel, stride, 0);
    }
  }

  /**
   * Average-pooling over adjacent windows; an incomplete last window is dropped.
   *
   * @param kernel side and stride, pixels
   */
  record AveragePool(int kernel) implements Layer {
    /** Rejects empty windows. */
    public AveragePool {
      Require.range("pool", kernel, 1, MOST);
    }
  }

  /** Global average pooling: {@code [C, H, W]} to {@code [C]}. */
  record GlobalAveragePool() implements Layer {}

  /** Reshapes {@code [C, H, W]} to {@code [C*H*W]}, in row-major order. */
  record Flatten() implements Layer {}

  /**
   * A fully connected layer.
   *
   * @param out output size
   * @param bias whether a bias is added
   */
  record Linear(int out, boolean bias) implements Layer {
    /** Rejects a layer without output. */
    public Linear {
      Require.range("width", out, 1, MOST);
    }
  }

  /** The elementwise sum of two inputs of equal shape. */
  record Add() implements Layer {}

  /** Concatenates the channels of all inputs, in order; rows and columns must agree. */
  record Concat() implements Layer {}

  /**
   * Writes the pixels of one or more maps after each other: {@code [C, H, W]} of each input to
   * {@code [sum of H*W*C]}. The pixels are in row-major order, and the C numbers of one pixel are
   * adjacent. The output of a network that answers in each cell of several grids.
   */
  record Cells() implements Layer {}

  /**
   * Nearest-neighbour upsampling: each pixel becomes a square of equal pixels.
   *
   * @param factor side of the square
   */
  record Upsample(int factor) implements Layer {
    /** Rejects factors below 2. */
    public Upsample {
      Require.range("factor", factor, 2, MOST);
    }
  }

  /**
   * Soft-argmax of maps {@code [K, H, W]} to coordinates {@code [2K]}: the softmax of each map is a
   * distribution over its pixels; x and y are the expectations of {@code (column + 0.5) / W} and
   * {@code (row + 0.5) / H}, as fractions of the network input's width and height.
   *
   * @see <a href="https://arxiv.org/abs/1711.08229">Sun et al. 2018, Integral Human Pose
   *     Regression</a>
   */
  record SoftArgmax() implements Layer {}

  /**
   * The features at each keypoint: maps of logits {@code [K, H, W]} and features {@code [C, H, W]}
   * to {@code [C, K, 1]}, where row k is the mean of the features over all pixels, weighted by the
   * softmax of map k. What follows treats the keypoints as pixels.
   *
   * <p>No gradient passes through this layer: what is learnt from it changes neither maps nor
   * features.
   */
  record PointFeatures() implements Layer {}

  /**
   * Argmax of maps {@code [K, H, W]} to coordinates {@code [2K]}: the position of each map's
   * highest pixel with sub-pixel refinement, as fractions of the network input's width and height.
   *
   * @param refinement the sub-pixel refinement
   * @param form what the values of the maps represent
   */
  record Argmax(Refinement refinement, MapForm form) implements Layer {}

  /**
   * Decodes grid predictions {@code [(3 + 2N) * K, H, W]} to coordinates {@code [2K]}, as fractions
   * of the network input's width and height. A point lies in the cell with its highest score, at
   * the offsets that this cell predicts. The cell also predicts the offsets of the point's N
   * neighbours. The result for a point is the mean of its own prediction and of the predictions by
   * the points that have it as a neighbour. Channels: K scores, K offsets in x, K in y, K * N
   * neighbour offsets in x, K * N in y. Offsets are in cells, from the cell's top-left corner.
   *
   * <p>Holds the constant {@code neighbours} {@code [K, N]}, indices of points, set from the
   * training data.
   *
   * @param keypoints K
   * @param neighbours N, 0 to K - 1
   * @see <a href="https://arxiv.org/abs/2003.03771">Jin et al. 2021, Pixel-in-Pixel Net</a>
   */
  record GridPoints(int keypoints, int neighbours) implements Layer {
    /** Rejects counts out of range. */
    public GridPoints {
      Require.range("keypoints", keypoints, 1, MOST);
      Require.range("neighbours", neighbours, 0, MOST);
      if (neighbours >= keypoints) {
        throw new IllegalArgumentException(
            "neighbours must be less than the " + keypoints + " keypoints, got " + neighbours);
      }
    }

    /** {@return the number of input channels} */
    public int channels() {
      return Math.multiplyExact(3 + 2 * neighbours, keypoints);
    }
  }

  /**
   * A PCA shape model: coefficients {@code [N]} to coordinates {@code [2K]} by {@code basis *
   * coefficients + mean}.
   *
   * <p>Holds the constants {@code mean} {@code [2K]}, {@code basis} {@code [2K, N]} and, for
   * information only, {@code variance} {@code [N]}, the fraction that each component explains; set
   * from the training data.
   *
   * @param out 2K, the number of coordinates
   */
  record ShapeBasis(int out) implements Layer {
    /** Rejects a shape without points. */
    public ShapeBasis {
      Require.range("coordinates", out, 2, MOST);
    }
  }
}
