package kpnative.face;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import kpnative.face.OnnxModel.Attribute;
import kpnative.face.OnnxModel.Node;
import kpnative.face.OnnxModel.Tensor;
import kpnative.files.ProtoMessage;

/*
 * OpenCV's reader of ONNX ends the process on files that a few changed bytes are enough to make. It never sees
 * a file from outside: what OnnxModel read and YuNetShapes found to fit is written anew, with names of our own
 * and without all that the network does not need. Only the weights' values, finite numbers, are the file's.
 */
/** A YuNet network, checked, and written as OpenCV gets it. */
final class YuNetFile {
  /** Rows and columns of pictures for which all shapes must fit: every multiple of 32 does then. */
  private static final int[][] SIZES = {{32, 32}, {64, 96}, {640, 640}, {32, 4096}};

  private static final String INPUT = "input";

  private final OnnxModel model;
  private final Map<String, String> names = new HashMap<>();

  private YuNetFile(OnnxModel model) {
    this.model = model;
  }

  /** One output: a row of {@code channels} numbers for each cell of {@code stride} pixels. */
  record Output(String name, int stride, int channels) {}

  /**
   * {@return the network in the bytes of an ONNX file, written anew as ONNX}
   *
   * @param file names the file in errors
   * @param expected the outputs that the network must have
   * @throws IOException if the bytes are anything but such a network; one line, with the file
   */
  static byte[] checked(byte[] onnx, String file, List<Output> expected) throws IOException {
    OnnxModel model = OnnxModel.read(onnx, file);
    Set<String> outputs = new HashSet<>(model.outputs());
    for (Output output : expected) {
      if (!outputs.contains(output.name)) {
        String got = outputs.isEmpty() ? ", got none" : ", got " + outputs.size() + " others";
        throw new IOException(file + ": not YuNet: expected an output " + output.name + got);
      }
    }
    if (model.inputs().size() != 1 || model.opset() < 11 || model.opset() > 13) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: not YuNet: expected one input and operations of ONNX's version 11 to 13, got %d"
                  + " and %d",
              file,
              model.inputs().size(),
              model.opset()));
    }
    for (int[] size : SIZES) {
      Map<String, long[]> shapes = YuNetShapes.of(model, file, size[0], size[1]);
      for (Output output : expected) {
        long cells = (long) (size[0] / output.stride) * (size[1] / output.stride);
        long[] needed = {1, cells, output.channels};
        long[] got = shapes.get(output.name);
        if (!Arrays.equals(got, needed)) {
          throw new IOException(
              String.format(
                  Locale.ROOT,
                  "%s: not YuNet: expected %s to have the shape %s for %d x %d pixels, got %s",
                  file,
                  output.name,
                  Arrays.toString(needed),
                  size[1],
                  size[0],
                  got == null ? "none" : Arrays.toString(got)));
        }
      }
    }
    return new YuNetFile(model).write(expected);
  }

  private byte[] write(List<Output> expected) {
    names.put(model.inputs().get(0), INPUT);
    expected.forEach(output -> names.put(output.name, output.name));
    ProtoMessage graph = new ProtoMessage().text(2, "yunet");
    for (Node node : needed(expected)) {
      graph.message(1, node(node));
    }
    model
        .tensors()
        .forEach(
            (name, tensor) -> {
              String known = names.get(name);
              if (known != null) { // some operation takes it
                graph.message(5, tensor(known, tensor));
              }
            });
    graph.message(11, value(INPUT, 1, 3, 640, 640));
    expected.forEach(
        o ->
            graph.message(12, value(o.name, 1, (640L / o.stride) * (640L / o.stride), o.channels)));
    return new ProtoMessage()
        .number(1, 6) // of ONNX's format, that of the published file
        .message(7, graph)
        .message(8, new ProtoMessage().text(1, "").number(2, model.opset()))
        .toByteArray();
  }

  /** {@return the nodes on which an output depends, in the file's order} */
  private List<Node> needed(List<Output> expected) {
    Set<String> wanted = new HashSet<>();
    expected.forEach(output -> wanted.add(output.name));
    Set<Node> kept = new HashSet<>();
    for (int i = model.nodes().size() - 1; i >= 0; i--) {
      Node node = model.nodes().get(i);
      if (wanted.contains(node.outputs().get(0))) {
        kept.add(node);
        wanted.addAll(node.inputs());
      }
    }
    return model.nodes().stream().filter(kept::contains).toList();
  }

  private ProtoMessage node(Node node) {
    ProtoMessage out = new ProtoMessage();
    node.inputs().forEach(name -> out.text(1, ours(name)));
    String output = ours(node.outputs().get(0));
    out.text(2, output).text(3, "n_" + output).text(4, node.op());
    node.attributes().forEach((name, attribute) -> out.message(5, attribute(name, attribute)));
    return out;
  }

  private String ours(String name) {
    return names.computeIfAbsent(name, n -> "v" + names.size());
  }

  private static ProtoMessage attribute(String name, Attribute attribute) {
    ProtoMessage out = new ProtoMessage().text(1, name);
    switch (attribute.type()) {
      case 1 -> out.real(2, -0.75f); // of cubic interpolation, which is not used
      case 2 -> out.number(3, attribute.whole()[0]);
      case 3 -> out.text(4, attribute.text());
      default -> {
        for (long number : attribute.whole()) {
          out.number(8, number);
        }
      }
    }
    return out.number(20, attribute.type());
  }

  private static ProtoMessage tensor(String name, Tensor tensor) {
    ProtoMessage out = new ProtoMessage();
    for (long side : tensor.shape()) {
      out.number(1, side);
    }
    return out.number(2, tensor.type()).text(8, name).bytes(9, ByteBuffer.wrap(tensor.bytes()));
  }

  private static ProtoMessage value(String name, long... sides) {
    ProtoMessage shape = new ProtoMessage();
    for (long side : sides) {
      shape.message(1, new ProtoMessage().number(1, side));
    }
    ProtoMessage type = new ProtoMessage().number(1, 1).message(2, shape); // floats
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, type));
  }
}
