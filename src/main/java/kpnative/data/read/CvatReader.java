package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import kpnative.data.AnnotationText;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.files.FileNames;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.keypoints.PointState;

/**
 * CVAT's XML, "CVAT for images 1.1": skeletons, whose elements are a face's points, and shapes of
 * points. Coordinates begin at the corner of the first pixel.
 *
 * <p>An element that is {@code outside} has no place; one that is {@code occluded} is hidden. A
 * shape of one point is a point with the label's name, of the face that its {@code group_id} tells;
 * a shape of several is a face of the label's kind, whose points have no names. A skeleton is
 * always a face of its own. A box belongs to the face of its group.
 *
 * @see <a href="https://docs.cvat.ai/docs/other/xml_format">CVAT, XML annotation format</a>
 */
final class CvatReader implements SetReader.OfFile {
  private static final long MAX_BYTES = 2L << 30;
  private static final int MAX_SHAPES = 5_000_000;

  @Override
  public AnnotationSet read(Path file, Consumer<String> faults) throws IOException {
    NamedFaces faces = new NamedFaces(file);
    XmlFile.read(
        file, "CVAT's XML", MAX_BYTES, xml -> new Parser(file, xml, faults, faces).document());
    return faces.set();
  }

  /** The points and the box of one face, from several shapes. */
  private static final class Group {
    private final Map<String, MarkedPoint> points = new LinkedHashMap<>();
    private String kind = PointLayout.FACE;
    private Optional<Box> box = Optional.empty();
    private int boxes;
    private boolean isFace;
    private String origin = "";
    private String twice = "";
    private String skeletonOf = ""; // the group_id of a skeleton
  }

  /** The document's state. */
  private static final class Parser {
    private final Path file;
    private final XMLStreamReader xml;
    private final Consumer<String> faults;
    private final NamedFaces faces;
    private final PictureSearch search;
    private final CvatLabels labels;
    private int shapes;
    private int others;
    private int tracks;

    Parser(Path file, XMLStreamReader xml, Consumer<String> faults, NamedFaces faces) {
      this.file = file;
      this.xml = xml;
      this.faults = faults;
      this.faces = faces;
      this.search = new PictureSearch(file);
      this.labels = new CvatLabels(file, xml);
    }

    void document() throws XMLStreamException, IOException {
      boolean begun = false;
      boolean told = false;
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
          throw error("document types and entities are refused");
        }
        if (event != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        String name = xml.getLocalName();
        if (!begun && !name.equals("annotations")) {
          throw error("expected <annotations>, got <" + AnnotationText.shown(name) + ">");
        }
        begun = true;
        switch (name) {
          case "label" -> labels.read();
          case "image" -> {
            if (!told) {
              labels.layouts().forEach(faces::layout);
              told = true;
            }
            image();
          }
          case "track" -> tracks++;
          default -> {}
        }
      }
      if (tracks > 0) {
        faults.accept(
            FileNames.text(file)
                + ": tracks passed over: "
                + tracks
                + "; export the task as 'CVAT for images 1.1'");
      }
      if (others > 0) {
        faults.accept(FileNames.text(file) + ": shapes that are no points, passed over: " + others);
      }
    }

    private void image() throws XMLStreamException, IOException {
      String name = attribute("name").orElse("");
      if (name.isBlank()) {
        throw error("expected name='...' in <image>, got none");
      }
      faces.picture(name, search.find(name), size());
      Map<String, Group> groups = new LinkedHashMap<>();
      while (xml.next() != XMLStreamConstants.END_ELEMENT) {
        if (xml.getEventType() == XMLStreamConstants.ENTITY_REFERENCE) {
          throw error("document types and entities are refused");
        }
        if (xml.isStartElement()) {
          if (++shapes > MAX_SHAPES) {
            throw error("expected at most " + MAX_SHAPES + " shapes");
          }
          shape(groups);
        }
      }
      skeletonBoxes(groups);
      for (Group g : groups.values()) {
        if (!g.twice.isEmpty()) {
          faults.accept(
              g.origin
                  + ": two points '"
                  + AnnotationText.shown(g.twice)
                  + "': give each face a group_id of its own"
                  + FaceFaults.LEFT_OUT);
        } else if (g.isFace) {
          if (g.boxes > 1) { // which of them is the face's box is not said
            faults.accept(g.origin + ": " + g.boxes + " boxes; read without its box");
            g.box = Optional.empty();
          }
          faces.face(g.kind, g.points, g.box, Optional.empty(), OptionalDouble.empty(), g.origin);
        }
      }
    }

    /**
     * A skeleton is a face of its own; a box of its group is its box, if no other face is there.
     */
    private void skeletonBoxes(Map<String, Group> groups) {
      Map<String, List<Group>> skeletons = new LinkedHashMap<>();
      for (Group g : groups.values()) {
        if (!g.skeletonOf.isEmpty()) {
          skeletons.computeIfAbsent(g.skeletonOf, n -> new ArrayList<>()).add(g);
        }
      }
      skeletons.forEach(
          (group, all) -> {
            Group beside = groups.get(group);
            if (beside != null && beside.points.isEmpty()) {
              if (all.size() == 1) {
                all.get(0).box = beside.box;
                all.get(0).boxes = beside.boxes;
              } else {
                others += beside.boxes;
              }
              groups.remove(group);
            }
          });
    }

    private Optional<Size> size() {
      String width = attribute("width").orElse("");
      String height = attribute("height").orElse("");
      boolean stated = width.matches("[1-9]\\d{0,5}") && height.matches("[1-9]\\d{0,5}");
      return stated
          ? Optional.of(new Size(Integer.parseInt(width), Integer.parseInt(height)))
          : Optional.empty();
    }

    /** Reads a shape to its end. What is wrong with it costs that shape. */
    private void shape(Map<String, Group> groups) throws XMLStreamException, IOException {
      String type = xml.getLocalName();
      String place = FileNames.text(file) + ":" + xml.getLocation().getLineNumber();
      String group = attribute("group_id").filter(g -> !g.equals("0")).orElse("");
      Optional<IOException> wrong = Optional.empty();
      try {
        switch (type) {
          case "skeleton" -> {
            Group own = group(groups, "skeleton " + shapes, place);
            own.skeletonOf = group;
            own.kind = attribute("label").orElse(PointLayout.FACE);
            own.isFace = true;
            wrong = elements(own);
            if (wrong.isPresent()) {
              own.isFace = false;
            }
            leave(wrong);
            return;
          }
          case "points" -> points(groups, group, place);
          case "box" -> box(groups, group, place);
          default -> others++;
        }
      } catch (IOException e) {
        wrong = Optional.of(e);
      }
      leave(wrong);
      skip();
    }

    private void leave(Optional<IOException> wrong) {
      wrong.ifPresent(e -> faults.accept(e.getMessage() + FaceFaults.LEFT_OUT));
    }

    private static Group group(Map<String, Group> groups, String name, String place) {
      Group group = groups.computeIfAbsent(name, n -> new Group());
      group.origin = group.origin.isEmpty() ? place : group.origin;
      return group;
    }

    /** Reads a skeleton to its end; {@return what is wrong with it} */
    private Optional<IOException> elements(Group own) throws XMLStreamException, IOException {
      Optional<IOException> wrong = Optional.empty();
      int depth = 1;
      while (depth > 0) {
        int event = xml.next();
        if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
        } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
          throw error("document types and entities are refused");
        } else if (event == XMLStreamConstants.START_ELEMENT) {
          depth++;
          if (xml.getLocalName().equals("points") && wrong.isEmpty()) {
            try {
              element(own);
            } catch (IOException e) {
              wrong = Optional.of(e);
            }
          }
        }
      }
      return wrong;
    }

    private void element(Group own) throws IOException {
      String name = attribute("label").orElseThrow(() -> error("expected label='...', got none"));
      boolean outside = attribute("outside").filter(o -> o.equals("1")).isPresent();
      MarkedPoint point = outside ? MarkedPoint.ABSENT : marked().get(0);
      add(own, name, point);
    }

    private void add(Group own, String name, MarkedPoint point) throws IOException {
      if (own.points.size() == FaceReader.MAX_KEYPOINTS) {
        throw error("expected at most " + FaceReader.MAX_KEYPOINTS + " points of a face");
      }
      if (own.points.put(name, point) != null) {
        throw error("point '" + AnnotationText.shown(name) + "' occurs twice in a face");
      }
    }

    private void points(Map<String, Group> groups, String group, String place) throws IOException {
      String label = attribute("label").orElse(PointLayout.FACE);
      List<MarkedPoint> points = marked();
      if (points.size() == 1) {
        Group own = group(groups, group, place);
        own.isFace = true;
        if (own.points.containsKey(label)) {
          own.twice = label;
        } else {
          add(own, label, points.get(0));
        }
        return;
      }
      Group own = group(groups, group.isEmpty() ? "points " + shapes : group, place);
      own.kind = label;
      own.isFace = true;
      for (int i = 0; i < points.size(); i++) {
        add(own, String.valueOf(i), points.get(i));
      }
    }

    /** {@return the points of the attribute {@code points}, at least one} */
    private List<MarkedPoint> marked() throws IOException {
      boolean hidden = attribute("occluded").filter(o -> o.equals("1")).isPresent();
      PointState state = hidden ? PointState.HIDDEN : PointState.VISIBLE;
      List<MarkedPoint> points = new ArrayList<>();
      for (String pair : attribute("points").orElse("").split(";", -1)) {
        String[] xy = pair.split(",", -1);
        if (xy.length != 2 || points.size() == FaceReader.MAX_KEYPOINTS) {
          throw error("expected points='x,y;x,y', got '" + AnnotationText.shown(pair) + "'");
        }
        points.add(new MarkedPoint(number("x", xy[0]) - 0.5, number("y", xy[1]) - 0.5, state));
      }
      return points;
    }

    private void box(Map<String, Group> groups, String group, String place) throws IOException {
      double[] sides = new double[4];
      String[] names = {"xtl", "ytl", "xbr", "ybr"};
      for (int i = 0; i < 4; i++) {
        sides[i] = number(names[i], attribute(names[i]).orElse("")) - 0.5;
      }
      try {
        Box box = new Box(sides[0], sides[1], sides[2], sides[3]);
        Group own = group(groups, group.isEmpty() ? "box " + shapes : group, place);
        own.box = Optional.of(box);
        own.boxes++;
        own.kind = own.isFace ? own.kind : attribute("label").orElse(PointLayout.FACE);
        own.isFace |= !group.isEmpty();
        others += group.isEmpty() ? 1 : 0;
      } catch (IllegalArgumentException e) {
        throw error(String.valueOf(e.getMessage()));
      }
    }

    private double number(String what, String text) throws IOException {
      return AnnotationText.coordinate(
          file, xml.getLocation().getLineNumber(), what + " of a point", text.strip());
    }

    private void skip() throws XMLStreamException, IOException {
      int depth = 1;
      while (depth > 0) {
        int event = xml.next();
        if (event == XMLStreamConstants.ENTITY_REFERENCE) {
          throw error("document types and entities are refused");
        }
        depth +=
            event == XMLStreamConstants.START_ELEMENT
                ? 1
                : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
      }
    }

    private Optional<String> attribute(String name) {
      return Optional.ofNullable(xml.getAttributeValue(null, name));
    }

    private IOException error(String message) {
      return XmlFile.error(file, xml, message);
    }
  }
}
