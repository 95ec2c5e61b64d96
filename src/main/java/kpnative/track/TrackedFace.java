package kpnative.track;

import kpnative.infer.Face;
import kpnative.keypoints.Keypoints;

/**
 * One face in one frame. Immutable.
 *
 * @param id identifies the face in all frames of a sequence, from 0
 * @param found the detection in this frame
 * @param keypoints the smoothed keypoints; those of {@code found} without smoothing
 */
public record TrackedFace(int id, Face found, Keypoints keypoints) {}
