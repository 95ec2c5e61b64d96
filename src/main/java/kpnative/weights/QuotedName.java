package kpnative.weights;

/** A name out of a file, as a message shows it: a hostile one must not fill the terminal. */
final class QuotedName {
  private static final int MOST = 100;

  private QuotedName() {}

  /** {@return {@code name} in quotes, shortened, its control characters replaced} */
  static String of(String name) {
    String start = name.length() > MOST ? name.substring(0, MOST) + "..." : name;
    return "'" + start.replaceAll("\\p{Cntrl}", "?") + "'";
  }
}
