package kpnative.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.PointState;

/**
 * Faces of several schemas as faces of one, which has the points of all: those of the other schemas
 * are absent. So one network learns each schema from the faces that have it.
 */
public final class JoinedFaces {
  private JoinedFaces() {}

  /**
   * {@return the faces in their order, of the joined schema; unchanged if all are of one}
   *
   * @param faces each of the schema that it names, or else of that of its number of keypoints; at
   *     least one
   * @throws IllegalArgumentException if two different schemas have one name
   */
  public static Dataset of(List<AnnotatedFace> faces) {
    Map<String, KeypointSchema> schemas = new LinkedHashMap<>(); // in order of appearance
    for (AnnotatedFace face : faces) {
      KeypointSchema schema = schema(face);
      KeypointSchema other = schemas.putIfAbsent(schema.name(), schema);
      if (other != null && !other.equals(schema)) {
        throw new IllegalArgumentException(
            face.origin() + ": its schema " + schema.name() + " differs from another of this name");
      }
    }
    List<KeypointSchema> parts = List.copyOf(schemas.values());
    KeypointSchema joined = KeypointSchema.joined(parts);
    if (parts.size() == 1) {
      return new Dataset(joined, faces);
    }
    Map<String, Integer> first = new LinkedHashMap<>();
    int next = 0;
    for (KeypointSchema part : parts) {
      first.put(part.name(), next);
      next += part.count();
    }
    List<AnnotatedFace> all = new ArrayList<>();
    for (AnnotatedFace face : faces) {
      all.add(placed(face, joined, Objects.requireNonNull(first.get(schema(face).name()))));
    }
    return new Dataset(joined, all);
  }

  private static KeypointSchema schema(AnnotatedFace face) {
    return face.schema().orElseGet(() -> KeypointSchema.ofCount(face.keypoints().count()));
  }

  private static AnnotatedFace placed(AnnotatedFace face, KeypointSchema joined, int first) {
    double[] own = face.keypoints().toArray();
    double[] all = new double[2 * joined.count()];
    Arrays.fill(all, Double.NaN);
    System.arraycopy(own, 0, all, 2 * first, own.length);
    List<PointState> states = new ArrayList<>();
    if (!face.states().isEmpty()) {
      for (int k = 0; k < joined.count(); k++) {
        boolean has = k >= first && k < first + own.length / 2;
        states.add(has ? face.states().get(k - first) : PointState.ABSENT);
      }
    }
    return new AnnotatedFace(
        face.picture(),
        face.photograph(),
        face.person(),
        Keypoints.partial(all),
        face.box(),
        face.origin(),
        states,
        Optional.of(joined));
  }
}
