package kpnative.find;

import java.util.List;
import kpnative.geometry.Box;
import kpnative.infer.Face;

/**
 * What a search of a photograph came to, with what it was not sure of. Immutable.
 *
 * @param faces from left to right, those that the options ask for
 * @param doubtful boxes in which the finder proposed a face that is not among these: its keypoints
 *     are not sure enough, or the options leave it out. Some are no faces: of the built-in finder
 *     few, of the cascades many
 */
public record SearchedPhoto(List<Face> faces, List<Box> doubtful) {
  /** Copies the lists. */
  public SearchedPhoto {
    faces = List.copyOf(faces);
    doubtful = List.copyOf(doubtful);
  }
}
