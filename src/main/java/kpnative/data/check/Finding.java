package kpnative.data.check;

import java.util.List;
import kpnative.data.AnnotatedFace;

/**
 * One thing that is wrong or odd.
 *
 * @param kind what it is about
 * @param value how bad; the kind says in what unit
 * @param text what was found, on one line, without the file's name
 * @param faces those that it is about; none where an annotation could not be read
 * @param file the annotation with its line, or the picture, that {@code text} is about
 */
public record Finding(
    Kind kind, double value, String text, List<AnnotatedFace> faces, String file) {
  /** Copies the list. */
  public Finding {
    faces = List.copyOf(faces);
  }

  /** {@return a finding about one face's annotation} */
  static Finding of(Kind kind, double value, String text, AnnotatedFace face) {
    return new Finding(kind, value, text, List.of(face), face.origin());
  }
}
