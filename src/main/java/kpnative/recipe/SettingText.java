package kpnative.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Formats a recipe's value as it is written after {@code --set KEY=}. */
public final class SettingText {
  private SettingText() {}

  /** {@return one line of YAML that parses to {@code value}} */
  public static String of(JsonNode value) {
    if (value.isArray()) {
      List<String> parts = new ArrayList<>();
      value.forEach(part -> parts.add(of(part)));
      return "[" + String.join(", ", parts) + "]";
    }
    if (value.isFloatingPointNumber()) {
      return number(value.doubleValue());
    }
    boolean plain = value.isTextual() && value.textValue().matches("[A-Za-z][A-Za-z0-9_./-]*");
    boolean word = plain && !value.textValue().matches("(?i)true|false|null|yes|no|on|off|y|n");
    return word ? value.textValue() : value.toString(); // JSON is YAML
  }

  /**
   * {@return the value for display: a list of one element as that element, a text without quotes}
   */
  public static String shown(JsonNode value) {
    if (value.isArray() && value.size() == 1) {
      return shown(value.get(0));
    }
    return value.isTextual() ? value.textValue() : of(value);
  }

  /** Formats a number as YAML, for example {@code 0.001}, {@code 25} or {@code 1e-5}. */
  private static String number(double d) {
    double size = Math.abs(d);
    if (d == 0 || (size >= 1e-3 && size < 1e7)) {
      return BigDecimal.valueOf(d).stripTrailingZeros().toPlainString();
    }
    return Double.toString(d).toLowerCase(Locale.ROOT).replace(".0e", "e");
  }
}
