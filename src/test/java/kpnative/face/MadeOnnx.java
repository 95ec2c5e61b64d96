package kpnative.face;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import kpnative.files.ProtoMessage;

/** A small network with the operations and outputs of YuNet, and weights that are a formula. */
public final class MadeOnnx {
  private static final int CHANNELS = 2;

  private final ProtoMessage graph = new ProtoMessage();
  private int weights;

  private MadeOnnx() {}

  /** {@return the file} */
  public static byte[] bytes() {
    return new MadeOnnx().file();
  }

  private byte[] file() {
    convolution("input", 3, CHANNELS, 8, 1, "c8");
    node("Relu", List.of("c8"), "r8");
    node(
        "MaxPool",
        List.of("r8"),
        "p16",
        number("ceil_mode", 0),
        two("kernel_shape"),
        zeros(),
        two("strides"));
    node("MaxPool", List.of("p16"), "p32", two("kernel_shape"), zeros(), two("strides"));
    tensor("roi", 1, new long[] {0}, new byte[0]);
    tensor("scales", 1, new long[] {4}, floats(1, 1, 2, 2));
    node(
        "Resize",
        List.of("p32", "roi", "scales"),
        "up16",
        text("coordinate_transformation_mode", "asymmetric"),
        new ProtoMessage().text(1, "cubic_coeff_a").real(2, -0.75f).number(20, 1),
        text("mode", "nearest"),
        text("nearest_mode", "floor"));
    node("Add", List.of("p16", "up16"), "sum16");
    String[] features = {"r8", "sum16", "p32"};
    for (YuNetFile.Output output : YuNet.outputs()) {
      int level = Integer.numberOfTrailingZeros(output.stride()) - 3;
      head(features[level], output);
    }
    value(11, "input", 1, 3, 640, 640);
    for (YuNetFile.Output o : YuNet.outputs()) {
      value(12, o.name(), 1, (640L / o.stride()) * (640L / o.stride()), o.channels());
    }
    return new ProtoMessage()
        .number(1, 6)
        .text(2, "kp-native's tests")
        .message(7, graph)
        .message(8, new ProtoMessage().text(1, "").number(2, 11))
        .toByteArray();
  }

  private void head(String from, YuNetFile.Output output) {
    String name = output.name();
    boolean score = output.channels() == 1;
    convolution(from, CHANNELS, output.channels(), 1, 1, name + "_c");
    node("Transpose", List.of(name + "_c"), name + "_t", ints("perm", 0, 2, 3, 1));
    ByteBuffer shape = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    shape.putLong(1).putLong(-1).putLong(output.channels());
    tensor(name + "_s", 7, new long[] {3}, shape.array());
    node("Reshape", List.of(name + "_t", name + "_s"), score ? name + "_r" : name);
    if (score) {
      node("Sigmoid", List.of(name + "_r"), name);
    }
  }

  private void convolution(String in, int from, int to, int kernel, int group, String out) {
    tensor(
        out + "_w",
        1,
        new long[] {to, from / group, kernel, kernel},
        formula(to * from / group * kernel * kernel));
    tensor(out + "_b", 1, new long[] {to}, formula(to));
    node(
        "Conv",
        List.of(in, out + "_w", out + "_b"),
        out,
        ints("dilations", 1, 1),
        number("group", group),
        ints("kernel_shape", kernel, kernel),
        zeros(),
        ints("strides", kernel, kernel));
  }

  private byte[] formula(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 0.01f * ((weights++ * 37) % 11 - 5);
    }
    return floats(values);
  }

  private static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private void node(String op, List<String> inputs, String output, ProtoMessage... attributes) {
    ProtoMessage node = new ProtoMessage();
    inputs.forEach(name -> node.text(1, name));
    node.text(2, output).text(3, "n_" + output).text(4, op);
    for (ProtoMessage attribute : attributes) {
      node.message(5, attribute);
    }
    graph.message(1, node);
  }

  private void tensor(String name, int type, long[] shape, byte[] bytes) {
    ProtoMessage tensor = new ProtoMessage();
    for (long side : shape) {
      tensor.number(1, side);
    }
    graph.message(5, tensor.number(2, type).text(8, name).bytes(9, ByteBuffer.wrap(bytes)));
  }

  private void value(int field, String name, long... sides) {
    ProtoMessage shape = new ProtoMessage();
    for (long side : sides) {
      shape.message(1, new ProtoMessage().number(1, side));
    }
    ProtoMessage type = new ProtoMessage().number(1, 1).message(2, shape);
    graph.message(
        field, new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, type)));
  }

  private static ProtoMessage two(String name) {
    return ints(name, 2, 2);
  }

  private static ProtoMessage zeros() {
    return ints("pads", 0, 0, 0, 0);
  }

  private static ProtoMessage number(String name, long value) {
    return new ProtoMessage().text(1, name).number(3, value).number(20, 2);
  }

  private static ProtoMessage text(String name, String value) {
    return new ProtoMessage().text(1, name).text(4, value).number(20, 3);
  }

  private static ProtoMessage ints(String name, long... values) {
    ProtoMessage attribute = new ProtoMessage().text(1, name);
    for (long value : values) {
      attribute.number(8, value);
    }
    return attribute.number(20, 7);
  }
}
