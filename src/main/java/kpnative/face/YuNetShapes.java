package kpnative.face;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import kpnative.face.OnnxModel.Attribute;
import kpnative.face.OnnxModel.Node;
import kpnative.face.OnnxModel.Tensor;

/*
 * OpenCV trusts a file's sizes: a convolution whose weights are declared larger than they are reads past
 * them. So the shape of every value is computed here first, by rules for the eight operations of YuNet, with
 * just the attributes that it uses.
 */
/** The shapes of all values of a network, for one size of picture. */
final class YuNetShapes {
  private static final long MOST_ELEMENTS = 1L << 26; // 25 times those of YuNet's largest value
  private static final double MOST_PRODUCTS = 5e9; // for 640 x 640 pixels, where YuNet has 6e8
  private static final int LARGEST_KERNEL = 16;
  private static final Map<String, Set<String>> OPERATIONS =
      Map.of(
          "Conv", Set.of("dilations", "group", "kernel_shape", "pads", "strides"),
          "MaxPool", Set.of("ceil_mode", "kernel_shape", "pads", "strides"),
          "Resize",
              Set.of("coordinate_transformation_mode", "cubic_coeff_a", "mode", "nearest_mode"),
          "Transpose", Set.of("perm"),
          "Reshape", Set.of(),
          "Relu", Set.of(),
          "Sigmoid", Set.of(),
          "Add", Set.of());

  private final OnnxModel model;
  private final String file;
  private final Map<String, long[]> shapes = new HashMap<>();
  private double products;

  private YuNetShapes(OnnxModel model, String file) {
    this.model = model;
    this.file = file;
  }

  /**
   * {@return the shape of each value by name}
   *
   * @param file names the file in errors
   * @param height of the picture, pixels
   * @param width of the picture, pixels
   * @throws IOException if an operation is none of YuNet's, or does not fit its inputs
   */
  static Map<String, long[]> of(OnnxModel model, String file, int height, int width)
      throws IOException {
    YuNetShapes shapes = new YuNetShapes(model, file);
    shapes.shapes.put(model.inputs().get(0), new long[] {1, 3, height, width});
    for (Node node : model.nodes()) {
      shapes.add(node);
    }
    return shapes.shapes;
  }

  private void add(Node node) throws IOException {
    Set<String> known = OPERATIONS.get(node.op());
    require(node, known != null, "one of " + OPERATIONS.keySet().stream().sorted().toList());
    for (String attribute : node.attributes().keySet()) {
      boolean expected = known != null && known.contains(attribute);
      require(node, expected, "no attribute '" + OnnxModel.shown(attribute) + "'");
    }
    require(node, node.outputs().size() == 1, "one output");
    long[] in = value(node, 0);
    long[] out =
        switch (node.op()) {
          case "Conv" -> convolved(node, in);
          case "MaxPool" -> pooled(node, in);
          case "Resize" -> doubled(node, in);
          case "Transpose" -> transposed(node, in);
          case "Reshape" -> reshaped(node, in);
          case "Add" -> {
            requireInputs(node, 2);
            require(node, Arrays.equals(in, value(node, 1)), "two inputs of one shape");
            yield in;
          }
          default -> {
            requireInputs(node, 1);
            yield in;
          }
        };
    long elements = 1;
    for (long side : out) {
      elements *= side; // each is at least 1, and together never many, see the next line
      require(node, side >= 1 && elements <= MOST_ELEMENTS, "fewer values than " + describe(out));
    }
    shapes.put(node.outputs().get(0), out);
  }

  private long[] convolved(Node node, long[] in) throws IOException {
    requireInputs(node, 3);
    long[] weight = tensor(node, 1, true).shape();
    long[] bias = tensor(node, 2, true).shape();
    require(node, in.length == 4 && weight.length == 4, "an input and weights of four dimensions");
    long group = numbers(node, "group", 1)[0];
    boolean fits =
        group >= 1
            && weight[0] >= 1
            && weight[0] % group == 0
            && in[1] == weight[1] * group
            && Arrays.equals(bias, new long[] {weight[0]})
            && ones(numbers(node, "dilations", 2));
    require(node, fits, "weights that fit " + describe(in) + ", got " + describe(weight));
    long[] kernel = numbers(node, "kernel_shape", 2);
    require(
        node, kernel[0] == weight[2] && kernel[1] == weight[3], "a kernel of the weights' size");
    long[] out = slid(node, in, weight[0]);
    products += (double) weight[0] * out[2] * out[3] * weight[1] * weight[2] * weight[3];
    require(node, products <= MOST_PRODUCTS, "a network of fewer than 5e9 multiplications");
    return out;
  }

  private long[] pooled(Node node, long[] in) throws IOException {
    requireInputs(node, 1);
    require(node, in.length == 4, "an input of four dimensions");
    boolean floor =
        !node.attributes().containsKey("ceil_mode") || numbers(node, "ceil_mode", 1)[0] == 0;
    require(node, floor, "ceil_mode 0");
    return slid(node, in, in[1]);
  }

  /** {@return the shape after a kernel has slid over the rows and columns} */
  private long[] slid(Node node, long[] in, long channels) throws IOException {
    long[] kernel = numbers(node, "kernel_shape", 2);
    long[] strides = numbers(node, "strides", 2);
    long[] pads = numbers(node, "pads", 4);
    long[] out = {1, channels, 0, 0};
    for (int d = 0; d < 2; d++) {
      boolean fits =
          kernel[d] >= 1
              && kernel[d] <= LARGEST_KERNEL
              && strides[d] >= 1
              && strides[d] <= kernel[d]
              && pads[d] >= 0
              && pads[d] < kernel[d]
              && pads[d] == pads[d + 2];
      require(node, fits, "a kernel of 1 to 16, with strides and equal pads that fit it");
      out[2 + d] = Math.floorDiv(in[2 + d] + 2 * pads[d] - kernel[d], strides[d]) + 1;
    }
    return out;
  }

  private long[] doubled(Node node, long[] in) throws IOException {
    requireInputs(node, 3);
    boolean nearest =
        in.length == 4
            && text(node, "mode").equals("nearest")
            && text(node, "nearest_mode").equals("floor")
            && text(node, "coordinate_transformation_mode").equals("asymmetric")
            && tensor(node, 1, true).bytes().length == 0
            && Arrays.equals(tensor(node, 2, true).floats(), new float[] {1, 1, 2, 2});
    require(node, nearest, "rows and columns repeated twice");
    return new long[] {1, in[1], 2 * in[2], 2 * in[3]};
  }

  private long[] transposed(Node node, long[] in) throws IOException {
    requireInputs(node, 1);
    boolean last = Arrays.equals(numbers(node, "perm", 4), new long[] {0, 2, 3, 1});
    require(node, in.length == 4 && last, "channels moved to the end");
    return new long[] {1, in[2], in[3], in[1]};
  }

  private long[] reshaped(Node node, long[] in) throws IOException {
    requireInputs(node, 2);
    long[] shape = tensor(node, 1, false).longs();
    boolean cells = in.length == 4 && Arrays.equals(shape, new long[] {1, -1, in[3]});
    require(node, cells, "a row for each cell, [1, -1, channels]");
    return new long[] {1, in[1] * in[2], in[3]};
  }

  private long[] value(Node node, int index) throws IOException {
    long[] shape = index < node.inputs().size() ? shapes.get(node.inputs().get(index)) : null;
    if (shape == null) {
      throw error(node, "input " + index + " to be computed before it");
    }
    return shape;
  }

  private Tensor tensor(Node node, int index, boolean isFloat) throws IOException {
    Tensor tensor = model.tensors().get(node.inputs().get(index));
    if (tensor == null || tensor.isFloat() != isFloat || tensor.shape().length > 4) {
      throw error(node, "input " + index + " to be a tensor in the file");
    }
    return tensor;
  }

  private long[] numbers(Node node, String name, int count) throws IOException {
    Attribute found = node.attributes().get(name);
    int type = count == 1 ? 2 : 7;
    if (found == null || found.type() != type || found.whole().length != count) {
      throw error(node, count + " whole numbers as " + name);
    }
    return found.whole();
  }

  private String text(Node node, String name) throws IOException {
    Attribute found = node.attributes().get(name);
    if (found == null || found.type() != 3) {
      throw error(node, "a text as " + name);
    }
    return found.text();
  }

  private static boolean ones(long[] numbers) {
    return Arrays.stream(numbers).allMatch(n -> n == 1);
  }

  private void requireInputs(Node node, int count) throws IOException {
    require(node, node.inputs().size() == count, count + " inputs");
  }

  private void require(Node node, boolean holds, String expected) throws IOException {
    if (!holds) {
      throw error(node, expected);
    }
  }

  private IOException error(Node node, String expected) {
    List<String> outputs = node.outputs();
    return new IOException(
        String.format(
            Locale.ROOT,
            "%s: not YuNet, or damaged: the operation %s%s: expected %s",
            file,
            OnnxModel.shown(node.op()),
            outputs.isEmpty() ? "" : " of '" + OnnxModel.shown(outputs.get(0)) + "'",
            expected));
  }

  private static String describe(long[] shape) {
    return Arrays.toString(shape);
  }
}
