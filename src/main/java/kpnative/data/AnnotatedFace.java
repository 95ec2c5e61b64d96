package kpnative.data;

import java.util.Optional;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;

/**
 * One face of one photograph, with its keypoints.
 *
 * @param picture where the pixels are
 * @param photograph identifies the photograph; a split keeps faces that share it on one side
 * @param person identifies the person; empty where the data set does not name people (IMM does)
 * @param keypoints in the photograph's frame, pixels
 * @param box the annotated box, photograph's frame, pixels; empty unless the format has one (dlib
 *     XML)
 * @param origin file and line of the annotation, for messages
 */
public record AnnotatedFace(
    PictureSource picture,
    String photograph,
    Optional<String> person,
    Keypoints keypoints,
    Optional<Box> box,
    String origin) {
  /** {@return this face with another box} */
  public AnnotatedFace withBox(Box stated) {
    return new AnnotatedFace(picture, photograph, person, keypoints, Optional.of(stated), origin);
  }

  /**
   * {@return this face with its keypoints and box mapped by {@code warp}, which turns by quarters
   * or mirrors}
   */
  public AnnotatedFace map(Warp warp) {
    return new AnnotatedFace(
        picture, photograph, person, keypoints.map(warp), box.map(b -> map(b, warp)), origin);
  }

  /**
   * {@return this face without what its file's name tells: it shares a photograph only with faces
   * of the same file, and no person}
   */
  public AnnotatedFace unnamed() {
    return new AnnotatedFace(picture, picture.name(), Optional.empty(), keypoints, box, origin);
  }

  private static Box map(Box box, Warp warp) {
    Point a = warp.map(new Point(box.left(), box.top()));
    Point b = warp.map(new Point(box.right(), box.bottom()));
    return new Box(
        Math.min(a.x(), b.x()),
        Math.min(a.y(), b.y()),
        Math.max(a.x(), b.x()),
        Math.max(a.y(), b.y()));
  }
}
