package kpnative.data.write;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import kpnative.files.AtomicFile;

/** Files of XML, in UTF-8. */
final class XmlText {
  private XmlText() {}

  /** Writes a document. */
  @FunctionalInterface
  interface Body {
    void write(Writer xml) throws IOException;
  }

  /** {@return the content of a file, after its declaration} */
  static AtomicFile.Content of(Body body) {
    return out -> {
      Writer xml = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      xml.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
      body.write(xml);
      xml.flush();
    };
  }

  /** {@return an attribute with a blank before it; what XML has no place for is left out} */
  static String attribute(String name, String value) {
    return " " + name + "=\"" + escaped(value) + '"';
  }

  /** {@return a text in which nothing is markup} */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\n', '\r', '\t' -> out.append("&#").append(c).append(';');
                default -> {
                  if (c >= 0x20 && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF)) {
                    out.appendCodePoint(c);
                  }
                }
              }
            });
    return out.toString();
  }
}
