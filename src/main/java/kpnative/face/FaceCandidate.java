package kpnative.face;

import java.util.List;
import kpnative.geometry.Box;
import kpnative.geometry.Point;

/**
 * A face that a {@link FaceFinder} found. Immutable.
 *
 * @param box the approximate box around the face's keypoints (jaw to brows), in the picture's
 *     frame, pixels; may extend beyond the picture
 * @param score the finder's confidence, higher is better; comparable only between faces of one
 *     finder, see {@link FaceFinder#find}
 * @param marks right eye, left eye, nose tip, right and left corner of the mouth, from the person's
 *     own view, in the picture's frame; empty if the finder gives none
 */
public record FaceCandidate(Box box, double score, List<Point> marks) {
  /** Copies the list; rejects a non-finite score and a number of marks other than 0 or 5. */
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
