package kpnative.data;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A whole picture with all its faces, to train a face finder. The picture must show no face that is
 * not listed; one that is too small or too hidden to be learned is listed all the same.
 *
 * @param picture of any type; the scene owns it, nobody changes it
 * @param faces in any order; may be empty
 */
public record Scene(BufferedImage picture, List<SceneFace> faces) {
  /** Copies the list. */
  public Scene {
    faces = List.copyOf(faces);
  }
}
