package kpnative.data.annotation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kpnative.geometry.Size;

/**
 * One picture and its faces, perhaps none. Immutable.
 *
 * @param name the picture's name as the file writes it, with {@code /} or {@code \}
 * @param file where it was found; empty if it was not
 * @param size in pixels; empty where neither the annotation nor the picture says it
 * @param faces in the file's order
 */
public record AnnotatedPicture(
    String name, Optional<Path> file, Optional<Size> size, List<FaceAnnotation> faces) {
  /** Copies the list. */
  public AnnotatedPicture {
    faces = List.copyOf(faces);
  }

  /** {@return this picture with other faces} */
  public AnnotatedPicture withFaces(List<FaceAnnotation> other) {
    return new AnnotatedPicture(name, file, size, other);
  }

  /** {@return this picture under another name} */
  public AnnotatedPicture withName(String other) {
    return new AnnotatedPicture(other, file, size, faces);
  }

  /** {@return this picture, found in a file} */
  public AnnotatedPicture foundAt(Optional<Path> found) {
    return new AnnotatedPicture(name, found, size, faces);
  }

  /** {@return this picture of another size} */
  public AnnotatedPicture withSize(Optional<Size> other) {
    return new AnnotatedPicture(name, file, other, faces);
  }
}
