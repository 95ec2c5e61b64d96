package kpnative.data.write;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.geometry.Box;

/**
 * A set as lines that can be compared: points by name, places to 0.00001 of a pixel, pictures and
 * their faces in an order of their own, without what no format holds, such as origins.
 */
final class SetText {
  private SetText() {}

  static String of(AnnotationSet set) {
    return of(set, file -> file.toAbsolutePath().normalize().toString());
  }

  /** {@return as {@link #of}, of pictures that were copied: known by their names alone} */
  static String byName(AnnotationSet set) {
    return of(set, file -> file.getFileName().toString());
  }

  private static String of(AnnotationSet set, Function<Path, String> named) {
    Map<String, List<String>> pictures = new TreeMap<>();
    for (AnnotatedPicture picture : set.pictures()) {
      String file = picture.file().map(named).orElse("?");
      pictures.put(
          file,
          picture.faces().stream()
              .map(f -> face(set.layouts().get(f.layout()), f))
              .sorted()
              .toList());
    }
    return pictures.entrySet().stream()
        .map(p -> p.getKey() + "\n" + String.join("\n", p.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String face(PointLayout layout, FaceAnnotation face) {
    Map<String, String> points = new TreeMap<>();
    for (int k = 0; k < layout.count(); k++) {
      MarkedPoint p = face.points().get(k);
      points.put(
          layout.points().get(k),
          p.isPresent() ? number(p.x()) + " " + number(p.y()) + " " + p.state() : "absent");
    }
    String edges =
        layout.edges().stream()
            .map(e -> layout.points().get(e.from()) + "-" + layout.points().get(e.to()))
            .sorted()
            .toList()
            .toString();
    String mirror =
        layout
            .mirror()
            .map(m -> m.stream().map(i -> layout.points().get(i)).toList().toString())
            .orElse("none");
    return String.join(
        "; ",
        "  " + layout.name(),
        points.toString(),
        face.box().map(SetText::box).orElse("no box"),
        face.id().orElse("no id"),
        face.score().toString(),
        edges,
        mirror);
  }

  private static String box(Box b) {
    return number(b.left())
        + " "
        + number(b.top())
        + " "
        + number(b.right())
        + " "
        + number(b.bottom());
  }

  /** Off by what no file has, so that no number of six decimals lies between two that are shown. */
  private static String number(double value) {
    return String.format(Locale.ROOT, "%.5f", Math.round((value + 3.7e-7) * 1e5) / 1e5 + 0.0);
  }
}
