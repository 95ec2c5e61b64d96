package kpnative.data;

import java.util.List;
import kpnative.keypoints.KeypointSchema;

/**
 * Annotated faces of one schema.
 *
 * @param schema what the keypoints are
 * @param faces at least one; every face has {@code schema.count()} keypoints
 */
public record Dataset(KeypointSchema schema, List<AnnotatedFace> faces) {
  /** Rejects an empty set and faces of another count. */
  public Dataset {
    faces = List.copyOf(faces);
    if (faces.isEmpty()) {
      throw new IllegalArgumentException("a data set needs at least one face");
    }
    for (AnnotatedFace f : faces) {
      if (f.keypoints().count() != schema.count()) {
        throw new IllegalArgumentException(
            schema
                + " needs "
                + schema.count()
                + " keypoints, got "
                + f.keypoints().count()
                + " ("
                + f.origin()
                + ")");
      }
    }
  }

  /** {@return the number of faces} */
  public int size() {
    return faces.size();
  }
}
