package kpnative.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * YAML values without quotes that are not what a person reads: YAML 1.1 takes {@code 010} for 8,
 * {@code 1:30} for 90 and {@code no} for false, YAML 1.2 does not, and people think of neither.
 */
final class PlainScalar {
  private static final Pattern LEADING_ZERO =
      Pattern.compile("([-+]?)0+([0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]+)?)");
  private static final Pattern OTHER_BASE = Pattern.compile("[-+]?0[xXoObB][0-9a-fA-F_]+");
  private static final Pattern GROUPED =
      Pattern.compile("[-+]?(\\.[0-9_]+|[0-9][0-9_]*(\\.[0-9_]*)?)([eE][-+]?[0-9_]+)?");
  private static final Pattern BASE_60 =
      Pattern.compile("[-+]?[0-9][0-9_]*(:[0-9]{1,2})+(\\.[0-9_]*)?");
  private static final Pattern TRUE = Pattern.compile("y|Y|yes|Yes|YES|on|On|ON");
  private static final Pattern FALSE = Pattern.compile("n|N|no|No|NO|off|Off|OFF");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  private PlainScalar() {}

  /** {@return what to write instead of a value that is misread; empty if it is read as it looks} */
  static Optional<String> instead(String value) {
    if (value.isEmpty() || value.length() > 64) {
      return Optional.empty(); // longer ones are no numbers that a setting can have
    }
    Matcher zero = LEADING_ZERO.matcher(value);
    String text = ", or '" + value + "' in quotes if it is text";
    if (zero.matches()) {
      return Optional.of(
          zero.group(1).replace("+", "") + zero.group(2) + ", without a zero in front" + text);
    } else if (OTHER_BASE.matcher(value).matches()) {
      return Optional.of("a decimal number" + text);
    } else if (value.indexOf('_') >= 0 && GROUPED.matcher(value).matches()) {
      return Optional.of(value.replace("_", "") + text);
    } else if (BASE_60.matcher(value).matches()) {
      return Optional.of("one number, without colons" + text);
    } else if (TRUE.matcher(value).matches()) {
      return Optional.of("true" + text);
    } else if (FALSE.matcher(value).matches()) {
      return Optional.of("false" + text);
    } else if (NOT_FINITE.matcher(value).matches()) {
      return Optional.of("a finite number" + text);
    } else if (value.equals("~")) {
      return Optional.of("a value, or leave the key out" + text);
    }
    return Optional.empty();
  }
}
