package kpnative.data.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.data.AnnotatedFace;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.SchemaDifference;

/** The one schema of faces that are used together. */
public final class FaceSchemas {
  private FaceSchemas() {}

  /**
   * {@return the schema that the faces' files state; where none does, {@code unsaid}, or else what
   * the number of keypoints is taken for, which is said}
   *
   * @param faces at least one, all with as many keypoints
   * @param unsaid what faces are of whose file states no schema, if it has as many keypoints
   * @param notes receives a line if names are assumed
   * @throws IOException if the files state different schemas
   */
  static KeypointSchema common(
      List<AnnotatedFace> faces, Optional<KeypointSchema> unsaid, Consumer<String> notes)
      throws IOException {
    Map<KeypointSchema, String> stated = new LinkedHashMap<>();
    int silent = 0;
    for (AnnotatedFace face : faces) {
      if (face.schema().isEmpty()) {
        silent++;
      } else {
        stated.putIfAbsent(face.schema().get(), face.origin());
      }
    }
    if (stated.size() > 1) {
      List<KeypointSchema> two = new ArrayList<>(stated.keySet());
      throw new IOException(
          String.format(
              Locale.ROOT,
              "expected faces of one schema, got %s in %s and %s in %s%s: --map-to makes them one",
              two.get(0),
              stated.get(two.get(0)),
              two.get(1),
              stated.get(two.get(1)),
              SchemaDifference.of(two.get(0), two.get(1)).map(d -> " (" + d + ")").orElse("")));
    }
    int count = faces.get(0).keypoints().count();
    KeypointSchema schema =
        stated.keySet().stream()
            .findFirst()
            .or(() -> unsaid.filter(s -> s.count() == count))
            .orElseGet(() -> KeypointSchema.ofCount(count));
    boolean known = stated.isEmpty() && unsaid.filter(s -> s.count() == count).isPresent();
    if (silent > 0 && !known && !schema.equals(KeypointSchema.unnamed(count))) {
      notes.accept(
          String.format(
              Locale.ROOT,
              "%d points without names%s: taken for %s; --schema says otherwise",
              count,
              silent == faces.size() ? "" : " in " + silent + " of " + faces.size() + " faces",
              schema));
    }
    return schema;
  }

  /**
   * {@return the schema that most of these faces state, or else what their number of keypoints is
   * taken for}
   *
   * @param faces at least one
   * @param count of the keypoints of the faces that are looked at
   */
  public static KeypointSchema usual(List<AnnotatedFace> faces, int count) {
    Map<KeypointSchema, Integer> stated = new LinkedHashMap<>();
    for (AnnotatedFace face : faces) {
      face.schema()
          .filter(s -> s.count() == count)
          .ifPresent(s -> stated.merge(s, 1, Integer::sum));
    }
    return stated.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElseGet(() -> KeypointSchema.ofCount(count));
  }
}
