package kpnative.plan;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import kpnative.network.Layer;
import kpnative.network.NetworkGraph;
import kpnative.weights.TensorData;

/**
 * The weights of a network's layers, with batch normalisations folded into the convolutions before
 * them: in evaluation, a batch normalisation is {@code x * g + h} with {@code g = scale /
 * sqrt(variance + eps)} and {@code h = shift - mean * g}.
 */
final class FoldedWeights {
  private final Map<String, TensorData> tensors;
  private final NetworkGraph graph;

  FoldedWeights(NetworkGraph graph, Map<String, TensorData> tensors) {
    this.graph = graph;
    this.tensors = tensors;
  }

  /** {@return the values of a node's tensor as float32, row-major} */
  float[] of(String node, String tensor) {
    return Objects.requireNonNull(tensors.get(node + "." + tensor), node).toFloat32().floats();
  }

  /**
   * A layer's weight and bias.
   *
   * @param weight row-major, output channel first
   * @param bias one value per output channel
   */
  record Pair(float[] weight, float[] bias) {}

  /** {@return the weight and bias of a convolution or fully connected layer, after folding} */
  Pair pair(FusedNode node, int outputs, boolean hasBias) {
    float[] weight = of(node.name(), "weight");
    float[] bias = hasBias ? of(node.name(), "bias") : new float[outputs];
    node.norm().ifPresent(norm -> fold(norm, weight, bias));
    return new Pair(weight, bias);
  }

  /** {@return a batch normalisation as the weight and bias of a depthwise 1 x 1 convolution} */
  Pair normalisation(String norm, int channels) {
    float[] weight = new float[channels];
    Arrays.fill(weight, 1);
    float[] bias = new float[channels];
    fold(norm, weight, bias);
    return new Pair(weight, bias);
  }

  private void fold(String norm, float[] weight, float[] bias) {
    float[] scale = of(norm, "weight");
    float[] shift = of(norm, "bias");
    float[] mean = of(norm, "running_mean");
    float[] variance = of(norm, "running_var");
    double eps = eps(norm);
    int perChannel = weight.length / bias.length;
    for (int c = 0; c < bias.length; c++) {
      double g = scale[c] / Math.sqrt(variance[c] + eps);
      for (int i = c * perChannel; i < (c + 1) * perChannel; i++) {
        weight[i] = (float) (weight[i] * g);
      }
      bias[c] = (float) (shift[c] + (bias[c] - (double) mean[c]) * g);
    }
  }

  private double eps(String norm) {
    return graph.nodes().stream()
        .filter(n -> n.name().equals(norm))
        .map(n -> ((Layer.BatchNorm) n.layer()).eps())
        .findFirst()
        .orElseThrow();
  }
}
