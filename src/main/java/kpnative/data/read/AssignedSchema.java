package kpnative.data.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kpnative.data.AnnotatedFace;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.files.FileNames;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.PointOrder;
import kpnative.keypoints.PointState;
import kpnative.keypoints.SchemaMapping;

/**
 * The schema that a user states for a data set, and the one to which its faces are mapped, in
 * brackets before the data set: {@code [wflw98]csv:FILE}, {@code [wflw98>ibug68]csv:FILE}, {@code
 * [>face5]pts:DIR}. Each is the name of a schema in the jar or a file.
 *
 * @param named the schema of the points, or empty for what the file says
 * @param target the schema, or the file of a mapping, that the faces are mapped to; or empty
 */
record AssignedSchema(String named, String target) {
  static final AssignedSchema NONE = new AssignedSchema("", "");

  private static final Pattern BRACKETS =
      Pattern.compile("\\[([^\\]>]*)(?:>([^\\]>]*))?\\](.+)", Pattern.DOTALL);

  /** {@return what stands in brackets before a data set, and the rest; empty if nothing does} */
  static Optional<Map.Entry<AssignedSchema, String>> before(String text) {
    Matcher m = BRACKETS.matcher(text);
    if (!m.matches() || SpecText.exists(text)) {
      return Optional.empty();
    }
    String target = m.group(2) == null ? "" : m.group(2);
    return Optional.of(Map.entry(new AssignedSchema(m.group(1), target), m.group(3)));
  }

  /** {@return the text in brackets; empty if there is nothing to say} */
  String spelled() {
    return equals(NONE) ? "" : "[" + named + (target.isEmpty() ? "" : ">" + target) + "]";
  }

  /** {@return these with absolute paths of files} */
  AssignedSchema absolute() {
    return new AssignedSchema(absolute(named), absolute(target));
  }

  private static String absolute(String nameOrFile) {
    return nameOrFile.isEmpty() || KeypointSchema.named(nameOrFile).isPresent()
        ? nameOrFile
        : FileNames.text(FileNames.path(nameOrFile).toAbsolutePath().normalize());
  }

  /**
   * {@return the faces with the schema, mapped}
   *
   * @param faults receives the faces whose number of keypoints is not the schema's
   * @throws IOException if a schema or mapping cannot be read, or if the faces' points have names
   *     that are not the schema's
   */
  List<AnnotatedFace> apply(List<AnnotatedFace> faces, DataFaults faults) throws IOException {
    if (equals(NONE)) {
      return faces;
    }
    AssignedMappings mappings = new AssignedMappings(named, target);
    List<AnnotatedFace> all = new ArrayList<>();
    for (AnnotatedFace face : faces) {
      int count = face.keypoints().count();
      Optional<String> wrong = mappings.wrongCount(count);
      if (wrong.isPresent()) {
        faults.leftOut(face.origin() + ": " + wrong.get() + FaceFaults.LEFT_OUT);
        continue;
      }
      AnnotatedFace mapped = face;
      for (SchemaMapping mapping : mappings.of(count, face.schema(), face.origin())) {
        mapped =
            mapped.withSchema(
                mapping.to(), mapping.apply(mapped.keypoints()), mapping.apply(mapped.states()));
      }
      all.add(mapped);
    }
    return all;
  }

  /**
   * {@return the set with the schema, mapped}
   *
   * @param notes receives a line for each face whose number of points is not the schema's
   * @throws IOException as {@link #apply(List, DataFaults)}
   */
  AnnotationSet apply(AnnotationSet set, Consumer<String> notes) throws IOException {
    if (equals(NONE)) {
      return set;
    }
    AssignedMappings mappings = new AssignedMappings(named, target);
    List<PointLayout> layouts = new ArrayList<>();
    Map<Integer, List<SchemaMapping>> ways = new HashMap<>(); // none of a layout: left out
    Map<Integer, Integer> places = new HashMap<>();
    for (AnnotatedPicture picture : set.pictures()) {
      for (FaceAnnotation face : picture.faces()) {
        PointLayout layout = set.layouts().get(face.layout());
        boolean says = !named.isEmpty() || !PointOrder.areNumbered(layout.points());
        Optional<KeypointSchema> own = says ? LayoutSchema.of(layout) : Optional.empty();
        Optional<String> wrong = mappings.wrongCount(layout.count());
        if (wrong.isPresent()) {
          notes.accept(face.origin() + ": " + wrong.get() + FaceFaults.LEFT_OUT);
        } else if (!ways.containsKey(face.layout())) {
          List<SchemaMapping> way = mappings.of(layout.count(), own, face.origin());
          KeypointSchema to = way.get(way.size() - 1).to();
          PointLayout mapped =
              PointLayout.of(layout.name(), to.pointNames())
                  .withEdges(to.edges())
                  .withMirror(to.mirror());
          if (!layouts.contains(mapped)) {
            layouts.add(mapped);
          }
          ways.put(face.layout(), way);
          places.put(face.layout(), layouts.indexOf(mapped));
        }
      }
    }
    List<AnnotatedPicture> pictures = new ArrayList<>();
    for (AnnotatedPicture picture : set.pictures()) {
      List<FaceAnnotation> faces = new ArrayList<>();
      for (FaceAnnotation face : picture.faces()) {
        List<SchemaMapping> way = ways.getOrDefault(face.layout(), List.of());
        if (!way.isEmpty()) {
          faces.add(mapped(face, way).withLayout(places.getOrDefault(face.layout(), 0)));
        }
      }
      pictures.add(picture.withFaces(faces));
    }
    return new AnnotationSet(layouts, pictures);
  }

  private static FaceAnnotation mapped(FaceAnnotation face, List<SchemaMapping> way) {
    Keypoints places = MarkedPoint.places(face.points());
    List<PointState> states = face.points().stream().map(MarkedPoint::state).toList();
    for (SchemaMapping mapping : way) {
      places = mapping.apply(places);
      states = mapping.apply(states);
    }
    List<MarkedPoint> points = new ArrayList<>();
    for (int k = 0; k < states.size(); k++) {
      points.add(
          states.get(k) == PointState.ABSENT
              ? MarkedPoint.ABSENT
              : new MarkedPoint(places.x(k), places.y(k), states.get(k)));
    }
    return face.withPoints(points);
  }
}
