package kpnative.data.read;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import kpnative.data.AnnotationText;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.files.InputFile;

/**
 * A file of XML, read as a stream. Document type declarations, and with them all entities, are
 * refused, so that a file can neither expand in memory nor fetch another file.
 */
final class XmlFile {
  private static final int HEAD_BYTES = 256;
  private static final int MOST_CHARACTERS = 1 << 16; // of one text
  private static final Pattern ENCODING =
      Pattern.compile("^<\\?xml[^>]{0,100}encoding\\s{0,9}=\\s{0,9}['\"]([A-Za-z0-9._-]+)['\"]");

  private XmlFile() {}

  /** Takes an open document. */
  @FunctionalInterface
  interface Body {
    void read(XMLStreamReader xml) throws IOException, XMLStreamException;
  }

  /**
   * Reads a file.
   *
   * @param what the kind of XML expected, for messages
   * @param most the limit on its size, bytes
   * @throws IOException in one line with file and line, if it cannot be read, is not XML, or is not
   *     what {@code body} expects
   */
  static void read(Path file, String what, long most, Body body) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, name) -> {
          throw new XMLStreamException("external entities are refused: " + systemId);
        });
    try (Reader in = reader(file, what, most)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      try {
        body.read(xml);
      } finally {
        xml.close();
      }
    } catch (NoSuchFileException e) {
      throw new IOException(FileTree.absent(file, "file"), e);
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
      String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
      throw new IOException(
          FileNames.text(file) + ":" + line + ": expected " + what + ", got " + message, e);
    }
  }

  /**
   * {@return the text of the element that begins here, to its end; empty if it is blank}
   *
   * @throws IOException if it is too long, or has elements or entities in it
   */
  static Optional<String> text(Path file, XMLStreamReader xml)
      throws XMLStreamException, IOException {
    StringBuilder text = new StringBuilder();
    String name = xml.getLocalName();
    while (xml.next() != XMLStreamConstants.END_ELEMENT) {
      if (xml.isStartElement() || xml.getEventType() == XMLStreamConstants.ENTITY_REFERENCE) {
        throw error(file, xml, "expected a text in <" + AnnotationText.shown(name) + ">");
      }
      if (xml.isCharacters()) {
        text.append(xml.getText());
      }
      if (text.length() > MOST_CHARACTERS) {
        throw error(file, xml, "expected at most " + MOST_CHARACTERS + " characters");
      }
    }
    return Optional.of(text.toString().strip()).filter(t -> !t.isEmpty());
  }

  /** {@return an error with file and line} */
  static IOException error(Path file, XMLStreamReader xml, String message) {
    return AnnotationText.error(file, xml.getLocation().getLineNumber(), message);
  }

  /**
   * Opens the file as characters. The XML parser's own decoder prints malformed bytes' errors to
   * the console; here such bytes become U+FFFD, and a name that contains one matches no picture.
   */
  private static Reader reader(Path file, String what, long most) throws IOException {
    BufferedInputStream in = new BufferedInputStream(InputFile.open(file, what, most).stream());
    in.mark(HEAD_BYTES);
    String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
    in.reset();
    Charset charset = StandardCharsets.UTF_8;
    if (head.startsWith("\u00EF\u00BB\u00BF")) {
      in.skipNBytes(3); // its byte order mark
    } else if (head.startsWith("\u00FE\u00FF") || head.startsWith("\u00FF\u00FE")) {
      charset = StandardCharsets.UTF_16; // which consumes the mark itself
    } else {
      Matcher declared = ENCODING.matcher(head);
      if (declared.find()) {
        try {
          charset = Charset.forName(declared.group(1));
        } catch (IllegalArgumentException e) {
          in.close();
          throw new IOException(
              FileNames.text(file) + ":1: unknown encoding '" + declared.group(1) + "'", e);
        }
      }
    }
    return new InputStreamReader(in, charset);
  }
}
