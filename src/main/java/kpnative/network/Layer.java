package kpnative.network;

/**
 * One kind of layer and its settings, without weights. Kernels, strides and paddings are square.
 *
 * <p>Semantics are PyTorch's for layers of the same name.
 */
public sealed interface Layer {
  /**
   * Calls the reader's case for this kind.
   *
   * @return what that case returned
   */
  <C, R> R read(Reader<C, R> reader, C context);

  /**
   * What one reader of the graph does with each kind of layer.
   *
   * @param <C> what a case is told beside the layer
   * @param <R> what a case gives
   */
  interface Reader<C, R> {
    /** A convolution. */
    R conv(Conv layer, C context);

    /** Batch normalisation. */
    R batchNorm(BatchNorm layer, C context);

    /** Rectification. */
    R relu(Relu layer, C context);

    /** Maximum of windows. */
    R maxPool(MaxPool layer, C context);

    /** Mean of windows. */
    R averagePool(AveragePool layer, C context);

    /** Mean of each map. */
    R globalAveragePool(GlobalAveragePool layer, C context);

    /** Maps to numbers. */
    R flatten(Flatten layer, C context);

    /** A fully connected layer. */
    R linear(Linear layer, C context);

    /** A sum of inputs. */
    R add(Add layer, C context);

    /** Inputs behind one another. */
    R concat(Concat layer, C context);

    /** Enlargement. */
    R upsample(Upsample layer, C context);

    /** Maps to coordinates, by expectation. */
    R softArgmax(SoftArgmax layer, C context);

    /** Maps to coordinates, by their highest places. */
    R argmax(Argmax layer, C context);

    /** A grid's scores and offsets to coordinates. */
    R gridPoints(GridPoints layer, C context);

    /** Coefficients of a shape to coordinates. */
    R shapeBasis(ShapeBasis layer, C context);
  }

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
      requireAtLeast("channels", out, 1);
      requireAtLeast("kernel", kernel, 1);
      requireAtLeast("stride", stride, 1);
      requireAtLeast("padding", padding, 0);
      requireAtLeast("groups", groups, 1);
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

    @Override
    public <C, R> R read(Reader<C, R> reader, C context) {
      return reader.conv(this, context);
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

    @Override
    public <C, R> R read(Reader<C, R> reader, C context) {
      return reader.batchNorm(this, context);
    }
  }

  /** {@code max(x, 0)}. */
  record Relu() implements Layer {
    @Override
    public <C, R> R read(Reader<C, R> reader, C context) {
      return reader.relu(this, context);
    }
  }

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
      requireAtLeast("pool", kernel, 1);
      requireAtLeast("stride", stride, 1);
      requireAtLeast("padding", padding, 0);
      if (padding > kernel / 2) {
        throw new IllegalArgumentException(
            "padding must be at most half the pool " + kernel + ", got " + padding);
      }
    }

    /** A pooling without border. */
    public MaxPool(int kernel, int stride) {
      this(kernel, stride, 0);
    }

    @Override
    public <C, R> R read(Reader<C, R> reader, C context) {
      return reader.maxPool(this, context);
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
      requireAtLeast("pool", kernel, 1);
    }

    @Override
    public <C, R> R read(Reader<C, R> reader, C context) {
      return reader.averagePool(this, context);
    }
  }

  /** The mean of each map: {@code [C, H, W]} to {@code [C]}. */
  record GlobalAveragePool() implements Layer {
    @Override
    public <C, R> R read(Reader<C, R> reader, C context) {
      return reader.globalAveragePool(this, context);
    }
  }

  /** {@code [C, H, W]} to {@code [C*H*W]}, in that order. */
  record Flatten() implements Layer {
    @Override
    public <C, R> R read(Reader<C, R> reader, C context) {
      return reader.flatten(this, context);
    }
  }

  /**
   * A fully connected layer of numbers.
   *
   * @param out how many numbers it gives
   * @param bias whether a bias is added
   */
  record Linear(int out, boolean bias) implements Layer {
    /** Rejects a layer without output. */
    public Linear {
      requireAtLeast("width", out, 1);
    }

    @Override
    public <C, R> R read(Reader<C, R> reader, C context) {
      return reader.linear(this, context);
    }
  }

  /** The sum of two inputs of one shape. */
  record Add() implements Layer {
    @Override
    public <C, R> R read(Reader<C, R> reader, C context) {
      return reader.add(this, context);
    }
  }

  /** The channels of all inputs, in their order; rows and columns must agree. */
  record Concat() implements Layer {
    @Override
    public <C, R> R read(Reader<C, R> reader, C context) {
      return reader.concat(this, context);
    }
  }

  /**
   * Enlargement: each pixel becomes a square of equal pixels.
   *
   * @param factor its side
   */
  record Upsample(int factor) implements Layer {
    /** Rejects a factor that does not enlarge. */
    public Upsample {
      requireAtLeast("factor", factor, 2);
    }

    @Override
    public <C, R> R read(Reader<C, R> reader, C context) {
      return reader.upsample(this, context);
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
  record SoftArgmax() implements Layer {
    @Override
    public <C, R> R read(Reader<C, R> reader, C context) {
      return reader.softArgmax(this, context);
    }
  }

  /**
   * Maps {@code [K, H, W]} to coordinates {@code [2K]}, fractions of the network input's sides: the
   * place of each map's highest pixel, refined between pixels.
   *
   * @param refinement how
   * @param form what the maps' numbers are
   */
  record Argmax(Refinement refinement, MapForm form) implements Layer {
    @Override
    public <C, R> R read(Reader<C, R> reader, C context) {
      return reader.argmax(this, context);
    }

    /** How a place between pixels is found. */
    public enum Refinement {
      /** Not at all: the pixel's centre. */
      NONE,
      /** A quarter of a pixel towards the higher neighbour, in rows and columns. */
      QUARTER,
      /** Zhang et al. 2020: the top of the parabola that fits the maps' logarithm there. */
      DARK
    }
  }

  /** What the numbers of maps are. */
  enum MapForm {
    /** Their softmax is a distribution over the map's pixels. */
    LOGITS,
    /** Heights: 1 at the point, falling to 0 around it. */
    PEAKS
  }

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
      requireAtLeast("keypoints", keypoints, 1);
      requireAtLeast("neighbours", neighbours, 0);
      if (neighbours >= keypoints) {
        throw new IllegalArgumentException(
            "neighbours must be less than the keypoints, " + keypoints + ", got " + neighbours);
      }
    }

    /** {@return channels of the maps that it reads} */
    public int channels() {
      return Math.multiplyExact(3 + 2 * neighbours, keypoints);
    }

    @Override
    public <C, R> R read(Reader<C, R> reader, C context) {
      return reader.gridPoints(this, context);
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
      requireAtLeast("coordinates", out, 2);
    }

    @Override
    public <C, R> R read(Reader<C, R> reader, C context) {
      return reader.shapeBasis(this, context);
    }
  }

  private static void requireAtLeast(String what, int value, int least) {
    if (value < least || value > 1 << 24) {
      throw new IllegalArgumentException(
          what + " must be " + least + " to " + (1 << 24) + ", got " + value);
    }
  }
}
