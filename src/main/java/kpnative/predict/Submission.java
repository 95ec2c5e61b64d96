package kpnative.predict;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import kpnative.files.AtomicFile;
import kpnative.keypoints.Keypoints;

/**
 * What a contest takes: a row a coordinate, numbered from 0 over faces, keypoints, and x before y.
 */
public final class Submission {
  private Submission() {}

  /**
   * Replaces {@code csv} by {@code Id,Predicted} and a row for each coordinate.
   *
   * @param faces predictions in the photographs' pixels, in the contest's order, of one count
   * @throws IllegalArgumentException if there is none, or their counts differ
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
