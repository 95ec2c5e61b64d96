package kpnative.text;

import java.util.regex.Pattern;

/**
 * A cell of a CSV table (RFC 4180) that holds text from outside: quoted where it has a comma, a
 * quote, a line break or outer blanks, and never a formula to a spreadsheet, which takes a cell
 * that begins with {@code =}, {@code +}, {@code -} or {@code @} for one, quoted or not.
 */
public final class CsvCell {
  private static final Pattern FORMULA = Pattern.compile("(?s)'*\\s*[=+@\\uFF1D\\uFF0B\\uFF20-].*");
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9.]+([eE][-+]?[0-9]+)?");
  private static final Pattern QUOTED = Pattern.compile("(?s).*[,;\"\r\n].*|\\s.*|.*\\s");

  private CsvCell() {}

  /** {@return a cell of text; what a spreadsheet would compute gets an apostrophe before it} */
  public static String text(String text) {
    boolean computed = FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
    return quoted(computed ? "'" + text : text);
  }

  /** {@return the text of which {@link #text} made a cell, its quotes already off} */
  public static String plain(String cell) {
    return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
  }

  /**
   * {@return a cell of a file's path, which still leads to the file: what a spreadsheet would
   * compute gets {@code ./} before it}
   */
  public static String file(String path) {
    return quoted(FORMULA.matcher(path).matches() ? "./" + path : path);
  }

  private static String quoted(String text) {
    return QUOTED.matcher(text).matches() ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
