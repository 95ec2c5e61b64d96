package kpnative.face;

import java.util.List;
import kpnative.geometry.Box;
import kpnative.geometry.Point;

/**
 * What a {@link FaceFinder} takes for a face. Immutable.
 *
 * @param box about where the box around the face's keypoints is (jaw to brows), in the picture's
 *     frame, pixels; may reach outside the picture
 * @param score larger is surer; comparable only between faces of one finder, see {@link
 *     FaceFinder#find}
 * @param marks right eye, left eye, nose tip, right and left corner of the mouth, in the person's
 *     sense, in the picture's frame; empty where the finder gives none
 */
public record FaceCandidate(Box box, double score, List<Point> marks) {
  /** Copies the list; rejects a score that cannot be compared, and another number of marks. */
  public FaceCandidate {
    marks = List.copyOf(marks);
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("a face's score must be finite, got " + score);
    }
    if (!marks.isEmpty() && marks.size() != 5) {
      throw new IllegalArgumentException("a face has 5 marks or none, got " + marks.size());
    }
  }

  /** A candidate without marks. */
  public FaceCandidate(Box box, double score) {
    this(box, score, List.of());
  }
}
