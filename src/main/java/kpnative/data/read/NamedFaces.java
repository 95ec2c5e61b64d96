package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.files.FileNames;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.NaturalOrder;
import org.jspecify.annotations.Nullable;

/**
 * Collects faces whose points are known by name, in formats that list them in any order. A kind's
 * points are all that any of its faces has, in the order that the file states, else that of the
 * schema which has such names, else their {@linkplain NaturalOrder natural order}. Not thread-safe.
 */
final class NamedFaces {
  private static final long FREE_POINTS = 1_000_000;
  private static final int MOST_ABSENT = 50; // points for each that is present

  private final Path source;
  private final List<Picture> pictures = new ArrayList<>();
  private final Map<String, PointLayout> stated = new LinkedHashMap<>();
  private final Map<String, Set<String>> names = new LinkedHashMap<>();

  /** A face. */
  private record Face(
      String kind,
      Map<String, MarkedPoint> points,
      Optional<Box> box,
      Optional<String> id,
      OptionalDouble score,
      String origin) {}

  /** A picture. */
  private record Picture(String name, Optional<Path> file, Optional<Size> size, List<Face> faces) {}

  /**
   * @param source the file or the first of several, for messages
   */
  NamedFaces(Path source) {
    this.source = source;
  }

  /** Begins a picture, to which the next faces belong. */
  void picture(String name, Optional<Path> file, Optional<Size> size) {
    pictures.add(new Picture(name, file, size, new ArrayList<>()));
  }

  /** States the order of a kind's points; names that faces have beside come after them. */
  void layout(PointLayout layout) {
    stated.putIfAbsent(layout.name(), layout);
    names.computeIfAbsent(layout.name(), k -> new LinkedHashSet<>());
  }

  /** Adds a face to the picture that was begun last. */
  void face(
      String kind,
      Map<String, MarkedPoint> points,
      Optional<Box> box,
      Optional<String> id,
      OptionalDouble score,
      String origin) {
    names.computeIfAbsent(kind, k -> new LinkedHashSet<>()).addAll(points.keySet());
    pictures
        .get(pictures.size() - 1)
        .faces
        .add(new Face(kind, Map.copyOf(points), box, id, score, origin));
  }

  /**
   * {@return the set}
   *
   * @throws IOException if faces have too many points, or hardly any in common
   */
  AnnotationSet set() throws IOException {
    requireCommonNames();
    List<PointLayout> layouts = new ArrayList<>();
    Map<String, Integer> places = new LinkedHashMap<>();
    Map<String, List<String>> orders = new LinkedHashMap<>();
    names.forEach(
        (kind, all) -> {
          places.put(kind, layouts.size());
          List<String> order = order(stated.get(kind), all);
          orders.put(kind, order);
          layouts.add(layout(kind, order));
        });
    List<AnnotatedPicture> out = new ArrayList<>();
    for (Picture picture : pictures) {
      List<FaceAnnotation> faces = new ArrayList<>();
      for (Face f : picture.faces) {
        List<MarkedPoint> points =
            orders.getOrDefault(f.kind, List.of()).stream()
                .map(name -> f.points.getOrDefault(name, MarkedPoint.ABSENT))
                .toList();
        int place = places.getOrDefault(f.kind, 0);
        faces.add(new FaceAnnotation(place, points, f.box, f.id, f.score, f.origin));
      }
      out.add(new AnnotatedPicture(picture.name, picture.file, picture.size, faces));
    }
    return new AnnotationSet(layouts, out);
  }

  /** Each face gets every point of its kind, so names that few share would claim much memory. */
  private void requireCommonNames() throws IOException {
    long all = 0;
    long present = 0;
    for (Picture picture : pictures) {
      for (Face face : picture.faces) {
        int stated = this.stated.containsKey(face.kind) ? stated(face.kind).count() : 0;
        int count = Math.max(stated, names.getOrDefault(face.kind, Set.of()).size());
        if (count > FaceReader.MAX_KEYPOINTS) {
          throw new IOException(
              FileNames.text(source)
                  + ": expected at most "
                  + FaceReader.MAX_KEYPOINTS
                  + " points of a face, got "
                  + count
                  + " names");
        }
        all += count;
        present += face.points.size();
      }
    }
    if (all > FREE_POINTS + MOST_ABSENT * present) {
      throw new IOException(
          FileNames.text(source)
              + ": expected faces with the same points, got names that hardly any two share");
    }
  }

  private PointLayout stated(String kind) {
    return Objects.requireNonNull(stated.get(kind));
  }

  private PointLayout layout(String kind, List<String> order) {
    PointLayout layout = PointLayout.of(kind, order);
    PointLayout as = stated.get(kind);
    return as != null && as.points().equals(order)
        ? layout.withEdges(as.edges()).withMirror(as.mirror())
        : layout;
  }

  private static List<String> order(@Nullable PointLayout stated, Set<String> names) {
    List<String> order = new ArrayList<>();
    if (stated != null) {
      order.addAll(stated.points());
    } else {
      order.addAll(ofSchema(names));
    }
    Set<String> others = new TreeSet<>(NaturalOrder.NAMES);
    others.addAll(names);
    order.forEach(others::remove);
    order.addAll(others);
    return order;
  }

  /** {@return the names in the order of the first schema that has them all; empty if none has} */
  private static List<String> ofSchema(Set<String> names) {
    for (String known : KeypointSchema.names()) {
      Optional<KeypointSchema> schema = KeypointSchema.named(known);
      if (schema.isPresent() && schema.get().count() >= names.size()) {
        List<String> points = new ArrayList<>();
        for (int i = 0; i < schema.get().count(); i++) {
          points.add(schema.get().pointName(i));
        }
        if (points.containsAll(names)) {
          points.retainAll(names);
          return points;
        }
      }
    }
    return List.of();
  }
}
