package kpnative.find;

import java.util.List;
import kpnative.geometry.Box;
import kpnative.infer.Face;

/** Decides which detections and boxes are of one face. */
public final class SameFace {
  /**
   * The intersection over union above which two detections are the same face, for non-maximum
   * suppression.
   */
  private static final double SAME = 0.3;

  private SameFace() {}

  /** {@return whether two detections are of one face: by their boxes, or by their keypoints} */
  public static boolean is(Face a, Face b) {
    return a.box().overlap(b.box()) > SAME || a.extent().overlap(b.extent()) > SAME;
  }

  /** {@return the boxes that are not about one of the faces} */
  static List<Box> others(List<Box> boxes, List<Face> faces) {
    return boxes.stream().filter(box -> faces.stream().noneMatch(face -> is(face, box))).toList();
  }

  private static boolean is(Face face, Box box) {
    return face.box().overlap(box) > SAME || face.extent().overlap(box) > SAME;
  }
}
