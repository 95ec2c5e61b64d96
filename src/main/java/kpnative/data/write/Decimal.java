package kpnative.data.write;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as every reader takes them: a point, no exponent, no more digits than have a meaning. */
final class Decimal {
  private static final int PIXEL_PLACES = 6;
  private static final int FRACTION_PLACES = 12; // of a picture 65,500 pixels wide: the same

  private Decimal() {}

  /** {@return pixels, to a millionth} */
  static BigDecimal pixels(double value) {
    return rounded(value, PIXEL_PLACES);
  }

  /** {@return a fraction or a percentage of a picture's side} */
  static BigDecimal fraction(double value) {
    return rounded(value, FRACTION_PLACES);
  }

  /** {@return pixels as text} */
  static String text(double value) {
    return pixels(value).toPlainString();
  }

  private static BigDecimal rounded(double value, int places) {
    BigDecimal exact = new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN);
    if (exact.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal stripped = exact.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
  }
}
