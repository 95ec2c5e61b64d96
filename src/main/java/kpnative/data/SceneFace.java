package kpnative.data;

import java.util.List;
import kpnative.geometry.Box;
import kpnative.geometry.Point;

/**
 * A face of a {@link Scene}.
 *
 * @param box around the keypoints from jaw to brows, those that are hidden included, in the scene's
 *     frame, pixels; may extend beyond the scene
 * @param marks right eye, left eye, nose tip, right and left corner of the mouth, from the person's
 *     own view, in the scene's frame; also where they are hidden
 * @param visible the share of the face that nothing hides and that lies within the scene, 0 to 1
 */
public record SceneFace(Box box, List<Point> marks, double visible) {
  /** The number of marks. */
  public static final int MARKS = 5;

  /** Copies the list; rejects another number of marks, and a share out of range. */
  public SceneFace {
    marks = List.copyOf(marks);
    if (marks.size() != MARKS) {
      throw new IllegalArgumentException(
          "a scene's face has " + MARKS + " marks, got " + marks.size());
    }
    if (!(visible >= 0 && visible <= 1)) {
      throw new IllegalArgumentException(
          "the visible share of a face must be 0 to 1, got " + visible);
    }
  }

  /** {@return the face's size: the square root of its box's area, pixels} */
  public double size() {
    return Math.sqrt(box.width() * box.height());
  }
}
