package kpnative;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kpnative.codec.GridMaps;
import kpnative.codec.MapDecoding;
import kpnative.natives.Owned;
import kpnative.network.Layer;
import kpnative.network.LayerReader;
import kpnative.network.MapForm;
import kpnative.network.NetworkGraph;
import kpnative.network.Shape;
import kpnative.weights.TensorData;
import kpnative.weights.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A graph as one would write it at first: a LibTorch call a layer, rows after rows (NCHW), nothing
 * in place, everything kept until the caller's scope ends. A baseline's other half.
 */
final class PlainForward implements LayerReader<PlainForward.Place, Tensor>, AutoCloseable {
  private final NetworkGraph graph;
  private final Map<String, Owned<Tensor>> weights = new LinkedHashMap<>();

  /** Where a layer stands: its name, its inputs, and the first one's shape. */
  record Place(String name, List<Tensor> inputs, Shape in) {
    Tensor x() {
      return inputs.get(0);
    }
  }

  /** Copies the weights; needs an open scope. */
  PlainForward(NetworkGraph graph, Map<String, TensorData> state) {
    this.graph = graph;
    state.forEach((name, data) -> weights.put(name, Owned.retain(Tensors.toTorch(data))));
  }

  /** {@return its weights by name, borrowed} */
  Map<String, Tensor> weights() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    weights.forEach((name, owned) -> tensors.put(name, owned.get()));
    return tensors;
  }

  /** {@return the output for {@code [B, C, H, W]}; scratch} */
  Tensor run(Tensor x) {
    Map<String, Tensor> known = new HashMap<>();
    known.put(NetworkGraph.INPUT, x);
    Tensor last = x;
    for (NetworkGraph.Node node : graph.nodes()) {
      List<Tensor> inputs =
          node.inputs().stream().map(n -> Objects.requireNonNull(known.get(n))).toList();
      Shape in = graph.shape(node.inputs().get(0));
      last = read(node.layer(), new Place(node.name(), inputs, in));
      known.put(node.name(), last);
    }
    return last;
  }

  @Override
  public Tensor conv(Layer.Conv layer, Place at) {
    return torch.conv2d(
        at.x(),
        weight(at, "weight"),
        layer.bias() ? optional(at, "bias") : new TensorOptional(),
        new long[] {layer.stride(), layer.stride()},
        new long[] {layer.padding(), layer.padding()},
        new long[] {1, 1},
        layer.groups());
  }

  @Override
  public Tensor batchNorm(Layer.BatchNorm layer, Place at) {
    return torch.batch_norm(
        at.x(),
        optional(at, "weight"),
        optional(at, "bias"),
        optional(at, "running_mean"),
        optional(at, "running_var"),
        false,
        layer.momentum(),
        layer.eps(),
        true);
  }

  @Override
  public Tensor relu(Layer.Relu layer, Place at) {
    return torch.relu(at.x());
  }

  @Override
  public Tensor maxPool(Layer.MaxPool layer, Place at) {
    return torch.max_pool2d(
        at.x(),
        new long[] {layer.kernel(), layer.kernel()},
        new long[] {layer.stride(), layer.stride()},
        new long[] {layer.padding(), layer.padding()},
        new long[] {1, 1},
        false);
  }

  @Override
  public Tensor averagePool(Layer.AveragePool layer, Place at) {
    return torch.avg_pool2d(at.x(), layer.kernel(), layer.kernel());
  }

  @Override
  public Tensor globalAveragePool(Layer.GlobalAveragePool layer, Place at) {
    return torch.adaptive_avg_pool2d(at.x(), 1, 1).flatten(1, -1);
  }

  @Override
  public Tensor flatten(Layer.Flatten layer, Place at) {
    return at.x().flatten(1, -1);
  }

  @Override
  public Tensor linear(Layer.Linear layer, Place at) {
    TensorOptional bias = layer.bias() ? optional(at, "bias") : new TensorOptional();
    return torch.linear(at.x(), weight(at, "weight"), bias);
  }

  @Override
  public Tensor add(Layer.Add layer, Place at) {
    return torch.add(at.x(), at.inputs().get(1));
  }

  @Override
  public Tensor concat(Layer.Concat layer, Place at) {
    return torch.cat(new TensorVector(at.inputs().toArray(new Tensor[0])), 1);
  }

  @Override
  public Tensor cells(Layer.Cells layer, Place at) {
    Tensor[] rows =
        at.inputs().stream()
            .map(maps -> maps.permute(0, 2, 3, 1).flatten(1, -1))
            .toArray(Tensor[]::new);
    return torch.cat(new TensorVector(rows), 1);
  }

  @Override
  public Tensor upsample(Layer.Upsample layer, Place at) {
    long height = (long) layer.factor() * at.in().height();
    long width = (long) layer.factor() * at.in().width();
    return torch.upsample_nearest2d(at.x(), new long[] {height, width});
  }

  /** The expectation by sums over rows and columns, another way than the network's own product. */
  @Override
  public Tensor softArgmax(Layer.SoftArgmax layer, Place at) {
    int height = at.in().height();
    int width = at.in().width();
    Tensor share =
        torch.softmax(at.x().flatten(2, 3), 2).reshape(-1, at.in().channels(), height, width);
    Tensor x = torch.matmul(share.sum(2), centres(width)); // [B, K]
    Tensor y = torch.matmul(share.sum(3), centres(height));
    return torch.stack(new TensorVector(x, y), 2).flatten(1, 2);
  }

  @Override
  public Tensor pointFeatures(Layer.PointFeatures layer, Place at) {
    Tensor share = torch.softmax(at.x().flatten(2, 3), 2);
    Tensor features = at.inputs().get(1).flatten(2, 3);
    return torch.matmul(features, share.transpose(1, 2)).unsqueeze(3);
  }

  @Override
  public Tensor argmax(Layer.Argmax layer, Place at) {
    return switch (layer.refinement()) {
      case NONE -> MapDecoding.argmax(at.x());
      case QUARTER -> MapDecoding.quarter(at.x());
      case DARK ->
          layer.form() == MapForm.PEAKS
              ? MapDecoding.darkOfPeaks(at.x())
              : MapDecoding.dark(at.x());
    };
  }

  @Override
  public Tensor gridPoints(Layer.GridPoints layer, Place at) {
    return GridMaps.of(at.x(), layer.keypoints()).decode(weight(at, "neighbours"));
  }

  @Override
  public Tensor shapeBasis(Layer.ShapeBasis layer, Place at) {
    return torch.matmul(at.x(), weight(at, "basis").t()).add(weight(at, "mean"));
  }

  private static Tensor centres(int n) {
    float[] centres = new float[n];
    for (int i = 0; i < n; i++) {
      centres[i] = (i + 0.5f) / n;
    }
    return Tensor.create(centres, n);
  }

  private Tensor weight(Place at, String suffix) {
    return Objects.requireNonNull(weights.get(at.name() + "." + suffix)).get();
  }

  private TensorOptional optional(Place at, String suffix) {
    return new TensorOptional(weight(at, suffix));
  }

  @Override
  public void close() {
    weights.values().forEach(Owned::close);
  }
}
