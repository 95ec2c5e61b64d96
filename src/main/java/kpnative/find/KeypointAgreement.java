package kpnative.find;

import java.util.List;
import kpnative.geometry.Box;
import kpnative.infer.Face;
import kpnative.keypoints.Keypoints;

/*
 * A keypoint network finds a face in any box: on a wall it places roughly the mean shape into the
 * box, and the keypoints move with the box. On a face they stay on the eyes and the mouth. So the
 * detector runs twice more, in a larger box displaced up and right and in a smaller one displaced
 * down and left; the larger of the two mean keypoint distances separates faces from background.
 *
 * Measured with a 68-point network of 1.5 MB (validation NME 0.040) on 33 photographs, 80 boxes of
 * cascades: on faces 0.010 to 0.031, and 0.27 on one turned away; on background 0.05 to 0.54, and
 * 0.030 on one of 24 pixels.
 */
/** Measures whether a detector's keypoints follow the picture or merely the box it was given. */
public final class KeypointAgreement {
  /**
   * The largest disagreement that is accepted as a face, in fractions of the face's size; measured
   * as described above.
   */
  public static final double OF_A_FACE = 0.04;

  /**
   * The largest disagreement of a face that something else vouches for too: calibrated confidences,
   * a finder without false positives, or its own past in a video.
   */
  public static final double VOUCHED_FOR = 2 * OF_A_FACE;

  private KeypointAgreement() {}

  /** {@return the displaced boxes of a face} */
  static List<Box> displaced(Box box) {
    return List.of(displaced(box, 0.1, -0.1, 1.15), displaced(box, -0.1, 0.1, 0.9));
  }

  /**
   * {@return how far the keypoints move when the box is displaced, in fractions of the box's size,
   * at least 0}
   *
   * @param face detected in its own box
   * @param displaced the faces detected in the boxes of {@link #displaced(Box)}
   */
  static double disagreement(Face face, List<Face> displaced) {
    double largest = 0;
    for (Face other : displaced) {
      largest = Math.max(largest, distance(other.keypoints(), face.keypoints()));
    }
    return largest / Math.sqrt(face.box().width() * face.box().height());
  }

  /** {@return the mean distance of corresponding keypoints, in pixels} */
  private static double distance(Keypoints a, Keypoints b) {
    double sum = 0;
    for (int k = 0; k < a.count(); k++) {
      sum += Math.hypot(a.x(k) - b.x(k), a.y(k) - b.y(k));
    }
    return sum / a.count();
  }

  private static Box displaced(Box box, double right, double down, double scale) {
    double x = right * box.width();
    double y = down * box.height();
    return new Box(box.left() + x, box.top() + y, box.right() + x, box.bottom() + y).scaled(scale);
  }
}
