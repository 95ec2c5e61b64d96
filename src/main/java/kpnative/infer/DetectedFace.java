package kpnative.infer;

import java.util.List;
import java.util.Optional;
import kpnative.keypoints.Keypoints;

/**
 * A face's keypoints and how sure the detector is of them. Immutable.
 *
 * @param keypoints in the picture's pixels
 * @param confidence of each keypoint, 0 to 1; empty where the detector has no {@link
 *     ConfidenceCalibration}, which says what it is the probability of
 */
public record DetectedFace(Keypoints keypoints, Optional<List<Double>> confidence) {
  /** Copies the list. */
  public DetectedFace {
    confidence = confidence.map(List::copyOf);
  }
}
