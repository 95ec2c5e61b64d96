package kpnative.eval;

import kpnative.data.AnnotatedFace;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;

/**
 * Predicted keypoints of an annotated face. Immutable.
 *
 * @param face the face with its annotation
 * @param predicted the predicted keypoints, in output order, in the photograph's pixels
 * @param toInput the warp from the photograph to the network's input
 * @param input the size of the network's input
 */
public record Prediction(AnnotatedFace face, Keypoints predicted, Warp toInput, Size input) {
  /** {@return the ground truth: all K keypoints of the schema, in the photograph's pixels} */
  public Keypoints truth() {
    return face.keypoints();
  }

  /** {@return the picture's name, for messages and captions} */
  public String name() {
    return face.picture().name();
  }

  /** {@return a prediction of other keypoints for the same face} */
  Prediction withPredicted(Keypoints others) {
    return new Prediction(face, others, toInput, input);
  }
}
