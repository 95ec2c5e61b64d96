package kpnative.network;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import kpnative.weights.TensorData;

/**
 * A slow reference implementation of each layer in plain Java, for one image in evaluation mode.
 * Maps are row-major {@code [C, H, W]}.
 */
final class PlainNetwork implements LayerReader<PlainNetwork.Context, double[]> {
  /**
   * Inputs, their shapes, the output's shape, and the layer's tensors by name relative to the node.
   */
  record Context(
      List<double[]> inputs, List<Shape> shapes, Shape out, Map<String, TensorData> tensors) {
    double[] in() {
      return inputs.get(0);
    }

    Shape shape() {
      return shapes.get(0);
    }

    float[] floats(String name) {
      TensorData data = tensors.get(name);
      return data == null ? new float[out.channels()] : data.floats();
    }
  }

  /** {@return uniform random values from -1 to 1} */
  static float[] noise(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  private static double at(double[] maps, Shape s, int c, int y, int x) {
    boolean inside = y >= 0 && x >= 0 && y < s.height() && x < s.width();
    return inside ? maps[(c * s.height() + y) * s.width() + x] : 0;
  }

  /** Computes one value of the output. */
  private interface Pixel {
    double at(int c, int y, int x);
  }

  private static double[] fill(Shape out, Pixel pixel) {
    double[] values = new double[out.elements()];
    int i = 0;
    for (int c = 0; c < out.channels(); c++) {
      for (int y = 0; y < out.height(); y++) {
        for (int x = 0; x < out.width(); x++) {
          values[i++] = pixel.at(c, y, x);
        }
      }
    }
    return values;
  }

  @Override
  public double[] conv(Layer.Conv l, Context n) {
    float[] weight = n.floats("weight");
    float[] bias = n.floats("bias");
    int channels = n.shape().channels() / l.groups();
    int k = l.kernel();
    return fill(
        n.out(),
        (o, y, x) -> {
          double sum = bias[o];
          int first = o / (l.out() / l.groups()) * channels;
          for (int c = 0; c < channels; c++) {
            for (int v = 0; v < k; v++) {
              for (int u = 0; u < k; u++) {
                int row = y * l.stride() - l.padding() + v;
                int column = x * l.stride() - l.padding() + u;
                sum +=
                    weight[((o * channels + c) * k + v) * k + u]
                        * at(n.in(), n.shape(), first + c, row, column);
              }
            }
          }
          return sum;
        });
  }

  @Override
  public double[] batchNorm(Layer.BatchNorm l, Context n) {
    float[] scale = n.floats("weight");
    float[] shift = n.floats("bias");
    float[] mean = n.floats("running_mean");
    float[] variance = n.floats("running_var");
    return fill(
        n.out(),
        (c, y, x) ->
            (at(n.in(), n.shape(), c, y, x) - mean[c]) / Math.sqrt(variance[c] + l.eps()) * scale[c]
                + shift[c]);
  }

  @Override
  public double[] relu(Layer.Relu l, Context n) {
    double[] out = n.in().clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.max(0, out[i]);
    }
    return out;
  }

  @Override
  public double[] maxPool(Layer.MaxPool l, Context n) {
    return fill(
        n.out(),
        (c, y, x) -> {
          double most = Double.NEGATIVE_INFINITY;
          for (int v = 0; v < l.kernel(); v++) {
            for (int u = 0; u < l.kernel(); u++) {
              most =
                  Math.max(
                      most,
                      at(n, c, y * l.stride() + v - l.padding(), x * l.stride() + u - l.padding()));
            }
          }
          return most;
        });
  }

  /** The value, or negative infinity outside the map. */
  private static double at(Context n, int c, int y, int x) {
    boolean inside = y >= 0 && x >= 0 && y < n.shape().height() && x < n.shape().width();
    return inside ? at(n.in(), n.shape(), c, y, x) : Double.NEGATIVE_INFINITY;
  }

  @Override
  public double[] averagePool(Layer.AveragePool l, Context n) {
    return fill(
        n.out(),
        (c, y, x) -> {
          double sum = 0;
          for (int v = 0; v < l.kernel(); v++) {
            for (int u = 0; u < l.kernel(); u++) {
              sum += at(n.in(), n.shape(), c, y * l.kernel() + v, x * l.kernel() + u);
            }
          }
          return sum / (l.kernel() * l.kernel());
        });
  }

  @Override
  public double[] globalAveragePool(Layer.GlobalAveragePool l, Context n) {
    int area = n.shape().height() * n.shape().width();
    double[] out = new double[n.shape().channels()];
    for (int i = 0; i < n.in().length; i++) {
      out[i / area] += n.in()[i] / area;
    }
    return out;
  }

  @Override
  public double[] flatten(Layer.Flatten l, Context n) {
    return n.in().clone();
  }

  @Override
  public double[] linear(Layer.Linear l, Context n) {
    float[] weight = n.floats("weight");
    float[] bias = n.floats("bias");
    double[] out = new double[l.out()];
    for (int o = 0; o < out.length; o++) {
      out[o] = bias[o];
      for (int i = 0; i < n.in().length; i++) {
        out[o] += weight[o * n.in().length + i] * n.in()[i];
      }
    }
    return out;
  }

  @Override
  public double[] add(Layer.Add l, Context n) {
    double[] out = n.in().clone();
    for (int i = 0; i < out.length; i++) {
      out[i] += n.inputs().get(1)[i];
    }
    return out;
  }

  @Override
  public double[] concat(Layer.Concat l, Context n) {
    double[] out = new double[n.out().elements()];
    int at = 0;
    for (double[] in : n.inputs()) {
      System.arraycopy(in, 0, out, at, in.length);
      at += in.length;
    }
    return out;
  }

  @Override
  public double[] cells(Layer.Cells l, Context n) {
    double[] out = new double[n.out().elements()];
    int at = 0;
    for (int i = 0; i < n.inputs().size(); i++) {
      Shape s = n.shapes().get(i);
      for (int y = 0; y < s.height(); y++) {
        for (int x = 0; x < s.width(); x++) {
          for (int c = 0; c < s.channels(); c++) {
            out[at++] = at(n.inputs().get(i), s, c, y, x);
          }
        }
      }
    }
    return out;
  }

  @Override
  public double[] upsample(Layer.Upsample l, Context n) {
    return fill(n.out(), (c, y, x) -> at(n.in(), n.shape(), c, y / l.factor(), x / l.factor()));
  }

  @Override
  public double[] softArgmax(Layer.SoftArgmax l, Context n) {
    Shape s = n.shape();
    double[] out = new double[2 * s.channels()];
    for (int c = 0; c < s.channels(); c++) {
      double sum = 0;
      for (int y = 0; y < s.height(); y++) {
        for (int x = 0; x < s.width(); x++) {
          double share = Math.exp(at(n.in(), s, c, y, x));
          sum += share;
          out[2 * c] += share * (x + 0.5) / s.width();
          out[2 * c + 1] += share * (y + 0.5) / s.height();
        }
      }
      out[2 * c] /= sum;
      out[2 * c + 1] /= sum;
    }
    return out;
  }

  @Override
  public double[] pointFeatures(Layer.PointFeatures l, Context n) {
    Shape s = n.shape();
    Shape of = n.shapes().get(1);
    double[] out = new double[n.out().elements()];
    for (int k = 0; k < s.channels(); k++) {
      double sum = 0;
      for (int y = 0; y < s.height(); y++) {
        for (int x = 0; x < s.width(); x++) {
          double share = Math.exp(at(n.in(), s, k, y, x));
          sum += share;
          for (int c = 0; c < of.channels(); c++) {
            out[c * s.channels() + k] += share * at(n.inputs().get(1), of, c, y, x);
          }
        }
      }
      for (int c = 0; c < of.channels(); c++) {
        out[c * s.channels() + k] /= sum;
      }
    }
    return out;
  }

  @Override
  public double[] argmax(Layer.Argmax l, Context n) {
    if (l.refinement() != Refinement.NONE) {
      throw new IllegalArgumentException("refinements are tested in MapDecodingTest");
    }
    Shape s = n.shape();
    double[] out = new double[2 * s.channels()];
    for (int c = 0; c < s.channels(); c++) {
      int best = highest(n, c);
      out[2 * c] = (best % s.width() + 0.5) / s.width();
      int row = best / s.width();
      out[2 * c + 1] = (row + 0.5) / s.height();
    }
    return out;
  }

  /** {@return the index of the highest value within its map} */
  private static int highest(Context n, int c) {
    int area = n.shape().height() * n.shape().width();
    int best = 0;
    for (int i = 1; i < area; i++) {
      if (n.in()[c * area + i] > n.in()[c * area + best]) {
        best = i;
      }
    }
    return best;
  }

  @Override
  public double[] gridPoints(Layer.GridPoints l, Context n) {
    Shape s = n.shape();
    int area = s.height() * s.width();
    int k = l.keypoints();
    int own = 3 * k;
    int all = k * l.neighbours();
    double[] out = new double[2 * k];
    double[] predictionCount = new double[k];
    for (int p = 0; p < k; p++) {
      int cell = highest(n, p);
      int column = cell % s.width();
      int row = cell / s.width();
      out[2 * p] += (column + n.in()[(k + p) * area + cell]) / s.width();
      out[2 * p + 1] += (row + n.in()[(2 * k + p) * area + cell]) / s.height();
      predictionCount[p]++;
      for (int i = 0; i < l.neighbours(); i++) {
        int of = (int) n.floats("neighbours")[p * l.neighbours() + i];
        int at = p * l.neighbours() + i;
        out[2 * of] += (column + n.in()[(own + at) * area + cell]) / s.width();
        out[2 * of + 1] += (row + n.in()[(own + all + at) * area + cell]) / s.height();
        predictionCount[of]++;
      }
    }
    for (int i = 0; i < out.length; i++) {
      out[i] /= predictionCount[i / 2];
    }
    return out;
  }

  @Override
  public double[] shapeBasis(Layer.ShapeBasis l, Context n) {
    float[] basis = n.floats("basis");
    double[] out = new double[l.out()];
    for (int o = 0; o < out.length; o++) {
      out[o] = n.floats("mean")[o];
      for (int i = 0; i < n.in().length; i++) {
        out[o] += basis[o * n.in().length + i] * n.in()[i];
      }
    }
    return out;
  }
}
