package kpnative.data.read;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
import kpnative.geometry.Box;
import kpnative.geometry.Point;

/**
 * Parses dlib's XML. Document type declarations, and with them all entities, are refused, so that a
 * file can neither expand in memory nor fetch another file.
 */
final class DlibXmlParser {
  private static final long MAX_BYTES = 512L << 20;
  private static final int MAX_BOXES = 5_000_000;
  private static final int HEAD_BYTES = 256;
  private static final Pattern ENCODING =
      Pattern.compile("^<\\?xml[^>]{0,100}encoding\\s{0,9}=\\s{0,9}['\"]([A-Za-z0-9._-]+)['\"]");

  private final Path file;
  private final XMLStreamReader xml;
  private final FaceFaults faults;
  private final List<LabelledBox> boxes = new ArrayList<>();

  /**
   * One {@code box} element that is not marked as ignored.
   *
   * @param image the picture's path as written
   * @param line the box's line, from 1
   * @param box pixels, counted from 0; empty if its numbers are no box
   * @param parts the points by name
   */
  record LabelledBox(String image, int line, Optional<Box> box, Map<String, Point> parts) {}

  private DlibXmlParser(Path file, XMLStreamReader xml, FaceFaults faults) {
    this.file = file;
    this.xml = xml;
    this.faults = faults;
  }

  /**
   * {@return the boxes that are not ignored, in the file's order}
   *
   * @param faults receives the boxes that are left out, and those that are no box
   */
  static List<LabelledBox> boxes(Path file, FaceFaults faults) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, name) -> {
          throw new XMLStreamException("external entities are refused: " + systemId);
        });
    try (Reader in = reader(file)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      try {
        return new DlibXmlParser(file, xml, faults).document();
      } finally {
        xml.close();
      }
    } catch (NoSuchFileException e) {
      throw new IOException("no such file: " + FileTree.spelled(file), e);
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
      String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
      throw new IOException(
          FileNames.text(file) + ":" + line + ": expected dlib's XML, got " + message, e);
    }
  }

  /**
   * Opens the file as characters. The XML parser's own decoder prints malformed bytes' errors to
   * the console; here such bytes become U+FFFD, and a name that contains one matches no picture.
   */
  private static Reader reader(Path file) throws IOException {
    BufferedInputStream in =
        new BufferedInputStream(InputFile.open(file, "dlib's XML", MAX_BYTES).stream());
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

  private List<LabelledBox> document() throws XMLStreamException, IOException {
    String image = "";
    boolean dataset = false;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw error("document types and entities are refused");
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        String name = xml.getLocalName();
        if (!dataset && !name.equals("dataset")) {
          throw error("expected <dataset>, got <" + AnnotationText.shown(name) + ">");
        }
        dataset = true;
        if (name.equals("image")) {
          String named = xml.getAttributeValue(null, "file");
          image = named == null ? "" : named.strip();
        } else if (name.equals("box")) {
          box(image);
        }
      } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("image")) {
        image = "";
      }
    }
    return boxes;
  }

  /** Reads a box to its end. What is wrong with it is told when all of it has been passed. */
  private void box(String image) throws XMLStreamException, IOException {
    int line = line();
    String ignore = xml.getAttributeValue(null, "ignore");
    boolean ignored =
        ignore != null && List.of("1", "true").contains(ignore.toLowerCase(Locale.ROOT));
    Optional<Box> box = Optional.empty();
    Optional<IOException> noBox = Optional.empty();
    try {
      box = Optional.of(extent());
    } catch (IOException e) {
      noBox = Optional.of(e);
    }
    Optional<IOException> wrong =
        image.isEmpty()
            ? Optional.of(error("expected <box> in an <image> that names a file"))
            : Optional.empty();
    Map<String, Point> parts = new TreeMap<>();
    int depth = 1;
    while (depth > 0) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw error("document types and entities are refused");
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        if (wrong.isEmpty() && xml.getLocalName().equals("part")) {
          wrong = part(parts);
        }
      }
    }
    if (ignored) {
      return;
    }
    if (wrong.isPresent()) {
      faults.leftOut(wrong.get());
      return;
    }
    if (boxes.size() == MAX_BOXES) {
      throw error("expected at most " + MAX_BOXES + " boxes, got more");
    }
    noBox.ifPresent(e -> faults.without("box", e));
    boxes.add(new LabelledBox(image, line, box, parts));
  }

  private Box extent() throws IOException {
    double width = number("width");
    double height = number("height");
    if (!(width > 0 && height > 0)) {
      throw error("expected a box wider and higher than 0, got " + width + " x " + height);
    }
    return Box.ofPixels(number("left"), number("top"), width, height);
  }

  /** Adds a part; {@return what is wrong with it} */
  private Optional<IOException> part(Map<String, Point> parts) throws IOException {
    if (parts.size() == FaceReader.MAX_KEYPOINTS) {
      throw error("expected at most " + FaceReader.MAX_KEYPOINTS + " parts, got more");
    }
    try {
      String name = attribute("name");
      if (parts.put(name, new Point(number("x"), number("y"))) != null) {
        throw error("part '" + AnnotationText.shown(name) + "' occurs twice in a box");
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  private String attribute(String name) throws IOException {
    String value = xml.getAttributeValue(null, name);
    if (value == null || value.isBlank()) {
      throw error("expected " + name + "='...' in <" + xml.getLocalName() + ">, got none");
    }
    return value.strip();
  }

  private double number(String name) throws IOException {
    return AnnotationText.coordinate(
        file, line(), name + " of <" + xml.getLocalName() + ">", attribute(name));
  }

  private int line() {
    return xml.getLocation().getLineNumber();
  }

  private IOException error(String message) {
    return AnnotationText.error(file, line(), message);
  }
}
