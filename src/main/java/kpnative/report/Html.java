package kpnative.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import kpnative.text.PlainText;

/**
 * Writes a part of an HTML page. Text and attribute values are escaped, so that a name from a file
 * cannot become markup; only {@link #raw} does not escape, and takes only what this class wrote.
 * Not thread-safe.
 */
final class Html {
  private static final int LONG = 18; // characters above which a cell may wrap

  private static final int TAIL = 10; // last characters of a file's name, always shown

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  Html open(String element, String... attributes) {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException("attributes must be pairs of name and value");
    }
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(escaped(attributes[i + 1])).append('"');
    }
    out.append('>');
    open.push(element);
    return this;
  }

  /** Closes the element that was opened last. */
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Closes the element that was opened last, and ends the line. */
  Html closeLine() {
    close();
    out.append('\n');
    return this;
  }

  /** Adds an element without content, such as {@code img}. */
  Html empty(String element, String... attributes) {
    open(element, attributes);
    open.pop();
    return this;
  }

  /** Adds text. */
  Html text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** Adds an element that holds only text. */
  Html element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** Adds a paragraph of text. */
  Html paragraph(String text) {
    return open("p").text(text).closeLine();
  }

  /**
   * Adds a name so that no word of it is broken: one with spaces continues on the next line; of
   * another that is too long the middle is left out, because names differ at their ends.
   */
  Html fileName(String name) {
    if (name.contains(" ")) {
      return element("span", name, "class", "words", "title", name);
    }
    int tail = Math.max(0, name.length() - TAIL);
    if (tail > 0 && Character.isLowSurrogate(name.charAt(tail))) {
      tail--;
    }
    open("span", "class", "name", "title", name);
    return element("span", name.substring(0, tail)).element("span", name.substring(tail)).close();
  }

  /** Adds a paragraph that says why something is not shown. */
  Html missing(String why) {
    return open("p", "class", "missing").text(why).closeLine();
  }

  /** Adds the unescaped output of another {@code Html}. */
  Html raw(String html) {
    out.append(html);
    return this;
  }

  /**
   * Adds a table with a caption, in a box that scrolls on its own if the window is narrow.
   *
   * @param caption what it shows
   * @param columns column names, first that of the row headers
   * @param rows one cell per column each; the first cell is the row's header
   */
  Html table(String caption, List<String> columns, List<List<String>> rows) {
    open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
    open("table").element("caption", caption).open("thead").open("tr");
    columns.forEach(c -> element("th", c, "scope", "col"));
    close().close().open("tbody");
    for (List<String> row : rows) {
      open("tr");
      for (int i = 0; i < row.size(); i++) {
        if (i == 0) {
          element("th", row.get(i), "scope", "row");
        } else if (row.get(i).length() > LONG) {
          element("td", row.get(i), "class", "long");
        } else {
          element("td", row.get(i));
        }
      }
      closeLine();
    }
    close().close().closeLine();
    return this;
  }

  /** Opens a {@code details} element, which the reader can fold and unfold. */
  Html details(String summary) {
    return open("details").element("summary", summary);
  }

  /**
   * {@return what was written}
   *
   * @throws IllegalStateException if an element is still open
   */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("elements are still open: " + open);
    }
    return out.toString();
  }

  /**
   * {@return the text escaped for HTML, inside or outside quotes} What is not shown ({@link
   * PlainText#isShown}), such as control characters, becomes U+FFFD.
   */
  static String escaped(String text) {
    StringBuilder s = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> s.append("&amp;");
                case '<' -> s.append("&lt;");
                case '>' -> s.append("&gt;");
                case '"' -> s.append("&quot;");
                case '\'' -> s.append("&#39;");
                default ->
                    s.appendCodePoint(c == '\n' || c == '\t' || PlainText.isShown(c) ? c : 0xFFFD);
              }
            });
    return s.toString();
  }
}
