package kpnative.export;

import java.util.Map;
import kpnative.export.OnnxGraph.Attribute;
import kpnative.infer.DetectorFile;
import kpnative.weights.TensorData;

/** {@link Formulas} as ONNX nodes. */
final class OnnxFormulas implements Formulas {
  private static final int REACH = 3; // pixels; the blur's standard deviation is 1
  private static final int AS_FLOAT = 1;
  private static final int AS_INT64 = 7;

  private final OnnxGraph graph;
  private final DetectorFile file;

  OnnxFormulas(OnnxGraph graph, DetectorFile file) {
    this.graph = graph;
    this.file = file;
  }

  @Override
  public String add(String a, String b) {
    return graph.node("Add", a, b);
  }

  @Override
  public String add(String a, double b) {
    return graph.node("Add", a, graph.number(b));
  }

  @Override
  public String subtract(String a, String b) {
    return graph.node("Sub", a, b);
  }

  @Override
  public String multiply(String a, String b) {
    return graph.node("Mul", a, b);
  }

  @Override
  public String multiply(String a, double b) {
    return graph.node("Mul", a, graph.number(b));
  }

  @Override
  public String divide(String a, String b) {
    return graph.node("Div", a, b);
  }

  @Override
  public String floor(String a) {
    return graph.node("Floor", a);
  }

  @Override
  public String sign(String a) {
    return graph.node("Sign", a);
  }

  @Override
  public String log(String a) {
    return graph.node("Log", a);
  }

  @Override
  public String clamp(String a, double least, double most) {
    return graph.node("Clip", a, graph.number(least), graph.number(most));
  }

  @Override
  public String min(String a, String b) {
    return graph.node("Min", a, b);
  }

  @Override
  public String max(String a, String b) {
    return graph.node("Max", a, b);
  }

  @Override
  public String greater(String a, double number) {
    return graph.node("Greater", a, graph.number(number));
  }

  @Override
  public String logicalAnd(String a, String b) {
    return graph.node("And", a, b);
  }

  @Override
  public String where(String condition, String a, String b) {
    return graph.node("Where", condition, a, b);
  }

  @Override
  public String fullLike(String a, double number) {
    return graph.number(number); // ONNX broadcasts it
  }

  @Override
  public String flatten(String maps, int channels, int pixels) {
    return graph.node("Reshape", maps, graph.longs(0, channels, pixels));
  }

  @Override
  public String channels(String flat, int first, int count) {
    return graph.node(
        "Slice", flat, graph.longs(first), graph.longs(first + count), graph.longs(1));
  }

  @Override
  public String argmax(String flat) {
    Map<String, Attribute> along =
        Map.of("axis", new Attribute.Whole(2), "keepdims", new Attribute.Whole(1));
    return cast(graph.node("ArgMax", along, flat), AS_FLOAT);
  }

  @Override
  public String gather(String flat, String index) {
    return graph.node(
        "GatherElements", Map.of("axis", new Attribute.Whole(2)), flat, cast(index, AS_INT64));
  }

  @Override
  public String repeat(String a, int keypoints, int times) {
    String wide = graph.node("Expand", a, graph.longs(1, keypoints, times));
    return graph.node("Reshape", wide, graph.longs(0, (long) keypoints * times, 1));
  }

  @Override
  public String neighbourSum(String predictions, String neighbours) {
    TensorData nearest = file.tensor(neighbours);
    int keypoints = (int) nearest.shape()[0];
    float[] targets = nearest.floats();
    float[] matrix = new float[keypoints * targets.length];
    for (int i = 0; i < targets.length; i++) {
      if (isKeypoint(targets[i], keypoints)) {
        matrix[((int) targets[i]) * targets.length + i] = 1;
      }
    }
    return graph.node("MatMul", graph.floats(matrix, keypoints, targets.length), predictions);
  }

  @Override
  public String neighbourCount(String neighbours) {
    TensorData nearest = file.tensor(neighbours);
    int keypoints = (int) nearest.shape()[0];
    float[] count = new float[keypoints];
    for (float w : nearest.floats()) {
      if (isKeypoint(w, keypoints)) {
        count[(int) w]++;
      }
    }
    return graph.floats(count, keypoints, 1);
  }

  @Override
  public String blur(String maps, int channels, int height, int width) {
    int taps = 2 * REACH + 1;
    float[] kernel = new float[taps];
    double sum = 0;
    for (int i = 0; i < taps; i++) {
      sum += Math.exp(-0.5 * (i - REACH) * (i - REACH));
    }
    for (int i = 0; i < taps; i++) {
      kernel[i] = (float) (Math.exp(-0.5 * (i - REACH) * (i - REACH)) / sum);
    }
    String one = graph.node("Reshape", maps, graph.longs(-1, 1, height, width));
    String rows = graph.node("Conv", pads(0, REACH), one, graph.floats(kernel, 1, 1, 1, taps));
    String both = graph.node("Conv", pads(REACH, 0), rows, graph.floats(kernel, 1, 1, taps, 1));
    return graph.node("Reshape", both, graph.longs(-1, channels, height, width));
  }

  @Override
  public String pairs(String x, String y, int keypoints) {
    String both = graph.node("Concat", Map.of("axis", new Attribute.Whole(2)), x, y);
    return graph.node("Reshape", both, graph.longs(0, 2L * keypoints));
  }

  /**
   * {@return whether {@code index} is a keypoint's; others are ignored, as in {@code
   * kpnative.codec}}
   */
  private static boolean isKeypoint(float index, int keypoints) {
    return index >= 0 && index < keypoints && index == (int) index;
  }

  private String cast(String a, long type) {
    return graph.node("Cast", Map.of("to", new Attribute.Whole(type)), a);
  }

  private static Map<String, Attribute> pads(int rows, int columns) {
    return Map.of("pads", OnnxGraph.wholes(rows, columns, rows, columns));
  }
}
