package kpnative.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one format of a page's numbers: four significant digits, counts in full, shares in percent
 * with two decimals. {@code report.js} formats the plots' numbers alike.
 */
final class PageNumber {
  /** The placeholder for a missing number. */
  static final String NONE = "–";

  private PageNumber() {}

  /** {@return the number with four significant digits; integers in full} */
  static String of(@Nullable Number value) {
    if (value == null) {
      return NONE;
    }
    double v = value.doubleValue();
    if (!Double.isFinite(v)) {
      return NONE;
    }
    if (value instanceof Integer || value instanceof Long) {
      return String.format(Locale.ROOT, "%,d", value.longValue());
    }
    double size = Math.abs(v);
    if (size != 0 && (size < 1e-3 || size >= 1e6)) {
      return String.format(Locale.ROOT, "%.3e", v)
          .replaceFirst("e([+-])0?", "e$1")
          .replace("e+", "e");
    }
    int decimals = size == 0 ? 1 : (int) Math.max(1, Math.min(6, 3 - Math.floor(Math.log10(size))));
    return String.format(Locale.ROOT, "%." + decimals + "f", v);
  }

  /** {@return a fraction in percent} */
  static String percent(double fraction) {
    return Double.isFinite(fraction)
        ? String.format(Locale.ROOT, "%.2f\u00a0%%", 100 * fraction)
        : NONE;
  }

  /** {@return a time in seconds, minutes, or hours and minutes, depending on its length} */
  static String time(double seconds) {
    if (!Double.isFinite(seconds)) {
      return NONE;
    }
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long minutes = Math.round(seconds / 60);
    return minutes < 120
        ? minutes + " min"
        : String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
  }
}
