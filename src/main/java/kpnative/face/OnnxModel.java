package kpnative.face;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import kpnative.files.ProtoFields;

/*
 * onnx.proto3. A model holds ir_version 1, producer and documentation 2 to 6, graph 7, opset_import 8 and
 * metadata_props 14; a graph nodes 1, name 2, initializers 5, doc_string 10, inputs 11, outputs 12 and
 * value_info 13; a node inputs 1, outputs 2, name 3, op_type 4, attributes 5, doc_string 6 and domain 7.
 */
/**
 * A network in an ONNX file, read to its last field: operations with attributes of numbers and
 * texts, and tensors of floats and whole numbers inside the file. Whatever else ONNX can hold
 * (functions, subgraphs, sparse tensors, external data) is an error.
 *
 * @param opset the version of the operations
 * @param nodes in the file's order
 * @param tensors the initializers, by name
 * @param inputs names of the graph's inputs that are not initializers
 * @param outputs names of the graph's outputs
 */
record OnnxModel(
    long opset,
    List<Node> nodes,
    Map<String, Tensor> tensors,
    List<String> inputs,
    List<String> outputs) {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int MOST_NODES = 1000; // YuNet has 106
  private static final int MOST_RANK = 8;
  private static final int MOST_NUMBERS = 16; // of an attribute
  private static final int MOST_VALUES = 8; // of a node

  /** One operation. */
  record Node(
      String op, List<String> inputs, List<String> outputs, Map<String, Attribute> attributes) {}

  /** An attribute; {@code type} is 1 for a float, 2 for an int, 3 for text, 7 for ints. */
  record Attribute(int type, float real, long[] whole, String text) {}

  /** A tensor: floats, or whole numbers if {@code type} is 7; its bytes are little endian. */
  record Tensor(int type, long[] shape, byte[] bytes) {
    boolean isFloat() {
      return type == FLOAT;
    }

    long[] longs() {
      long[] numbers = new long[isFloat() ? 0 : bytes.length / Long.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(numbers);
      return numbers;
    }

    float[] floats() {
      float[] numbers = new float[isFloat() ? bytes.length / Float.BYTES : 0];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
      return numbers;
    }
  }

  /**
   * {@return the network}
   *
   * @param file names the file in errors
   */
  static OnnxModel read(byte[] onnx, String file) throws IOException {
    ProtoFields model = new ProtoFields(file, onnx);
    OnnxModel read = null;
    long opset = 0;
    while (model.next()) {
      switch (model.number()) {
        case 1, 2, 3, 4, 5, 6, 14 -> {} // of who wrote it
        case 7 -> {
          if (read != null) {
            throw model.error("damaged: an ONNX file with two graphs");
          }
          read = graph(model.message());
        }
        case 8 -> opset = opset(model.message());
        default -> throw unknown(model, "model");
      }
    }
    if (read == null) {
      throw model.error("damaged: an ONNX file without a graph");
    }
    return new OnnxModel(opset, read.nodes, read.tensors, read.inputs, read.outputs);
  }

  private static long opset(ProtoFields in) throws IOException {
    long version = 0;
    while (in.next()) {
      switch (in.number()) {
        case 1 -> require(in, in.text().isEmpty(), "operations of ONNX alone");
        case 2 -> version = in.whole();
        default -> throw unknown(in, "opset");
      }
    }
    return version;
  }

  private static OnnxModel graph(ProtoFields in) throws IOException {
    List<Node> nodes = new ArrayList<>();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    while (in.next()) {
      switch (in.number()) {
        case 1 -> nodes.add(node(in.message()));
        case 5 -> tensor(in.message(), tensors);
        case 11 -> inputs.add(valueName(in.message()));
        case 12 -> outputs.add(valueName(in.message()));
        case 2, 10, 13 -> {} // names, and shapes that follow from the rest
        default -> throw unknown(in, "graph");
      }
      int most = Math.max(Math.max(nodes.size(), tensors.size()), inputs.size() + outputs.size());
      require(in, most <= MOST_NODES, "at most " + MOST_NODES + " nodes, tensors and values");
    }
    inputs.removeIf(tensors::containsKey); // as older files list them
    Set<String> made = new HashSet<>(tensors.keySet());
    made.addAll(inputs);
    for (Node node : nodes) {
      for (String output : node.outputs) {
        require(in, made.add(output), "one value named '" + shown(output) + "', got two");
      }
    }
    return new OnnxModel(0, nodes, tensors, inputs, outputs);
  }

  private static String valueName(ProtoFields in) throws IOException {
    String name = "";
    while (in.next()) {
      if (in.number() == 1) {
        name = in.text();
      }
    }
    return name;
  }

  private static Node node(ProtoFields in) throws IOException {
    String op = "";
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    while (in.next()) {
      switch (in.number()) {
        case 1 -> inputs.add(in.text());
        case 2 -> outputs.add(in.text());
        case 4 -> op = in.text();
        case 5 -> attribute(in.message(), attributes);
        case 7 -> require(in, in.text().isEmpty(), "operations of ONNX alone");
        case 3, 6 -> {} // its name and documentation
        default -> throw unknown(in, "node");
      }
      int most = Math.max(inputs.size(), Math.max(outputs.size(), attributes.size()));
      require(in, most <= MOST_VALUES, "at most " + MOST_VALUES + " inputs and outputs of a node");
    }
    return new Node(op, inputs, outputs, attributes);
  }

  private static void attribute(ProtoFields in, Map<String, Attribute> attributes)
      throws IOException {
    String name = "";
    long type = 0;
    float real = 0;
    long[] whole = {};
    String text = "";
    while (in.next()) {
      switch (in.number()) {
        case 1 -> name = in.text();
        case 2 -> real = in.real();
        case 3 -> whole = new long[] {in.whole()};
        case 4 -> text = in.text();
        case 8 -> whole = appended(in, whole, MOST_NUMBERS);
        case 20 -> type = in.whole();
        case 13 -> {} // documentation
        default -> throw unknown(in, "attribute");
      }
    }
    boolean known = type == 1 || type == 2 && whole.length == 1 || type == 3 || type == 7;
    require(in, known, "an attribute of numbers or text, got type " + type);
    Attribute read = new Attribute((int) type, real, whole, text);
    require(in, attributes.put(name, read) == null, "one attribute '" + shown(name) + "'");
  }

  private static void tensor(ProtoFields in, Map<String, Tensor> tensors) throws IOException {
    String name = "";
    long type = 0;
    long[] shape = {};
    byte[] bytes = {};
    while (in.next()) {
      switch (in.number()) {
        case 1 -> shape = appended(in, shape, MOST_RANK);
        case 2 -> type = in.whole();
        case 4, 9 -> bytes = in.bytes(); // packed floats are the same bytes as raw ones
        case 8 -> name = in.text();
        case 12 -> {} // documentation
        default -> throw unknown(in, "tensor");
      }
    }
    String called = "tensor '" + shown(name) + "'";
    require(in, type == FLOAT || type == INT64, called + " of floats or int64, got type " + type);
    long expected = type == FLOAT ? Float.BYTES : Long.BYTES;
    for (long side : shape) {
      boolean fits = side >= 0 && (side == 0 || expected <= Integer.MAX_VALUE / side);
      require(in, fits, called + " of a size that fits a file, got " + Arrays.toString(shape));
      expected *= side;
    }
    String sizes = " for " + Arrays.toString(shape) + ", got " + bytes.length;
    require(in, bytes.length == expected, called + " of " + expected + " bytes" + sizes);
    Tensor read = new Tensor((int) type, shape, bytes);
    for (float value : read.floats()) {
      require(in, Float.isFinite(value), called + " of finite numbers, got " + value);
    }
    require(in, tensors.put(name, read) == null, "one " + called + ", got two");
  }

  private static long[] appended(ProtoFields in, long[] numbers, int most) throws IOException {
    long[] more = in.isWhole() ? new long[] {in.whole()} : in.packed();
    require(in, numbers.length + more.length <= most, "at most " + most + " numbers in a list");
    return IntStream.range(0, numbers.length + more.length)
        .mapToLong(i -> i < numbers.length ? numbers[i] : more[i - numbers.length])
        .toArray();
  }

  private static IOException unknown(ProtoFields in, String where) {
    return in.error("not YuNet, or damaged: an ONNX " + where + " with a field " + in.number());
  }

  private static void require(ProtoFields in, boolean holds, String expected) throws IOException {
    if (!holds) {
      throw in.error("not YuNet, or damaged: expected " + expected);
    }
  }

  /** {@return a name from a file, for a message} */
  static String shown(String name) {
    String line = name.replaceAll("[\\p{Cntrl}\\s]", "?");
    return line.length() > 40 ? line.substring(0, 40) + "..." : line;
  }
}
