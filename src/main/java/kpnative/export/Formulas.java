package kpnative.export;

/**
 * The operations that {@link MapFormulas} uses, for one export format. A value is identified by a
 * string that only the format interprets. Values are float32 and {@code [B, K, 1]} unless stated
 * otherwise.
 */
interface Formulas {
  /** {@return {@code a + b}} */
  String add(String a, String b);

  /** {@return {@code a + b} for a number {@code b}} */
  String add(String a, double b);

  /** {@return {@code a - b}} */
  String subtract(String a, String b);

  /** {@return {@code a * b}} */
  String multiply(String a, String b);

  /** {@return {@code a * b} for a number {@code b}} */
  String multiply(String a, double b);

  /** {@return {@code a / b}} */
  String divide(String a, String b);

  /** {@return {@code a} rounded down} */
  String floor(String a);

  /** {@return the sign of {@code a}: -1, 0 or 1} */
  String sign(String a);

  /** {@return the natural logarithm of {@code a}} */
  String log(String a);

  /** {@return {@code a} clamped to {@code least} to {@code most}} */
  String clamp(String a, double least, double most);

  /** {@return the element-wise minimum} */
  String min(String a, String b);

  /** {@return the element-wise maximum} */
  String max(String a, String b);

  /** {@return the condition {@code a > number}} */
  String greater(String a, double number);

  /** {@return the condition that both {@code a} and {@code b} hold} */
  String logicalAnd(String a, String b);

  /** {@return {@code a} where the condition holds, else {@code b}} */
  String where(String condition, String a, String b);

  /** {@return {@code number} in the shape of {@code a}} */
  String fullLike(String a, double number);

  /** {@return maps {@code [B, C, H, W]} flattened to {@code [B, C, H*W]}} */
  String flatten(String maps, int channels, int pixels);

  /** {@return {@code count} channels of {@code [B, C, H*W]}, starting with {@code first}} */
  String channels(String flat, int first, int count);

  /** {@return the indices of the highest pixels of {@code [B, K, H*W]}, as floats} */
  String argmax(String flat);

  /** {@return the pixels of {@code [B, K, H*W]} at indices, which are whole numbers as floats} */
  String gather(String flat, String index);

  /**
   * {@return {@code [B, K * times, 1]}: each keypoint's value, repeated {@code times} times in a
   * row}
   */
  String repeat(String a, int keypoints, int times);

  /**
   * {@return for each keypoint the sum of the values that other keypoints predict for it}
   *
   * @param predictions {@code [B, K * N, 1]}
   * @param neighbours name of the network's tensor {@code [K, N]}: the N keypoints that each
   *     keypoint predicts
   */
  String neighbourSum(String predictions, String neighbours);

  /** {@return the number of other keypoints that predict each keypoint, {@code [K, 1]}} */
  String neighbourCount(String neighbours);

  /**
   * {@return maps convolved with a Gaussian of a standard deviation of one pixel, with zero
   * padding}
   */
  String blur(String maps, int channels, int height, int width);

  /** {@return {@code [B, 2K]}, x and y alternating} */
  String pairs(String x, String y, int keypoints);
}
