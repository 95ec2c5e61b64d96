package kpnative.export;

/**
 * The operations in which {@link MapFormulas} are written, for one form of file. Values are named
 * by texts that only the form understands; those of maps are {@code [B, K, 1]} unless it is said,
 * float32.
 */
interface Formulas {
  /** {@return a sum} */
  String add(String a, String b);

  /** {@return a sum with a number} */
  String add(String a, double b);

  /** {@return a difference} */
  String subtract(String a, String b);

  /** {@return a product} */
  String multiply(String a, String b);

  /** {@return a product with a number} */
  String multiply(String a, double b);

  /** {@return a quotient} */
  String divide(String a, String b);

  /** {@return a rounded down} */
  String floor(String a);

  /** {@return -1, 0 or 1} */
  String sign(String a);

  /** {@return a natural logarithm} */
  String log(String a);

  /** {@return a, moved into least to most} */
  String clamp(String a, double least, double most);

  /** {@return the smaller} */
  String smaller(String a, String b);

  /** {@return the larger} */
  String larger(String a, String b);

  /** {@return a condition: a is above the number} */
  String above(String a, double number);

  /** {@return a condition: both conditions hold} */
  String both(String a, String b);

  /** {@return {@code a} where the condition holds, else {@code b}} */
  String choose(String condition, String a, String b);

  /** {@return a number in a value's shape} */
  String like(String a, double number);

  /** {@return maps {@code [B, C, H, W]} as {@code [B, C, H*W]}} */
  String flat(String maps, int channels, int pixels);

  /** {@return channels from one on, of {@code [B, C, H*W]}} */
  String channels(String flat, int first, int count);

  /** {@return the places of the highest pixels of {@code [B, K, H*W]}, as floats} */
  String highest(String flat);

  /** {@return the pixels of {@code [B, K, H*W]} at places, which are whole floats} */
  String at(String flat, String place);

  /** {@return {@code [B, K * times, 1]}: each keypoint's number so many times, one by one} */
  String repeat(String a, int keypoints, int times);

  /**
   * {@return for each keypoint the sum of the numbers {@code [B, K * N, 1]} that others tell of it}
   *
   * @param neighbours name of the network's tensor {@code [K, N]}: whom each tells of
   */
  String told(String numbers, String neighbours);

  /** {@return how many tell of each keypoint, {@code [K, 1]}} */
  String tellers(String neighbours);

  /** {@return maps convolved with a Gaussian of one pixel, over a border of zeros} */
  String blurred(String maps, int channels, int height, int width);

  /** {@return {@code [B, 2K]}, x and y in turn} */
  String pairs(String x, String y, int keypoints);
}
