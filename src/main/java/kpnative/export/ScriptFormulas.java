package kpnative.export;

import java.util.List;
import kpnative.geometry.PixelCentres;
import kpnative.infer.DetectorFile;
import kpnative.weights.TensorData;

/**
 * {@link Formulas} as calls of LibTorch operators. Constants are created on the input's device and
 * with its type, so that the module can be moved to another device.
 */
final class ScriptFormulas implements Formulas {
  private static final int REACH = 3; // pixels; the blur's standard deviation is 1
  private static final int INT64 = 4; // torch.int64, as a number
  private static final String NONE = "None";

  private final ScriptText script;
  private final DetectorFile file;

  ScriptFormulas(ScriptText script, DetectorFile file) {
    this.script = script;
    this.file = file;
  }

  @Override
  public String add(String a, String b) {
    return script.call("add", a, b);
  }

  @Override
  public String add(String a, double b) {
    return script.call("add", a, b);
  }

  @Override
  public String subtract(String a, String b) {
    return script.call("sub", a, b);
  }

  @Override
  public String multiply(String a, String b) {
    return script.call("mul", a, b);
  }

  @Override
  public String multiply(String a, double b) {
    return script.call("mul", a, b);
  }

  @Override
  public String divide(String a, String b) {
    return script.call("div", a, b);
  }

  @Override
  public String floor(String a) {
    return script.call("floor", a);
  }

  @Override
  public String sign(String a) {
    return script.call("sign", a);
  }

  @Override
  public String log(String a) {
    return script.call("log", a);
  }

  @Override
  public String clamp(String a, double least, double most) {
    return script.call("clamp", a, least, most);
  }

  @Override
  public String min(String a, String b) {
    return script.call("minimum", a, b);
  }

  @Override
  public String max(String a, String b) {
    return script.call("maximum", a, b);
  }

  @Override
  public String greater(String a, double number) {
    return script.call("gt", a, number);
  }

  @Override
  public String logicalAnd(String a, String b) {
    return script.call("logical_and", a, b);
  }

  @Override
  public String where(String condition, String a, String b) {
    return script.call("where", condition, a, b);
  }

  @Override
  public String fullLike(String a, double number) {
    return script.call("full_like", a, number);
  }

  @Override
  public String flatten(String maps, int channels, int pixels) {
    return script.call("flatten", maps, 2, 3);
  }

  @Override
  public String channels(String flat, int first, int count) {
    return script.call("narrow", flat, 1, first, count);
  }

  @Override
  public String argmax(String flat) {
    String index = script.call("argmax", flat, 2, true);
    return script.call("mul", index, 1.0); // converts to float
  }

  @Override
  public String gather(String flat, String index) {
    return script.call("gather", flat, 2, script.call("to", index, INT64));
  }

  @Override
  public String repeat(String a, int keypoints, int times) {
    String wide = script.call("expand", a, List.of(-1, -1, times));
    return script.call("reshape", wide, List.of(-1, keypoints * times, 1));
  }

  @Override
  public String neighbourSum(String predictions, String neighbours) {
    return script.call("matmul", matrix(neighbours), predictions);
  }

  @Override
  public String neighbourCount(String neighbours) {
    return script.call("sum", matrix(neighbours), List.of(1), true);
  }

  /** {@return {@code [K, K * N]}: 1 where the column's neighbour is the row's keypoint} */
  private String matrix(String neighbours) {
    TensorData nearest = file.tensor(neighbours);
    String targets = script.call("reshape", ScriptText.self(neighbours), List.of(1, -1));
    String keypoint = script.call("unsqueeze", arange((int) nearest.shape()[0], targets), 1);
    return script.call("mul", script.call("eq", keypoint, targets), 1.0);
  }

  @Override
  public String blur(String maps, int channels, int height, int width) {
    int taps = 2 * REACH + 1;
    String from = script.call("add", arange(taps, maps), -REACH);
    String power = script.call("mul", script.call("mul", from, from), -0.5);
    String kernel = script.call("softmax", power, 0, NONE);
    String one = script.call("reshape", maps, List.of(-1, 1, height, width));
    String rows = convolve(one, script.call("reshape", kernel, List.of(1, 1, 1, taps)), 0, REACH);
    String both = convolve(rows, script.call("reshape", kernel, List.of(1, 1, taps, 1)), REACH, 0);
    return script.call("reshape", both, List.of(-1, channels, height, width));
  }

  @Override
  public String pairs(String x, String y, int keypoints) {
    return script.call("flatten", script.call("cat", List.of(x, y), 2), 1, -1);
  }

  /** {@return x and y of every pixel centre, as fractions of the sides, {@code [H*W, 2]}} */
  String centres(int height, int width, String like) {
    List<Integer> sides = List.of(height, width);
    String x = script.call("expand", pixelCentres(width, like), sides);
    String y =
        script.call("expand", script.call("unsqueeze", pixelCentres(height, like), 1), sides);
    String column = script.call("reshape", x, List.of(-1, 1));
    return script.call("cat", List.of(column, script.call("reshape", y, List.of(-1, 1))), 1);
  }

  private String pixelCentres(int side, String like) {
    return multiply(add(arange(side, like), PixelCentres.OFFSET), 1.0 / side);
  }

  private String arange(int count, String like) {
    return script.call(
        "arange",
        count,
        "dtype=ops.prim.dtype(" + like + ")",
        "layout=None",
        "device=ops.prim.device(" + like + ")",
        "pin_memory=None");
  }

  private String convolve(String maps, String kernel, int rows, int columns) {
    List<Integer> one = List.of(1, 1);
    return script.call("conv2d", maps, kernel, NONE, one, List.of(rows, columns), one, 1);
  }
}
