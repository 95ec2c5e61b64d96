package examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import kpnative.find.FaceKeypoints;
import kpnative.geometry.Point;
import kpnative.image.Photo;
import kpnative.infer.Face;

/** All faces of photographs, by the model in the jar: {@code FindFaces PICTURE...}. */
public final class FindFaces {
  private FindFaces() {}

  /**
   * Prints a line for each face: the picture, the tip of the nose in its pixels, and how sure the
   * detector is of the face's points.
   *
   * @param args photographs
   * @throws IOException if one cannot be read
   */
  public static void main(String[] args) throws IOException {
    try (FaceKeypoints faces = FaceKeypoints.builtIn()) {
      for (String file : args) {
        for (Face face : faces.find(Photo.of(Path.of(file)))) {
          Point nose = face.point("nose_tip");
          System.out.printf(
              Locale.ROOT, "%s %.1f %.1f %.2f%n", file, nose.x(), nose.y(), face.confidence());
        }
      }
    }
  }
}
