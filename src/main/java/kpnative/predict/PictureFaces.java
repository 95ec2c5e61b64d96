package kpnative.predict;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kpnative.geometry.Camera;
import kpnative.geometry.Size;
import kpnative.infer.Face;

/**
 * The faces detected in one picture. Immutable.
 *
 * @param file the picture
 * @param overlay the drawn copy; empty if the picture shows no face or cannot be drawn
 * @param size the picture's, upright, in pixels
 * @param faces from left to right
 * @param boxed false if the face fills the picture, so that it has no box of its own
 * @param camera of the picture, as far as it is known
 */
public record PictureFaces(
    Path file, Optional<Path> overlay, Size size, List<Face> faces, boolean boxed, Camera camera) {
  /** Copies the list. */
  public PictureFaces {
    faces = List.copyOf(faces);
  }
}
