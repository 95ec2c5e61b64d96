package kpnative.weights;

import kpnative.text.PlainText;

/**
 * A name from a file, quoted for a message. A hostile name must not flood or control the terminal.
 */
final class QuotedName {
  private static final int MAX_LENGTH = 100;

  private QuotedName() {}

  /** {@return {@code name} in quotes, cut to 100 characters, as one line of plain text} */
  static String of(String name) {
    String start = name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) + "..." : name;
    return "'" + PlainText.line(start) + "'";
  }
}
