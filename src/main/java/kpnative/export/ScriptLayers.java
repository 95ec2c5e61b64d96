package kpnative.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kpnative.infer.DetectorFile;
import kpnative.network.Layer;
import kpnative.network.LayerReader;
import kpnative.network.NetworkGraph;
import kpnative.network.NetworkGraph.Node;
import kpnative.network.Shape;

/**
 * Translates layers into calls of LibTorch operators. Each case returns the variable of the layer's
 * output. All operators have had the same arguments since PyTorch 1.13.
 */
final class ScriptLayers implements LayerReader<Node, String> {
  private static final String NONE = "None";
  private static final List<Integer> ONE = List.of(1, 1);

  private final ScriptText script;
  private final DetectorFile file;
  private final ScriptFormulas formulas;
  private final Map<String, String> variables = new HashMap<>();

  /**
   * Creates a translator of layers.
   *
   * @param input the variable with the network's input
   */
  ScriptLayers(ScriptText script, DetectorFile file, String input) {
    this.script = script;
    this.file = file;
    this.formulas = new ScriptFormulas(script, file);
    variables.put(NetworkGraph.INPUT, input);
  }

  /** Adds a layer, after the layers whose outputs it takes; returns its variable. */
  String add(Node node) {
    String variable = read(node.layer(), node);
    variables.put(node.name(), variable);
    return variable;
  }

  /** {@return the variable of a layer that was added} */
  String variable(String node) {
    return Objects.requireNonNull(variables.get(node), node);
  }

  @Override
  public String conv(Layer.Conv layer, Node node) {
    return script.call(
        "conv2d",
        input(node),
        tensor(node, "weight"),
        layer.bias() ? tensor(node, "bias") : NONE,
        square(layer.stride()),
        square(layer.padding()),
        ONE,
        layer.groups());
  }

  @Override
  public String batchNorm(Layer.BatchNorm layer, Node node) {
    return script.call(
        "batch_norm",
        input(node),
        tensor(node, "weight"),
        tensor(node, "bias"),
        tensor(node, "running_mean"),
        tensor(node, "running_var"),
        false,
        layer.momentum(),
        layer.eps(),
        true);
  }

  @Override
  public String relu(Layer.Relu layer, Node node) {
    return script.call("relu", input(node));
  }

  @Override
  public String maxPool(Layer.MaxPool layer, Node node) {
    return script.call(
        "max_pool2d",
        input(node),
        square(layer.kernel()),
        square(layer.stride()),
        square(layer.padding()),
        ONE,
        false);
  }

  @Override
  public String averagePool(Layer.AveragePool layer, Node node) {
    List<Integer> side = square(layer.kernel());
    return script.call("avg_pool2d", input(node), side, side, square(0), false, true, NONE);
  }

  @Override
  public String globalAveragePool(Layer.GlobalAveragePool layer, Node node) {
    return script.call("flatten", script.call("adaptive_avg_pool2d", input(node), ONE), 1, -1);
  }

  @Override
  public String flatten(Layer.Flatten layer, Node node) {
    return script.call("flatten", input(node), 1, -1);
  }

  @Override
  public String linear(Layer.Linear layer, Node node) {
    String bias = layer.bias() ? tensor(node, "bias") : NONE;
    return script.call("linear", input(node), tensor(node, "weight"), bias);
  }

  @Override
  public String add(Layer.Add layer, Node node) {
    return script.call("add", inputs(node).toArray());
  }

  @Override
  public String concat(Layer.Concat layer, Node node) {
    return script.call("cat", inputs(node), 1);
  }

  @Override
  public String cells(Layer.Cells layer, Node node) {
    List<String> rows = new ArrayList<>();
    for (String maps : inputs(node)) {
      String pixels = script.call("permute", maps, List.of(0, 2, 3, 1));
      rows.add(script.call("flatten", pixels, 1, -1)); // [B, H*W*C]
    }
    return script.call("cat", rows, 1);
  }

  @Override
  public String upsample(Layer.Upsample layer, Node node) {
    Shape out = file.graph().shape(node.name());
    List<Integer> size = List.of(out.height(), out.width());
    return script.call("upsample_nearest2d", input(node), size, NONE, NONE);
  }

  @Override
  public String softArgmax(Layer.SoftArgmax layer, Node node) {
    Shape maps = in(node);
    String flat = script.call("flatten", input(node), 2, 3);
    String probabilities = script.call("softmax", flat, 2, NONE);
    String centres = formulas.centres(maps.height(), maps.width(), input(node));
    return script.call("flatten", script.call("matmul", probabilities, centres), 1, 2);
  }

  @Override
  public String pointFeatures(Layer.PointFeatures layer, Node node) {
    String flat = script.call("flatten", input(node), 2, 3);
    String shares = script.call("softmax", flat, 2, NONE); // [B, K, H*W]
    String features = script.call("flatten", inputs(node).get(1), 2, 3); // [B, C, H*W]
    String columns = script.call("transpose", shares, 1, 2);
    return script.call("unsqueeze", script.call("matmul", features, columns), 3);
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
    return script.call("linear", input(node), tensor(node, "basis"), tensor(node, "mean"));
  }

  private Shape in(Node node) {
    return file.graph().shape(node.inputs().get(0));
  }

  private String input(Node node) {
    return inputs(node).get(0);
  }

  private List<String> inputs(Node node) {
    return node.inputs().stream().map(name -> variables.getOrDefault(name, name)).toList();
  }

  private static String tensor(Node node, String name) {
    return ScriptText.self(node.name() + "." + name);
  }

  private static List<Integer> square(int side) {
    return List.of(side, side);
  }
}
