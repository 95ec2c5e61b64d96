package kpnative.face;

import java.util.Optional;
import kpnative.geometry.Box;
import kpnative.keypoints.Keypoints;

/**
 * What a {@link FaceFinder} takes for a face.
 *
 * @param box about where the box around the face's keypoints is (jaw to brows), in the picture's
 *     frame, pixels; may reach outside the picture
 * @param score larger is surer; comparable only between faces of one finder, see {@link
 *     FaceFinder#find}
 * @param marks right eye, left eye, nose tip, right and left corner of the mouth, in the person's
 *     sense, in the picture's frame; empty where the finder tells none
 */
public record FoundFace(Box box, double score, Optional<Keypoints> marks) {
  /** Rejects a score that cannot be compared, and another number of marks. */
  public FoundFace {
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("a face's score must be finite, got " + score);
    }
    if (marks.isPresent() && marks.get().count() != 5) {
      throw new IllegalArgumentException("a face has 5 marks or none, got " + marks.get().count());
    }
  }
}
