package kpnative.eval;

import kpnative.data.AnnotatedFace;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;

/**
 * Keypoints that were found, or guessed, for an annotated face.
 *
 * @param face as it is annotated
 * @param predicted the keypoints that are predicted, in the order of their indices, photograph's
 *     frame
 * @param toInput the warp from the photograph to the network's input
 * @param input the size of the network's input
 */
public record Prediction(AnnotatedFace face, Keypoints predicted, Warp toInput, Size input) {
  /** {@return all K keypoints of the schema as annotated, photograph's frame} */
  public Keypoints truth() {
    return face.keypoints();
  }

  /** {@return what names the picture in messages and captions} */
  public String name() {
    return face.picture().name();
  }

  /** {@return the same face with other keypoints predicted} */
  Prediction withPredicted(Keypoints others) {
    return new Prediction(face, others, toInput, input);
  }
}
