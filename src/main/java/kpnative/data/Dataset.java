package kpnative.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import kpnative.keypoints.KeypointSchema;

/**
 * Annotated faces of one schema.
 *
 * @param schema the names and the order of the keypoints
 * @param faces at least one; every face has {@code schema.count()} keypoints
 */
public record Dataset(KeypointSchema schema, List<AnnotatedFace> faces) {
  /** Rejects an empty set and faces whose number of keypoints is not the schema's. */
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

  /**
   * {@return a one-line fingerprint of these faces: their number, and a CRC-32C of the pictures'
   * names, the keypoints and what is said of them, in order}
   */
  public String fingerprint() {
    CRC32C crc = new CRC32C();
    for (AnnotatedFace f : faces) {
      crc.update(f.picture().name().getBytes(StandardCharsets.UTF_8));
      ByteBuffer xy = ByteBuffer.allocate(2 * Double.BYTES * schema.count());
      for (int k = 0; k < schema.count(); k++) {
        xy.putDouble(f.keypoints().x(k)).putDouble(f.keypoints().y(k));
      }
      crc.update(xy.flip());
      f.states().forEach(state -> crc.update(state.ordinal()));
    }
    return String.format(Locale.ROOT, "%d faces %08x", faces.size(), crc.getValue());
  }

  /** {@return the number of faces} */
  public int size() {
    return faces.size();
  }
}
