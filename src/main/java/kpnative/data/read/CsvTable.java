package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kpnative.data.AnnotationText;

/**
 * A table of separated values, a file's name and numbers in each row. What separates them is told
 * by the rows themselves: a comma, a semicolon, a tab or a bar. Where that is not the comma,
 * numbers may have a decimal comma ({@code a.jpg;10,5;20,25}), as spreadsheets write in many
 * countries.
 *
 * <p>Fields may be quoted ({@code "a ""b"", c.jpg"}), and then contain line breaks and keep their
 * outer blanks. A quote that nothing closes costs its line alone.
 */
final class CsvTable {
  private static final char[] SEPARATORS = {',', ';', '\t', '|'};
  private static final int SAMPLE = 20; // rows that tell the separator
  private static final int FEWEST_FIELDS = 3; // a file's name and one point
  private static final String NUMBER = "[-+.\\deE ]*";
  private static final String NUMBER_WITH_COMMA = "[-+.,\\deE ]*";

  private static final int MOST_LINES = 16; // of a row

  private final Path file;
  private final List<String> lines;
  private final int[] numbers; // of each row's first line
  private final char separator;
  private final boolean decimalComma;

  private CsvTable(Path file, List<String> lines, int[] numbers, char separator)
      throws IOException {
    this.file = file;
    this.lines = lines;
    this.numbers = numbers;
    this.separator = separator;
    this.decimalComma = separator != ',' && hasDecimalCommas();
  }

  /**
   * {@return the table in a file}
   *
   * @throws IOException if it cannot be read, or its numbers can be read in two ways
   */
  static CsvTable read(Path file, int maxBytes) throws IOException {
    List<String> lines = AnnotationText.lines(file, maxBytes);
    List<String> rows = new ArrayList<>(lines.size());
    int[] numbers = new int[lines.size()];
    for (int i = 0; i < lines.size(); ) {
      int end = endOfRow(lines, i);
      numbers[rows.size()] = i + 1;
      rows.add(end == i + 1 ? lines.get(i) : String.join("\n", lines.subList(i, end)));
      i = end;
    }
    return new CsvTable(file, rows, numbers, separator(file, rows));
  }

  /** {@return the line after the row that begins in line {@code from}: where its quotes end} */
  private static int endOfRow(List<String> lines, int from) {
    boolean quoted = false;
    for (int i = from; i < Math.min(lines.size(), from + MOST_LINES); i++) {
      Quotes quotes = Quotes.of(lines.get(i), quoted);
      if (quotes == Quotes.CLOSED) {
        return i + 1;
      }
      if (quotes == Quotes.WRONG) {
        return from + 1; // whoever reads the row says why
      }
      quoted = true;
    }
    return from + 1;
  }

  /** How a line ends. */
  private enum Quotes {
    CLOSED,
    OPEN,
    WRONG; // text after a closing quote

    private static Quotes of(String line, boolean open) {
      boolean quoted = open;
      boolean fresh = true; // a field begins here
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        if (quoted) {
          if (c == '"') {
            boolean twice = i + 1 < line.length() && line.charAt(i + 1) == '"';
            if (!twice && i + 1 < line.length() && !separates(line.charAt(i + 1))) {
              return WRONG;
            }
            quoted = twice;
            i += twice ? 1 : 0;
          }
          fresh = false;
        } else if (c == '"' && fresh) {
          quoted = true;
        } else {
          fresh = separates(c);
        }
      }
      return quoted ? OPEN : CLOSED;
    }

    private static boolean separates(char c) {
      return new String(SEPARATORS).indexOf(c) >= 0;
    }
  }

  /** {@return the number of rows, blank ones among them} */
  int rows() {
    return lines.size();
  }

  /** {@return the number, from 1, of the line in which row {@code i}, from 0, begins} */
  int line(int i) {
    return numbers[i];
  }

  /** {@return whether row {@code i}, from 0, holds nothing} */
  boolean isBlank(int i) {
    return lines.get(i).isBlank();
  }

  /**
   * {@return the fields of row {@code i}, from 0, without quotes and without blanks around what has
   * no quotes; numbers with a decimal point}
   *
   * @throws IOException with file and line, if a quote is not closed or there are too many fields
   */
  List<String> row(int i) throws IOException {
    List<String> fields = fields(file, line(i), lines.get(i), separator);
    for (int k = 1; k < fields.size(); k++) {
      String field = fields.get(k);
      if (field.matches(NUMBER_WITH_COMMA)) {
        fields.set(k, decimalComma ? field.strip().replace(',', '.') : field.strip());
      }
    }
    return fields;
  }

  /** Whether the file's text looks like such a table. */
  static boolean isLike(Path file, List<String> lines) {
    for (char c : SEPARATORS) {
      if (votes(file, lines, c) > 0) {
        return true;
      }
    }
    return false;
  }

  /** The separator by which most of the first rows are a name and numbers. */
  private static char separator(Path file, List<String> lines) {
    char best = SEPARATORS[0];
    int most = 0;
    for (char c : SEPARATORS) {
      int votes = votes(file, lines, c);
      if (votes > most) {
        most = votes;
        best = c;
      }
    }
    return best;
  }

  private static int votes(Path file, List<String> lines, char separator) {
    int votes = 0;
    int seen = 0;
    for (int i = 0; i < lines.size() && seen < SAMPLE; i++) {
      if (!lines.get(i).isBlank()) {
        seen++;
        votes += isNameAndNumbers(file, lines.get(i), separator) ? 1 : 0;
      }
    }
    return votes;
  }

  private static boolean isNameAndNumbers(Path file, String line, char separator) {
    String number = separator == ',' ? NUMBER : NUMBER_WITH_COMMA;
    try {
      List<String> fields = fields(file, 1, line, separator);
      return fields.size() >= FEWEST_FIELDS
          && fields.stream().skip(1).allMatch(f -> f.matches(number))
          && fields.stream().skip(1).anyMatch(f -> f.matches(".*\\d.*"));
    } catch (IOException e) {
      return false; // its reader says why
    }
  }

  /**
   * Whether commas in numbers are decimal: some number must show it ({@code 10,5}), since {@code
   * 1,234} alone may be a thousand or one and a bit.
   */
  private boolean hasDecimalCommas() throws IOException {
    int ambiguous = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).indexOf(',') < 0) {
        continue;
      }
      List<String> fields;
      try {
        fields = fields(file, line(i), lines.get(i), separator);
      } catch (IOException e) {
        continue; // row(i) says why
      }
      for (String field : fields.subList(1, fields.size())) {
        String f = field.strip();
        if (f.matches("[-+]?\\d{0,9},\\d*") && !f.matches("[-+]?[1-9]\\d{0,2},\\d{3}")) {
          return true;
        }
        ambiguous = ambiguous < 0 && f.matches("[-+]?\\d+,\\d+") ? i : ambiguous;
      }
    }
    if (ambiguous >= 0) {
      throw AnnotationText.error(
          file,
          line(ambiguous),
          "expected numbers with a decimal point, got commas that may separate decimals or"
              + " thousands");
    }
    return false;
  }

  /** {@return the fields of a row, without quotes} */
  private static List<String> fields(Path table, int line, String text, char separator)
      throws IOException {
    List<String> out = new ArrayList<>();
    int at = 0;
    while (at <= text.length()) {
      if (out.size() > 2 * FaceReader.MAX_KEYPOINTS) {
        throw AnnotationText.error(
            table, line, "expected at most " + FaceReader.MAX_KEYPOINTS + " points, got more");
      }
      StringBuilder field = new StringBuilder();
      if (at < text.length() && text.charAt(at) == '"') {
        at = quoted(table, line, text, at, field);
      } else {
        int next = text.indexOf(separator, at);
        int end = next < 0 ? text.length() : next;
        field.append(text.substring(at, end).strip());
        at = end;
      }
      out.add(field.toString());
      if (at < text.length() && text.charAt(at) != separator) {
        throw AnnotationText.error(
            table,
            line,
            "expected '" + separator + "' after a quoted field, got '" + text.charAt(at) + "'");
      }
      at++; // the separator, or one past the end
    }
    return out;
  }

  /** {@return the index after the closing quote of the field that opens at {@code at}} */
  private static int quoted(Path table, int line, String text, int at, StringBuilder field)
      throws IOException {
    int from = at + 1;
    while (true) {
      int quote = text.indexOf('"', from);
      if (quote < 0) {
        throw AnnotationText.error(table, line, "expected a closing '\"', got the end of the line");
      }
      field.append(text, from, quote);
      if (quote + 1 < text.length() && text.charAt(quote + 1) == '"') {
        field.append('"');
        from = quote + 2;
      } else {
        return quote + 1;
      }
    }
  }
}
