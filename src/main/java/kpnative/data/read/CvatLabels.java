package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import kpnative.data.annotation.PointLayout;
import kpnative.keypoints.Edge;

/** The labels of CVAT's task: which points a skeleton has, and the lines of its drawing. */
final class CvatLabels {
  private static final int MAX_LABELS = 20_000;
  private static final Pattern LINE =
      Pattern.compile("<line[^>]{0,500}data-node-from=\"(\\d{1,9})\"[^>]{0,500}>");
  private static final Pattern TO = Pattern.compile("data-node-to=\"(\\d{1,9})\"");
  private static final Pattern CIRCLE =
      Pattern.compile("<circle[^>]{0,500}data-node-id=\"(\\d{1,9})\"[^>]{0,500}>");
  private static final Pattern NAME = Pattern.compile("data-label-name=\"([^\"]{1,300})\"");

  private final Path file;
  private final XMLStreamReader xml;
  private final List<Label> labels = new ArrayList<>();

  CvatLabels(Path file, XMLStreamReader xml) {
    this.file = file;
    this.xml = xml;
  }

  /** A label of the task. */
  private static final class Label {
    private String name = "";
    private String parent = "";
    private String svg = "";
  }

  /** Reads a label to its end. */
  void read() throws XMLStreamException, IOException {
    if (labels.size() == MAX_LABELS) {
      throw XmlFile.error(file, xml, "expected at most " + MAX_LABELS + " labels");
    }
    Label label = new Label();
    int depth = 1;
    while (depth > 0) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        if (depth == 2 && List.of("name", "parent", "svg").contains(xml.getLocalName())) {
          String field = xml.getLocalName();
          String text = XmlFile.text(file, xml).orElse("");
          depth--;
          switch (field) {
            case "name" -> label.name = text;
            case "parent" -> label.parent = text;
            default -> label.svg = text;
          }
        }
      }
    }
    labels.add(label);
  }

  /** {@return the skeletons, whose points are the labels that name them as their parent} */
  List<PointLayout> layouts() {
    List<PointLayout> layouts = new ArrayList<>();
    for (Label skeleton : labels) {
      List<String> points =
          labels.stream()
              .filter(l -> !l.parent.isEmpty() && l.parent.equals(skeleton.name))
              .map(l -> l.name)
              .distinct()
              .toList();
      if (!points.isEmpty() && skeleton.parent.isEmpty()) {
        PointLayout layout = PointLayout.of(skeleton.name, points);
        layouts.add(layout.withEdges(edges(skeleton.svg, points)));
      }
    }
    return layouts;
  }

  private static List<Edge> edges(String svg, List<String> points) {
    Map<String, Integer> nodes = new LinkedHashMap<>();
    Matcher circle = CIRCLE.matcher(svg);
    while (circle.find()) {
      Matcher name = NAME.matcher(circle.group());
      int index = name.find() ? points.indexOf(unescaped(name.group(1))) : -1;
      if (index >= 0) {
        nodes.put(circle.group(1), index);
      }
    }
    List<Edge> edges = new ArrayList<>();
    Matcher line = LINE.matcher(svg);
    while (line.find()) {
      Matcher to = TO.matcher(line.group());
      Integer from = nodes.get(line.group(1));
      Integer end = to.find() ? nodes.get(to.group(1)) : null;
      if (from != null && end != null) {
        edges.add(new Edge(from, end));
      }
    }
    return edges;
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#9;", "\t")
        .replace("&#10;", "\n")
        .replace("&#13;", "\r")
        .replace("&amp;", "&");
  }
}
