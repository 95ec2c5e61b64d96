package kpnative.predict;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import kpnative.files.AtomicFile;
import kpnative.keypoints.Keypoints;

/**
 * The submission file of a contest: one row per coordinate, numbered from 0 over faces, then
 * keypoints, x before y.
 */
public final class Submission {
  private Submission() {}

  /**
   * Writes {@code csv}, replacing an existing file: the header {@code Id,Predicted} and one row per
   * coordinate.
   *
   * @param faces predictions in the photographs' pixels, in the contest's order, all with as many
   *     keypoints; at least one
   * @throws IllegalArgumentException if there is no face, or their numbers of keypoints differ
   * @throws IOException if the file cannot be written
   */
  public static void write(List<Keypoints> faces, Path csv) throws IOException {
    if (faces.isEmpty()) {
      throw new IllegalArgumentException("a submission needs at least one face");
    }
    StringBuilder text = new StringBuilder("Id,Predicted\n");
    long id = 0;
    for (Keypoints face : faces) {
      if (face.count() != faces.get(0).count()) {
        throw new IllegalArgumentException(
            "all faces must have " + faces.get(0).count() + " keypoints, got " + face.count());
      }
      for (int k = 0; k < face.count(); k++) {
        text.append(String.format(Locale.ROOT, "%d,%.4f%n", id++, face.x(k)));
        text.append(String.format(Locale.ROOT, "%d,%.4f%n", id++, face.y(k)));
      }
    }
    byte[] bytes = text.toString().replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(csv, out -> out.write(bytes));
  }
}
