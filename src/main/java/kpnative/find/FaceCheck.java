package kpnative.find;

import kpnative.infer.Face;

/*
 * Whatever proposed a face, its keypoints decide. Two numbers, of 43 faces of dlib's group photographs
 * and 24 of 300-W's whole ones, of the other things in them, of the same photographs turned over, and
 * of pictures without faces: docs/decisions/027-finding-faces.md has the table.
 */
/**
 * Decides by its keypoints whether a face is one.
 *
 * @param leastConfidence as in {@link FindOptions}
 * @param finderIsSure whether the finder has few false positives, {@link
 *     kpnative.face.FaceFinder#isSure}; counts only where no confidences are asked for, or the face
 *     has none
 */
record FaceCheck(double leastConfidence, boolean finderIsSure) {
  /** How much of the doubt that is allowed a face may leave that lies on its side or its head. */
  private static final double DOUBT_IF_TURNED = 0.8;

  /**
   * {@return the check of faces that were read in a turned copy of the picture: they are rarer than
   * upright ones, and things are looked at three times more, so they must be surer}
   */
  FaceCheck turned() {
    return leastConfidence == 0
        ? this
        : new FaceCheck(1 - DOUBT_IF_TURNED * (1 - leastConfidence), finderIsSure);
  }

  /** {@return whether the keypoints of a face are sure enough, and stay where they are} */
  boolean accepts(Face face) {
    if (leastConfidence == 0 && finderIsSure) {
      return true;
    }
    boolean calibrated = !face.confidences().isEmpty();
    double most =
        calibrated || finderIsSure ? KeypointAgreement.VOUCHED_FOR : KeypointAgreement.OF_A_FACE;
    return face.disagreement() <= most && (!calibrated || face.confidence() >= leastConfidence);
  }
}
