package kpnative.data.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import kpnative.data.AnnotationText;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.keypoints.PointState;

/**
 * The regions of one task of Label Studio. A point belongs to the rectangle that is its parent;
 * without one, to the smallest rectangle around it that has no such point yet; where there is no
 * rectangle, all points are one face's. Choices of a point that read {@code hidden} or {@code
 * visible} are its state. Not thread-safe.
 */
final class LabelStudioRegions {
  private static final int MAX_REGIONS = 200_000;

  private final Consumer<String> faults;
  private final Map<String, Rectangle> rectangles = new LinkedHashMap<>();
  private final List<Point> points = new ArrayList<>();
  private final Map<String, PointState> states = new LinkedHashMap<>();
  private Optional<Size> size = Optional.empty();
  private int regions;

  /** A face's rectangle. */
  private record Rectangle(
      String kind, Box box, OptionalDouble score, Map<String, MarkedPoint> points) {}

  /** A point. */
  private record Point(String id, String parent, String name, double x, double y, String place) {}

  LabelStudioRegions(Consumer<String> faults) {
    this.faults = faults;
  }

  /** Takes a region; {@return whether it is one of those that are read} */
  boolean add(JsonValue region) throws IOException {
    if (++regions > MAX_REGIONS) {
      throw region.error("expected at most " + MAX_REGIONS + " regions of a task");
    }
    JsonValue value = region.has("value") ? region.get("value") : region; // JSON_MIN has none
    try {
      if (value.has("keypointlabels")) {
        point(region, value);
      } else if (value.has("rectanglelabels")) {
        rectangle(region, value);
      } else if (value.has("choices") && region.has("id")) {
        choices(region.get("id").key(), value);
      } else {
        return region.get("type").node().asText().equals("choices");
      }
    } catch (IOException e) {
      faults.accept(e.getMessage() + FaceFaults.LEFT_OUT);
    }
    return true;
  }

  private Size sizeOf(JsonValue region) throws IOException {
    Optional<Size> stated = region.size("original_width", "original_height");
    size = size.or(() -> stated);
    return stated
        .or(() -> size)
        .orElseThrow(() -> region.error("expected original_width and original_height"));
  }

  private void point(JsonValue region, JsonValue value) throws IOException {
    Size of = sizeOf(region);
    List<JsonValue> labels = value.get("keypointlabels").items();
    if (labels.size() != 1) {
      throw value.error("expected one label of a point, got " + labels.size());
    }
    points.add(
        new Point(
            region.has("id") ? region.get("id").key() : "",
            region.has("parentID") ? region.get("parentID").key() : "",
            labels.get(0).key(),
            value.get("x").number() / 100 * of.width() - 0.5,
            value.get("y").number() / 100 * of.height() - 0.5,
            region.place()));
  }

  private void rectangle(JsonValue region, JsonValue value) throws IOException {
    Size of = sizeOf(region);
    double left = value.get("x").number() / 100 * of.width() - 0.5;
    double top = value.get("y").number() / 100 * of.height() - 0.5;
    double width = value.get("width").number() / 100 * of.width();
    double height = value.get("height").number() / 100 * of.height();
    List<JsonValue> labels = value.get("rectanglelabels").items();
    String kind = labels.isEmpty() ? PointLayout.FACE : labels.get(0).key();
    OptionalDouble score =
        region.has("score")
            ? OptionalDouble.of(region.get("score").number())
            : OptionalDouble.empty();
    try {
      Box box = new Box(left, top, left + width, top + height);
      String id = region.has("id") ? region.get("id").key() : "rectangle " + regions;
      Rectangle rectangle = new Rectangle(kind, box, score, new LinkedHashMap<>());
      if (rectangles.putIfAbsent(id, rectangle) != null) {
        throw region.error("a second rectangle with the id " + AnnotationText.shown(id));
      }
    } catch (IllegalArgumentException e) {
      throw value.error(String.valueOf(e.getMessage()));
    }
  }

  private void choices(String id, JsonValue value) throws IOException {
    for (JsonValue choice : value.get("choices").items()) {
      switch (choice.key()) {
        case "hidden", "occluded", "invisible" -> states.put(id, PointState.HIDDEN);
        case "visible" -> states.putIfAbsent(id, PointState.VISIBLE);
        default -> {}
      }
    }
  }

  /** {@return the picture's size, if a region states it} */
  Optional<Size> size() {
    return size;
  }

  /**
   * Adds the faces to the picture that was begun last.
   *
   * @param score the annotation's, of the faces that have none of their own
   */
  void faces(String origin, NamedFaces faces, OptionalDouble score) {
    Map<String, MarkedPoint> single = new LinkedHashMap<>();
    for (Point p : points) {
      PointState state = states.getOrDefault(p.id, PointState.UNKNOWN);
      MarkedPoint marked = new MarkedPoint(p.x, p.y, state);
      Map<String, MarkedPoint> face = faceOf(p).map(Rectangle::points).orElse(single);
      if (face.size() == FaceReader.MAX_KEYPOINTS || face.putIfAbsent(p.name, marked) != null) {
        faults.accept(
            p.place
                + ": a second point '"
                + AnnotationText.shown(p.name)
                + "' of a face: draw a rectangle around each and make it the points' parent"
                + FaceFaults.LEFT_OUT);
      }
    }
    for (Rectangle r : rectangles.values()) {
      OptionalDouble own = r.score.isPresent() ? r.score : score;
      faces.face(r.kind, r.points, Optional.of(r.box), Optional.empty(), own, origin);
    }
    if (!single.isEmpty()) {
      faces.face(PointLayout.FACE, single, Optional.empty(), Optional.empty(), score, origin);
    }
  }

  private Optional<Rectangle> faceOf(Point p) {
    Rectangle parent = rectangles.get(p.parent);
    if (parent != null) {
      return Optional.of(parent);
    }
    Optional<Rectangle> best = Optional.empty();
    for (Rectangle r : rectangles.values()) {
      Box b = r.box;
      boolean around = p.x >= b.left() && p.x <= b.right() && p.y >= b.top() && p.y <= b.bottom();
      boolean free = !r.points.containsKey(p.name);
      if (around && free && (best.isEmpty() || area(b) < area(best.get().box))) {
        best = Optional.of(r);
      }
    }
    return best;
  }

  private static double area(Box box) {
    return box.width() * box.height();
  }
}
