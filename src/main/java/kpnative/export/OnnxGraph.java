package kpnative.export;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kpnative.files.ProtoMessage;
import kpnative.weights.DType;
import kpnative.weights.TensorData;

/**
 * Builds an ONNX model. Each node is added after the nodes whose outputs it takes. Field numbers
 * are those of ONNX's onnx.proto. Not thread-safe.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/docs/IR.md">ONNX's intermediate
 *     representation</a>
 */
final class OnnxGraph {
  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 13;
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final ProtoMessage graph = new ProtoMessage();
  private final Set<String> names = new HashSet<>();
  private int generated; // number of generated names

  /** An attribute of a node. */
  sealed interface Attribute {
    /** A whole number. */
    record Whole(long value) implements Attribute {}

    /** Whole numbers. */
    record Wholes(List<Integer> values) implements Attribute {}

    /** A float. */
    record Real(float value) implements Attribute {}

    /** A string. */
    record Text(String value) implements Attribute {}
  }

  /** {@return an attribute of these numbers} */
  static Attribute wholes(Integer... values) {
    return new Attribute.Wholes(List.of(values));
  }

  /**
   * Adds a node.
   *
   * @param value the name of its output
   * @return {@code value}
   */
  String node(String type, String value, List<String> inputs, Map<String, Attribute> attributes) {
    claim(value);
    ProtoMessage node = new ProtoMessage();
    inputs.forEach(name -> node.text(1, name));
    node.text(2, value).text(3, value).text(4, type);
    attributes.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> node.message(5, attribute(e.getKey(), e.getValue())));
    graph.message(1, node);
    return value;
  }

  /** Adds a node without attributes under a generated name; returns its output. */
  String node(String type, String... inputs) {
    return node(type, generatedName(), List.of(inputs), Map.of());
  }

  /** Adds a node under a generated name; returns its output. */
  String node(String type, Map<String, Attribute> attributes, String... inputs) {
    return node(type, generatedName(), List.of(inputs), attributes);
  }

  /** Adds a float32 or int64 tensor; returns {@code name}. */
  String tensor(String name, TensorData data) {
    claim(name);
    ProtoMessage tensor = new ProtoMessage();
    for (long size : data.shape()) {
      tensor.number(1, size);
    }
    tensor.number(2, data.dtype() == DType.I64 ? INT64 : FLOAT).text(8, name).bytes(9, data.data());
    graph.message(5, tensor);
    return name;
  }

  /** Adds a float32 tensor; returns its name. */
  String floats(float[] values, long... shape) {
    return tensor(generatedName(), TensorData.ofFloats(values, shape));
  }

  /** Adds a float32 scalar; returns its name. */
  String number(double value) {
    return floats(new float[] {(float) value});
  }

  /** Adds an int64 vector, such as a shape; returns its name. */
  String longs(long... values) {
    return tensor(generatedName(), TensorData.ofLongs(values, values.length));
  }

  /**
   * Completes the model.
   *
   * @param input sizes of {@code input}, without the batch
   * @param outputs names of the outputs, with their sizes without the batch
   * @return the model's bytes
   */
  byte[] model(
      List<Integer> input,
      Map<String, List<Integer>> outputs,
      String version,
      Map<String, String> metadata) {
    graph.text(2, "kp-native");
    graph.message(11, value("input", input));
    outputs.forEach((name, sizes) -> graph.message(12, value(name, sizes)));
    ProtoMessage model =
        new ProtoMessage().number(1, IR_VERSION).text(2, "kp-native").text(3, version);
    model.message(7, graph).message(8, new ProtoMessage().text(1, "").number(2, OPERATOR_SET));
    metadata.forEach(
        (key, text) -> model.message(14, new ProtoMessage().text(1, key).text(2, text)));
    return model.toByteArray();
  }

  private String generatedName() {
    return "_" + generated++; // no layer has such a name
  }

  private void claim(String name) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("two values are named '" + name + "'");
    }
  }

  private static ProtoMessage value(String name, List<Integer> sizes) {
    ProtoMessage shape = new ProtoMessage();
    shape.message(1, new ProtoMessage().text(2, "batch"));
    sizes.forEach(size -> shape.message(1, new ProtoMessage().number(1, size)));
    ProtoMessage tensor = new ProtoMessage().number(1, FLOAT).message(2, shape);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
  }

  private static ProtoMessage attribute(String name, Attribute attribute) {
    ProtoMessage message = new ProtoMessage().text(1, name);
    if (attribute instanceof Attribute.Whole whole) {
      return message.number(3, whole.value()).number(20, 2);
    }
    if (attribute instanceof Attribute.Wholes wholes) {
      wholes.values().forEach(v -> message.number(8, v));
      return message.number(20, 7);
    }
    if (attribute instanceof Attribute.Real real) {
      return message.real(2, real.value()).number(20, 1);
    }
    Attribute.Text text = (Attribute.Text) attribute;
    return message.text(4, text.value()).number(20, 3);
  }
}
