package kpnative.track;

import kpnative.infer.Face;
import kpnative.keypoints.Keypoints;

/**
 * One face of one frame.
 *
 * @param id the same for the same face in all frames of a sequence, from 0
 * @param found as the detector found it
 * @param keypoints smoothed, where that was asked for; else those of {@code found}
 */
public record TrackedFace(int id, Face found, Keypoints keypoints) {}
