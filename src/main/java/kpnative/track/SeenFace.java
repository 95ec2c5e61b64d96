package kpnative.track;

import kpnative.geometry.Box;
import kpnative.infer.Face;
import kpnative.keypoints.Keypoints;

/**
 * One face of a picture.
 *
 * @param box around the keypoints, about: what the detector was shown last; the picture's frame
 * @param score the finder's, see {@link kpnative.face.FoundFace#score}; 0 where none was asked
 * @param found the keypoints, in the picture's frame, and how sure each is
 * @param disagreement how far the keypoints move when the detector looks from elsewhere, see {@link
 *     KeypointAgreement}; 0 is a face beyond doubt
 */
public record SeenFace(Box box, double score, Face found, double disagreement) {
  /** {@return the keypoints, in the picture's frame} */
  public Keypoints keypoints() {
    return found.keypoints();
  }
}
