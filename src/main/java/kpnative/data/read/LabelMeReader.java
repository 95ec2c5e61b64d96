package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import kpnative.data.AnnotationText;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.keypoints.PointState;

/**
 * LabelMe's files, one for each picture: shapes of the type {@code point}, whose label is the
 * point's name and whose {@code group_id} the face. A rectangle of the same group is the face's
 * box. Other shapes are passed over, and so is the picture that a file may hold.
 *
 * <p>Coordinates begin at the corner of the first pixel, as the canvas that is drawn on. A flag
 * {@code occluded} or {@code hidden} that is set makes a point hidden, one that is not set makes it
 * visible.
 */
final class LabelMeReader implements SetReader {
  /** A field of our own, which LabelMe keeps: the names of all points, in order. */
  static final String ORDER = "keypoints";

  private static final long MAX_BYTES = 1L << 30; // with a picture in base64
  private static final int MAX_SHAPES = 1_000_000;
  private static final Set<String> DROPPED = Set.of("mask", "imageData", "description");
  private static final List<String> HIDDEN = List.of("occluded", "hidden", "invisible");

  @Override
  public AnnotationSet read(List<Path> files, Consumer<String> faults) throws IOException {
    NamedFaces faces = new NamedFaces(files.get(0));
    for (Path file : files) {
      try {
        new OneFile(file, faults).read(faces);
      } catch (IOException e) {
        if (files.size() == 1) {
          throw e;
        }
        faults.accept(e.getMessage() + FaceFaults.LEFT_OUT);
      }
    }
    return faces.set();
  }

  /** The shapes of one group. */
  private static final class Group {
    private final Map<String, MarkedPoint> points = new LinkedHashMap<>();
    private Optional<Box> box = Optional.empty();
    private String twice = "";
    private int boxes;
  }

  /** The parts of one file, in any order. */
  private static final class OneFile {
    private final Path file;
    private final Consumer<String> faults;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final List<JsonValue> fields = new ArrayList<>();
    private String picture = "";
    private int width;
    private int height;
    private int shapes;
    private int others;

    OneFile(Path file, Consumer<String> faults) {
      this.file = file;
      this.faults = faults;
    }

    void read(NamedFaces faces) throws IOException {
      JsonFile.read(
          file,
          "LabelMe's annotations",
          MAX_BYTES,
          json ->
              json.object(
                  name -> {
                    switch (name) {
                      case "shapes" -> json.items(DROPPED, this::shape);
                      case ORDER -> json.items(DROPPED, fields::add);
                      case "imagePath" -> picture = json.value().text();
                      case "imageWidth" -> width = side(json.value());
                      case "imageHeight" -> height = side(json.value());
                      default -> json.skip();
                    }
                  }));
      if (shapes == 0 && picture.isEmpty()) {
        throw new IOException(
            FileNames.text(file) + ": expected LabelMe's annotations, got other JSON");
      }
      if (!fields.isEmpty()) {
        faces.layout(order());
      }
      Optional<Path> found =
          new PictureSearch(file)
              .find(picture)
              .or(() -> NamedPictures.ofStem(FileTree.folderOf(file), FileTree.stemOf(file)));
      Optional<Size> size =
          width > 0 && height > 0 ? Optional.of(new Size(width, height)) : Optional.empty();
      faces.picture(picture, found, size);
      for (Map.Entry<String, Group> entry : groups.entrySet()) {
        Group group = entry.getValue();
        String origin = FileNames.text(file) + named(entry.getKey());
        if (!group.twice.isEmpty()) {
          faults.accept(
              origin
                  + ": two points '"
                  + AnnotationText.shown(group.twice)
                  + "': give each face a group_id of its own"
                  + FaceFaults.LEFT_OUT);
        } else if (!group.points.isEmpty() || group.box.isPresent()) {
          if (group.boxes > 1) { // which of them is the face's box is not said
            faults.accept(origin + ": " + group.boxes + " rectangles; read without its box");
            group.box = Optional.empty();
          }
          faces.face(
              PointLayout.FACE,
              group.points,
              group.box,
              Optional.empty(),
              OptionalDouble.empty(),
              origin);
        }
      }
      if (others > 0) {
        faults.accept(FileNames.text(file) + ": shapes that are no points, passed over: " + others);
      }
    }

    private static String named(String group) {
      return group.isEmpty() ? "" : ": group " + AnnotationText.shown(group);
    }

    private PointLayout order() throws IOException {
      List<String> names = new ArrayList<>();
      for (JsonValue name : fields) {
        names.add(name.key());
      }
      try {
        return PointLayout.of(PointLayout.FACE, names);
      } catch (IllegalArgumentException e) {
        throw fields.get(0).error(String.valueOf(e.getMessage()));
      }
    }

    private static int side(JsonValue v) {
      int side = v.node().asInt(0);
      return side > 0 && side <= 1_000_000 ? side : 0;
    }

    private void shape(JsonValue v) throws IOException {
      if (++shapes > MAX_SHAPES) {
        throw v.error("expected at most " + MAX_SHAPES + " shapes");
      }
      try {
        String type = v.has("shape_type") ? v.get("shape_type").text() : "polygon";
        Group group = groups.computeIfAbsent(group(v), g -> new Group());
        switch (type) {
          case "point" -> point(v, group);
          case "rectangle" -> {
            group.boxes++;
            group.box = Optional.of(box(v));
          }
          default -> others++;
        }
      } catch (IOException e) {
        faults.accept(e.getMessage() + FaceFaults.LEFT_OUT);
      }
    }

    private static String group(JsonValue v) throws IOException {
      return v.has("group_id") ? v.get("group_id").key() : "";
    }

    private static void point(JsonValue v, Group group) throws IOException {
      String label = v.get("label").key();
      double[] xy = xy(v, 1);
      MarkedPoint point = new MarkedPoint(xy[0] - 0.5, xy[1] - 0.5, state(v));
      if (group.points.size() == FaceReader.MAX_KEYPOINTS) {
        throw v.error("expected at most " + FaceReader.MAX_KEYPOINTS + " points of a face");
      }
      if (group.points.put(label, point) != null) {
        group.twice = label;
      }
    }

    private static PointState state(JsonValue v) {
      PointState state = PointState.UNKNOWN;
      for (String flag : HIDDEN) {
        if (v.get("flags").has(flag)) {
          boolean set = v.get("flags").get(flag).node().asBoolean();
          state = set || state == PointState.HIDDEN ? PointState.HIDDEN : PointState.VISIBLE;
        }
      }
      return state;
    }

    private static Box box(JsonValue v) throws IOException {
      double[] xy = xy(v, 2);
      try {
        return new Box(
            Math.min(xy[0], xy[2]) - 0.5,
            Math.min(xy[1], xy[3]) - 0.5,
            Math.max(xy[0], xy[2]) - 0.5,
            Math.max(xy[1], xy[3]) - 0.5);
      } catch (IllegalArgumentException e) {
        throw v.error(String.valueOf(e.getMessage()));
      }
    }

    /** {@return x and y of a number of corners} */
    private static double[] xy(JsonValue v, int corners) throws IOException {
      List<JsonValue> points = v.get("points").items();
      if (points.size() != corners) {
        throw v.get("points").error("expected " + corners + " points, got " + points.size());
      }
      double[] xy = new double[2 * corners];
      for (int i = 0; i < corners; i++) {
        List<JsonValue> pair = points.get(i).items();
        if (pair.size() != 2) {
          throw points.get(i).error("expected x and y, got " + pair.size() + " numbers");
        }
        xy[2 * i] = pair.get(0).number();
        xy[2 * i + 1] = pair.get(1).number();
      }
      return xy;
    }
  }
}
