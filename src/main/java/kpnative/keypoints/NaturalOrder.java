package kpnative.keypoints;

import java.util.Comparator;

/**
 * The order in which a person lists names with numbers in them: {@code part_2} before {@code
 * part_10}, whatever surrounds the numbers.
 *
 * <p>Runs of digits are compared by value, however long they are and with or without leading zeros
 * (so {@code p2} before {@code p010}); all other characters one by one, regardless of case. A
 * number comes before any other character. Names that are equal by this are ordered by their
 * characters, so that only equal names compare as 0. Does not depend on the locale.
 */
public final class NaturalOrder implements Comparator<String> {
  /** The order, which has no state. */
  public static final NaturalOrder NAMES = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int p = a.codePointAt(i);
      int q = b.codePointAt(j);
      int order;
      if (Character.isDigit(p) && Character.isDigit(q)) {
        int endOfA = endOfNumber(a, i);
        int endOfB = endOfNumber(b, j);
        order = compareNumbers(digits(a, i, endOfA), digits(b, j, endOfB));
        i = endOfA;
        j = endOfB;
      } else {
        order = Boolean.compare(Character.isDigit(q), Character.isDigit(p));
        order = order != 0 ? order : Integer.compare(folded(p), folded(q));
        i += Character.charCount(p);
        j += Character.charCount(q);
      }
      if (order != 0) {
        return order;
      }
    }
    int rest = Integer.compare(a.length() - i, b.length() - j);
    return rest != 0 ? rest : a.compareTo(b);
  }

  /**
   * {@return the name without its numbers: names that differ only in a number have it in common}
   */
  public static String withoutNumbers(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); ) {
      int p = name.codePointAt(i);
      if (Character.isDigit(p)) {
        out.append('#');
        i = endOfNumber(name, i);
      } else {
        out.appendCodePoint(folded(p));
        i += Character.charCount(p);
      }
    }
    return out.toString();
  }

  private static int endOfNumber(String s, int from) {
    int i = from;
    while (i < s.length() && Character.isDigit(s.codePointAt(i))) {
      i += Character.charCount(s.codePointAt(i));
    }
    return i;
  }

  /** The number's digits as {@code 0} to {@code 9}, in whatever script, without leading zeros. */
  private static String digits(String s, int from, int to) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < to; i += Character.charCount(s.codePointAt(i))) {
      int digit = Character.digit(s.codePointAt(i), 10);
      if (digit > 0 || !out.isEmpty()) {
        out.append((char) ('0' + digit));
      }
    }
    return out.toString();
  }

  private static int compareNumbers(String a, String b) {
    int byLength = Integer.compare(a.length(), b.length());
    return byLength != 0 ? byLength : a.compareTo(b);
  }

  private static int folded(int codePoint) {
    return Character.toLowerCase(Character.toUpperCase(codePoint));
  }
}
