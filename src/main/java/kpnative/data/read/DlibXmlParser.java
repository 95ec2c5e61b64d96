package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import kpnative.data.AnnotationText;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;

/**
 * Parses dlib's XML. Document type declarations, and with them all entities, are refused, so that a
 * file can neither expand in memory nor fetch another file.
 */
final class DlibXmlParser {
  private static final long MAX_BYTES = 512L << 20;
  private static final int MAX_BOXES = 5_000_000;

  private final Path file;
  private final XMLStreamReader xml;
  private final FaceFaults faults;
  private final List<LabelledBox> boxes = new ArrayList<>();
  private final List<LabelledImage> images = new ArrayList<>();

  /**
   * One {@code box} element that is not marked as ignored.
   *
   * @param image the picture's path as written
   * @param line the box's line, from 1
   * @param box pixels, counted from 0; empty if its numbers are no box
   * @param parts the points by name
   * @param label the box's label
   */
  record LabelledBox(
      String image,
      int line,
      Optional<Box> box,
      Map<String, Point> parts,
      Optional<String> label) {}

  /**
   * One {@code image} element.
   *
   * @param name the picture's path as written; empty if it has none
   * @param size as stated
   * @param line the element's line, from 1
   * @param boxes those that are not ignored
   */
  record LabelledImage(String name, Optional<Size> size, int line, List<LabelledBox> boxes) {}

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
    return parsed(file, faults).boxes;
  }

  /** {@return all pictures in the file's order, with the boxes that are not ignored} */
  static List<LabelledImage> images(Path file, FaceFaults faults) throws IOException {
    return parsed(file, faults).images;
  }

  private static DlibXmlParser parsed(Path file, FaceFaults faults) throws IOException {
    List<DlibXmlParser> read = new ArrayList<>();
    XmlFile.read(
        file,
        "dlib's XML",
        MAX_BYTES,
        xml -> {
          DlibXmlParser parser = new DlibXmlParser(file, xml, faults);
          parser.document();
          read.add(parser);
        });
    return read.get(0);
  }

  private void document() throws XMLStreamException, IOException {
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
          image = named == null ? "" : named;
          images.add(new LabelledImage(image, size(), line(), new ArrayList<>()));
        } else if (name.equals("box")) {
          box(image);
        }
      } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("image")) {
        image = "";
      }
    }
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
    Optional<String> label = Optional.empty();
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
        } else if (depth == 2 && xml.getLocalName().equals("label")) {
          label = XmlFile.text(file, xml); // to its end
          depth--;
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
    LabelledBox labelled = new LabelledBox(image, line, box, parts, label);
    boxes.add(labelled);
    images.get(images.size() - 1).boxes().add(labelled); // it is in one, or else it is wrong
  }

  private Optional<Size> size() {
    String width = String.valueOf(xml.getAttributeValue(null, "width"));
    String height = String.valueOf(xml.getAttributeValue(null, "height"));
    boolean stated = width.matches("[1-9]\\d{0,5}") && height.matches("[1-9]\\d{0,5}");
    return stated
        ? Optional.of(new Size(Integer.parseInt(width), Integer.parseInt(height)))
        : Optional.empty();
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
