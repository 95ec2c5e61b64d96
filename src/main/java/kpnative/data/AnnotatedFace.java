package kpnative.data;

import java.util.Optional;
import kpnative.geometry.Box;
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
}
