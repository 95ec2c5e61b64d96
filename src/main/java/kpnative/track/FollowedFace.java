package kpnative.track;

import kpnative.find.SeenFace;
import kpnative.keypoints.Keypoints;

/**
 * One face of one frame.
 *
 * @param id the same for the same face in all frames of a sequence, from 0
 * @param seen as the detector found it
 * @param keypoints smoothed, where that was asked for; else those of {@code seen}
 */
public record FollowedFace(int id, SeenFace seen, Keypoints keypoints) {}
