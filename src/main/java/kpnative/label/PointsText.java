package kpnative.label;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Coordinates as text. */
final class PointsText {
  /** Of a pixel; a hand on a mouse is not that sure. */
  private static final int DIGITS = 3;

  private PointsText() {}

  /** {@return the number with up to three decimals, and none that is 0} */
  static String of(double value) {
    return new BigDecimal(value)
        .setScale(DIGITS, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** {@return the number as {@link #of} writes it} */
  static double rounded(double value) {
    return Double.parseDouble(of(value));
  }
}
