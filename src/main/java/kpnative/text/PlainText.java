package kpnative.text;

import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Text from outside (names of files, people and tensors, messages that quote them), with every
 * character that would act on a terminal or reorder a line, instead of being shown, written as its
 * code: {@code \u001b} for ESC. Such are all control characters, the marks that change the writing
 * direction and other invisible format characters, and line and paragraph separators. The joiners
 * that Persian and emoji need, U+200C and U+200D, are kept.
 *
 * <p>The codes are those of JSON, so that a JSON text stays one with the same meaning.
 */
public final class PlainText {
  private PlainText() {}

  /** {@return the text as one line: line breaks are written as codes, too} */
  public static String line(String text) {
    return escaped(text, c -> isShown(c) || c == '\t');
  }

  /** {@return the text with its line breaks, LF or CR LF, and tabs} */
  public static String lines(String text) {
    return escaped(text.replace("\r\n", "\n"), c -> isShown(c) || c == '\n' || c == '\t');
  }

  /** {@return the text with every character but {@code kept} as its code, two of them from 2^16} */
  public static String escaped(String text, IntPredicate kept) {
    if (text.codePoints().allMatch(kept)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (kept.test(c)) {
                shown.appendCodePoint(c);
              } else {
                for (char unit : Character.toChars(c)) {
                  shown.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
              }
            });
    return shown.toString();
  }

  /** {@return whether a character only shows itself} Not so LF, CR and tab. */
  public static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      case Character.FORMAT -> c == 0x200C || c == 0x200D;
      default -> true;
    };
  }
}
