package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import kpnative.data.AnnotationText;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.keypoints.Edge;
import kpnative.keypoints.PointState;

/**
 * COCO's keypoints: {@code images}, {@code annotations} and {@code categories}, in any order.
 *
 * <p>Points are pixel indices from 0, so whole numbers are centres; boxes begin at the corner of
 * the first pixel. A point with the flag 0 has no place, whatever stands there. {@code
 * num_keypoints} is not believed, {@code segmentation} not kept. Crowds are passed over.
 *
 * @see <a href="https://cocodataset.org/#format-data">COCO, data format</a>
 */
final class CocoReader implements SetReader.OfFile {
  private static final long MAX_BYTES = 4L << 30;
  private static final int MAX_ITEMS = 5_000_000;
  private static final Set<String> DROPPED =
      Set.of("segmentation", "license", "caption", "coco_url", "flickr_url", "date_captured");

  @Override
  public AnnotationSet read(Path file, Consumer<String> faults) throws IOException {
    Contents contents = new Contents();
    JsonFile.read(
        file,
        "COCO's annotations",
        MAX_BYTES,
        json ->
            json.object(
                name -> {
                  switch (name) {
                    case "images" -> json.items(DROPPED, contents::image);
                    case "annotations" -> json.items(DROPPED, v -> contents.face(v, faults));
                    case "categories" -> json.items(DROPPED, contents::category);
                    default -> json.skip();
                  }
                }));
    return contents.set(file, faults);
  }

  /** What is known of an annotation until the whole file has been read. */
  private record Marked(
      String picture,
      String category,
      double[] points,
      Optional<Box> box,
      OptionalDouble score,
      String place) {}

  /** What is known of a picture. */
  private record Image(String name, Optional<Size> size, List<Marked> faces) {}

  /** The parts of a file, which may come in any order. */
  private static final class Contents {
    private final Map<String, Image> images = new LinkedHashMap<>();
    private final List<Marked> faces = new ArrayList<>();
    private final Map<String, PointLayout> layouts = new LinkedHashMap<>();
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final Map<Integer, List<MarkedPoint>> without = new HashMap<>();
    private int crowds;

    void image(JsonValue v) throws IOException {
      bound(v, images.size());
      String name = v.get("file_name").text();
      String id = v.get("id").key();
      Image image = new Image(name, v.size("width", "height"), new ArrayList<>());
      if (images.put(id, image) != null) { // its faces would lie on the other picture
        throw v.error("a second image with the id " + AnnotationText.shown(id));
      }
    }

    void category(JsonValue v) throws IOException {
      bound(v, layouts.size());
      String name = v.has("name") ? v.get("name").key() : PointLayout.FACE;
      List<String> points = new ArrayList<>();
      if (v.has("keypoints")) {
        List<JsonValue> names = v.get("keypoints").items();
        if (names.size() > FaceReader.MAX_KEYPOINTS) {
          throw v.error("expected at most " + FaceReader.MAX_KEYPOINTS + " keypoints");
        }
        for (JsonValue point : names) {
          points.add(point.key());
        }
      }
      String id = v.get("id").key();
      if (layouts.containsKey(id)) {
        throw v.error("a second category with the id " + AnnotationText.shown(id));
      }
      try {
        PointLayout layout = PointLayout.of(name, points);
        layouts.put(id, layout.withEdges(edges(v, layout.count())));
      } catch (IllegalArgumentException e) {
        throw v.error(String.valueOf(e.getMessage()));
      }
    }

    /** Pairs of points from 1; some tools count from 0, which a 0 shows. */
    private static List<Edge> edges(JsonValue v, int count) throws IOException {
      List<int[]> pairs = new ArrayList<>();
      int least = 1;
      if (v.has("skeleton") && count > 0) {
        for (JsonValue pair : v.get("skeleton").items()) {
          List<JsonValue> ends = pair.items();
          if (ends.size() != 2) {
            throw pair.error("expected two points, got " + ends.size());
          }
          int[] ij = {ends.get(0).whole(0, count), ends.get(1).whole(0, count)};
          least = Math.min(least, Math.min(ij[0], ij[1]));
          pairs.add(ij);
        }
      }
      int first = least;
      return pairs.stream().map(p -> new Edge(p[0] - first, p[1] - first)).toList();
    }

    void face(JsonValue v, Consumer<String> faults) throws IOException {
      bound(v, faces.size());
      if (v.get("iscrowd").node().asInt(0) != 0) {
        crowds++;
        return;
      }
      try {
        faces.add(
            new Marked(
                v.get("image_id").key(),
                v.has("category_id") ? v.get("category_id").key() : "",
                points(v),
                box(v),
                v.has("score")
                    ? OptionalDouble.of(v.get("score").number())
                    : OptionalDouble.empty(),
                v.place()));
      } catch (IOException e) {
        faults.accept(e.getMessage() + FaceFaults.LEFT_OUT);
      }
    }

    private static double[] points(JsonValue v) throws IOException {
      if (!v.has("keypoints")) {
        return new double[0];
      }
      JsonValue list = v.get("keypoints");
      List<JsonValue> numbers = list.items();
      if (numbers.size() % 3 != 0 || numbers.size() > 3 * FaceReader.MAX_KEYPOINTS) {
        throw list.error("expected x, y and a flag of each point, got " + numbers.size());
      }
      double[] out = new double[numbers.size()];
      for (int i = 0; i < out.length; i++) {
        out[i] = numbers.get(i).number();
        if (i % 3 == 2 && !(out[i] >= 0 && out[i] <= 2)) {
          throw numbers.get(i).error("a visibility is 0, 1 or 2, got " + out[i]);
        }
      }
      return out;
    }

    private static Optional<Box> box(JsonValue v) throws IOException {
      if (!v.has("bbox")) {
        return Optional.empty();
      }
      List<JsonValue> sides = v.get("bbox").items();
      if (sides.isEmpty()) {
        return Optional.empty();
      }
      if (sides.size() != 4) {
        throw v.get("bbox").error("expected x, y, width and height, got " + sides.size());
      }
      double width = sides.get(2).number();
      double height = sides.get(3).number();
      boolean none = !(width > 0 && height > 0); // of a face without points, many tools write 0
      return none
          ? Optional.empty()
          : Optional.of(Box.ofPixels(sides.get(0).number(), sides.get(1).number(), width, height));
    }

    private static void bound(JsonValue v, int count) throws IOException {
      if (count >= MAX_ITEMS) {
        throw v.error("expected at most " + MAX_ITEMS + ", got more");
      }
    }

    AnnotationSet set(Path file, Consumer<String> faults) throws IOException {
      for (Marked face : faces) {
        Image image = images.get(face.picture);
        if (image == null) {
          faults.accept(
              face.place + ": no image with the id " + face.picture + FaceFaults.LEFT_OUT);
        } else {
          image.faces.add(face);
        }
      }
      if (crowds > 0) {
        faults.accept(FileNames.text(file) + ": crowds passed over: " + crowds);
      }
      faces.forEach(this::layOut);
      layouts.keySet().forEach(id -> places.put(id, places.size()));
      List<PointLayout> kinds = List.copyOf(layouts.values());
      String stem = FileTree.stemOf(file); // person_keypoints_val2017 is of ../val2017/
      PictureSearch search =
          new PictureSearch(
              file,
              "../" + stem.substring(stem.lastIndexOf('_') + 1),
              "../images/" + stem.substring(stem.lastIndexOf('_') + 1));
      List<AnnotatedPicture> pictures = new ArrayList<>();
      for (Image image : images.values()) {
        List<FaceAnnotation> marked = new ArrayList<>();
        for (Marked face : image.faces) {
          resolve(face, kinds, faults).ifPresent(marked::add);
        }
        pictures.add(new AnnotatedPicture(image.name, search.find(image.name), image.size, marked));
      }
      return new AnnotationSet(kinds, pictures);
    }

    /** A category that is absent, or names no points, has as many as its first face. */
    private void layOut(Marked face) {
      PointLayout layout = layouts.get(face.category);
      int given = face.points.length / 3;
      if (layout == null || (layout.count() == 0 && given > 0)) {
        String name = layout == null ? PointLayout.FACE : layout.name();
        layouts.put(face.category, PointLayout.unnamed(name, given));
      }
    }

    private Optional<FaceAnnotation> resolve(
        Marked face, List<PointLayout> kinds, Consumer<String> faults) {
      int given = face.points.length / 3;
      int place = places.getOrDefault(face.category, 0);
      PointLayout layout = kinds.get(place);
      int count = layout.count();
      if (given != 0 && given != count) {
        faults.accept(
            face.place
                + ": expected "
                + count
                + " keypoints, as its category has, got "
                + given
                + FaceFaults.LEFT_OUT);
        return Optional.empty();
      }
      List<MarkedPoint> points;
      if (given == 0) { // shared: an annotation of a few bytes shall not take a list of its own
        points =
            without.computeIfAbsent(
                count, c -> List.copyOf(Collections.nCopies(c, MarkedPoint.ABSENT)));
      } else {
        points = new ArrayList<>(count);
        for (int k = 0; k < count; k++) {
          points.add(point(face.points, 3 * k));
        }
      }
      return Optional.of(
          new FaceAnnotation(place, points, face.box, Optional.empty(), face.score, face.place));
    }

    /** COCO-WholeBody's flags may be fractions: more than 0 means that the place is good. */
    private static MarkedPoint point(double[] xyv, int i) {
      double flag = xyv[i + 2];
      if (flag == 0) {
        return MarkedPoint.ABSENT;
      }
      return flag == Math.rint(flag)
          ? new MarkedPoint(xyv[i], xyv[i + 1], PointState.ofCoco((int) flag))
          : MarkedPoint.at(xyv[i], xyv[i + 1]);
    }
  }
}
