package kpnative.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kpnative.export.OnnxGraph.Attribute;
import kpnative.geometry.PixelCentres;
import kpnative.infer.DetectorFile;
import kpnative.network.Layer;
import kpnative.network.LayerReader;
import kpnative.network.NetworkGraph;
import kpnative.network.NetworkGraph.Node;
import kpnative.network.Shape;

/** Translates layers into ONNX nodes. Each case returns the name of the layer's output. */
final class OnnxLayers implements LayerReader<Node, String> {
  /** The name of the logits of visibility; the plain name is that of the exported output. */
  static final String VISIBILITY = "visibility.logits";

  private final OnnxGraph graph;
  private final DetectorFile file;
  private final Formulas formulas;
  private final Map<String, String> values = new HashMap<>(); // output names by layer

  OnnxLayers(OnnxGraph graph, DetectorFile file) {
    this.graph = graph;
    this.file = file;
    this.formulas = new OnnxFormulas(graph, file);
  }

  /** Adds a layer, after the layers whose outputs it takes; returns its output's name. */
  String add(Node node) {
    String value = read(node.layer(), node);
    values.put(node.name(), value);
    return value;
  }

  @Override
  public String conv(Layer.Conv layer, Node node) {
    return add(
        "Conv",
        node,
        layer.bias() ? List.of("weight", "bias") : List.of("weight"),
        Map.of(
            "kernel_shape", square(layer.kernel()),
            "strides", square(layer.stride()),
            "pads", padding(layer.padding()),
            "group", new Attribute.Whole(layer.groups())));
  }

  @Override
  public String batchNorm(Layer.BatchNorm layer, Node node) {
    return add(
        "BatchNormalization",
        node,
        List.of("weight", "bias", "running_mean", "running_var"),
        Map.of("epsilon", new Attribute.Real((float) layer.eps())));
  }

  @Override
  public String relu(Layer.Relu layer, Node node) {
    return add("Relu", node, List.of(), Map.of());
  }

  @Override
  public String maxPool(Layer.MaxPool layer, Node node) {
    return add(
        "MaxPool",
        node,
        List.of(),
        Map.of(
            "kernel_shape", square(layer.kernel()),
            "strides", square(layer.stride()),
            "pads", padding(layer.padding())));
  }

  @Override
  public String averagePool(Layer.AveragePool layer, Node node) {
    return add(
        "AveragePool",
        node,
        List.of(),
        Map.of("kernel_shape", square(layer.kernel()), "strides", square(layer.kernel())));
  }

  @Override
  public String globalAveragePool(Layer.GlobalAveragePool layer, Node node) {
    String means = graph.node("GlobalAveragePool", input(node));
    return graph.node("Flatten", node.name(), List.of(means), Map.of());
  }

  @Override
  public String flatten(Layer.Flatten layer, Node node) {
    return add("Flatten", node, List.of(), Map.of());
  }

  @Override
  public String linear(Layer.Linear layer, Node node) {
    return add(
        "Gemm",
        node,
        layer.bias() ? List.of("weight", "bias") : List.of("weight"),
        Map.of("transB", new Attribute.Whole(1)));
  }

  @Override
  public String add(Layer.Add layer, Node node) {
    return add("Add", node, List.of(), Map.of());
  }

  @Override
  public String concat(Layer.Concat layer, Node node) {
    return add("Concat", node, List.of(), Map.of("axis", new Attribute.Whole(1)));
  }

  @Override
  public String cells(Layer.Cells layer, Node node) {
    List<String> rows = new ArrayList<>();
    for (String name : node.inputs()) {
      String pixels =
          graph.node(
              "Transpose",
              Map.of("perm", OnnxGraph.wholes(0, 2, 3, 1)),
              values.getOrDefault(name, name));
      rows.add(graph.node("Flatten", pixels)); // [B, H*W*C]
    }
    return graph.node("Concat", node.name(), rows, Map.of("axis", new Attribute.Whole(1)));
  }

  @Override
  public String upsample(Layer.Upsample layer, Node node) {
    String none = ""; // the input roi, which this mode ignores
    String scales = graph.floats(new float[] {1, 1, layer.factor(), layer.factor()}, 4);
    return graph.node(
        "Resize",
        node.name(),
        List.of(input(node), none, scales),
        Map.of(
            "mode", new Attribute.Text("nearest"),
            "coordinate_transformation_mode", new Attribute.Text("asymmetric"),
            "nearest_mode", new Attribute.Text("floor")));
  }

  @Override
  public String softArgmax(Layer.SoftArgmax layer, Node node) {
    Shape maps = in(node);
    int pixels = maps.height() * maps.width();
    String flat = formulas.flatten(input(node), maps.channels(), pixels);
    String probabilities = graph.node("Softmax", Map.of("axis", new Attribute.Whole(2)), flat);
    String centres = graph.floats(centres(maps), pixels, 2);
    String pairs = graph.node("MatMul", probabilities, centres); // [B, K, 2]
    return graph.node("Reshape", pairs, graph.longs(0, 2L * maps.channels()));
  }

  @Override
  public String pointFeatures(Layer.PointFeatures layer, Node node) {
    Shape maps = in(node);
    int pixels = maps.height() * maps.width();
    Shape out = file.graph().shape(node.name());
    String flat = formulas.flatten(input(node), maps.channels(), pixels);
    String shares = graph.node("Softmax", Map.of("axis", new Attribute.Whole(2)), flat);
    String columns = graph.node("Transpose", Map.of("perm", OnnxGraph.wholes(0, 2, 1)), shares);
    String name = node.inputs().get(1);
    String features = formulas.flatten(values.getOrDefault(name, name), out.channels(), pixels);
    String means = graph.node("MatMul", features, columns); // [B, C, K]
    return graph.node("Reshape", means, graph.longs(0, out.channels(), out.height(), 1));
  }

  @Override
  public String argmax(Layer.Argmax layer, Node node) {
    return new MapFormulas(formulas, in(node), in(node).channels()).argmax(layer, input(node));
  }

  @Override
  public String gridPoints(Layer.GridPoints layer, Node node) {
    return new MapFormulas(formulas, in(node), layer.keypoints())
        .grid(layer, input(node), node.name() + ".neighbours");
  }

  @Override
  public String shapeBasis(Layer.ShapeBasis layer, Node node) {
    return add("Gemm", node, List.of("basis", "mean"), Map.of("transB", new Attribute.Whole(1)));
  }

  /** {@return x and y of every pixel centre, as fractions of the sides} */
  private static float[] centres(Shape maps) {
    float[] centres = new float[2 * maps.height() * maps.width()];
    for (int row = 0; row < maps.height(); row++) {
      for (int column = 0; column < maps.width(); column++) {
        int at = 2 * (row * maps.width() + column);
        centres[at] = (float) PixelCentres.fraction(column, maps.width());
        centres[at + 1] = (float) PixelCentres.fraction(row, maps.height());
      }
    }
    return centres;
  }

  private String add(
      String type, Node node, List<String> tensors, Map<String, Attribute> attributes) {
    List<String> inputs = new ArrayList<>();
    node.inputs().forEach(name -> inputs.add(values.getOrDefault(name, name)));
    for (String tensor : tensors) {
      String name = node.name() + "." + tensor;
      inputs.add(graph.tensor(name, file.tensor(name)));
    }
    boolean logits = node.name().equals(NetworkGraph.VISIBILITY);
    return graph.node(type, logits ? VISIBILITY : node.name(), inputs, attributes);
  }

  private Shape in(Node node) {
    return file.graph().shape(node.inputs().get(0));
  }

  private String input(Node node) {
    String name = node.inputs().get(0);
    return values.getOrDefault(name, name);
  }

  private static Attribute square(int side) {
    return OnnxGraph.wholes(side, side);
  }

  private static Attribute padding(int pixels) {
    return OnnxGraph.wholes(pixels, pixels, pixels, pixels);
  }
}
