package kpnative.data.check;

import java.util.List;
import kpnative.data.AnnotatedFace;

/**
 * One error or oddity in the data.
 *
 * @param kind the kind of finding
 * @param value the severity, in the unit that the {@link Kind} defines
 * @param text a description in one line, without the file's name
 * @param faces the faces concerned; empty if an annotation cannot be read
 * @param file the annotation with its line, or the picture, that {@code text} describes; empty if
 *     the text names it
 * @param points where the points that the finding is about should rather be; empty if it is not
 *     about single points, or that is not known
 */
public record Finding(
    Kind kind,
    double value,
    String text,
    List<AnnotatedFace> faces,
    String file,
    List<ExpectedPoint> points) {
  /** Copies the lists. */
  public Finding {
    faces = List.copyOf(faces);
    points = List.copyOf(points);
  }

  /** A finding that does not say where points should be. */
  public Finding(Kind kind, double value, String text, List<AnnotatedFace> faces, String file) {
    this(kind, value, text, faces, file, List.of());
  }

  /** {@return a finding about one face's annotation} */
  static Finding of(Kind kind, double value, String text, AnnotatedFace face) {
    return new Finding(kind, value, text, List.of(face), face.origin());
  }
}
