package kpnative.data;

import java.util.Optional;
import kpnative.geometry.Box;
import kpnative.keypoints.Keypoints;

/**
 * One face of one photograph, with its keypoints.
 *
 * @param picture where the pixels are
 * @param photograph names the photograph; faces that share it are never on two sides of a split
 * @param person names the person, where the data set tells (IMM)
 * @param keypoints in the photograph's frame, pixels
 * @param box the box that the annotation states (dlib XML), photograph's frame
 * @param origin file and line of the annotation, for messages
 */
public record AnnotatedFace(
    PictureSource picture,
    String photograph,
    Optional<String> person,
    Keypoints keypoints,
    Optional<Box> box,
    String origin) {
  /** {@return the same face with this box stated for it} */
  public AnnotatedFace withBox(Box stated) {
    return new AnnotatedFace(picture, photograph, person, keypoints, Optional.of(stated), origin);
  }
}
