package kpnative.label;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kpnative.geometry.Box;
import kpnative.keypoints.PointState;

/**
 * What the page and the server say to each other. A point is {@code [x, y, "visible"]}, or {@code
 * [null, null, "absent"]}.
 */
final class LabelJson {
  /** Of the face's size, beyond which a point that the model has elsewhere is worth a look. */
  private static final double FAR = 0.1;

  private LabelJson() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** {@return how a state is called: unknown, visible, hidden or absent} */
  static String name(PointState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  static ArrayNode points(LabelFace face) {
    ArrayNode points = JsonNodeFactory.instance.arrayNode();
    for (LabelPoint point : face.points()) {
      ArrayNode one = points.addArray();
      if (point.isPresent()) {
        one.add(point.x()).add(point.y());
      } else {
        one.addNull().addNull();
      }
      one.add(name(point.state()));
    }
    return points;
  }

  /** {@return the labelled faces, with their revisions} */
  static ArrayNode faces(List<LabelFace> faces) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (LabelFace face : faces) {
      ObjectNode one = all.addObject();
      one.put("revision", face.revision());
      one.set("points", points(face));
    }
    return all;
  }

  static ObjectNode draft(Draft draft) {
    ObjectNode one = object();
    one.set("points", points(draft.face()));
    if (!draft.confidence().isEmpty()) {
      ArrayNode doubt = one.putArray("doubt");
      draft.confidence().forEach(c -> doubt.add(1 - c));
    }
    return one;
  }

  /** {@return where the model has the points, and how far that is: doubt 0.5 is half of far} */
  static ObjectNode opinion(LabelFace labelled, LabelFace model) {
    ObjectNode one = object();
    one.set("points", points(model));
    ArrayNode doubt = one.putArray("doubt");
    Box box = labelled.extent().orElseThrow();
    double size = Math.sqrt(box.width() * box.height());
    for (int k = 0; k < labelled.points().size(); k++) {
      LabelPoint a = labelled.points().get(k);
      LabelPoint b = model.points().get(k);
      double distance = a.isPresent() ? Math.hypot(a.x() - b.x(), a.y() - b.y()) : 0;
      doubt.add(Math.min(1, distance / size / FAR));
    }
    return one;
  }

  /**
   * {@return the face in what the page sent}
   *
   * @param most the most points
   * @throws IllegalArgumentException if it is not a face
   */
  static LabelFace face(JsonNode points, int most) {
    if (!points.isArray() || points.size() > most) {
      throw new IllegalArgumentException("expected a list of " + most + " points");
    }
    List<LabelPoint> all = new ArrayList<>();
    for (JsonNode point : points) {
      if (!point.isArray() || point.size() != 3 || !point.get(2).isTextual()) {
        throw new IllegalArgumentException("expected a point as [x, y, state], got " + point);
      }
      PointState state = state(point.get(2).asText());
      boolean placed = point.get(0).isNumber() && point.get(1).isNumber();
      if (state != PointState.ABSENT && !placed) {
        throw new IllegalArgumentException("expected two numbers, got " + point);
      }
      all.add(
          state == PointState.ABSENT
              ? LabelPoint.ABSENT
              : new LabelPoint(point.get(0).asDouble(), point.get(1).asDouble(), state));
    }
    return new LabelFace(all);
  }

  private static PointState state(String name) {
    for (PointState state : PointState.values()) {
      if (name(state).equals(name)) {
        return state;
      }
    }
    throw new IllegalArgumentException("expected visible, hidden or absent, got '" + name + "'");
  }
}
