package kpnative.weights;

/** IEEE 754's 16-bit floats: a sign, 5 bits of exponent with bias 15, 10 bits of fraction. */
final class HalfFloat {
  private static final float SMALLEST = 0x1p-24f; // a step of those without leading bit

  private HalfFloat() {}

  /** {@return the value of 16 bits, exactly; a NaN keeps its fraction} */
  static float toFloat(int bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      float size = fraction * SMALLEST;
      return sign == 0 ? size : -size;
    }
    int wide = exponent == 0x1f ? 0xff : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }
}
