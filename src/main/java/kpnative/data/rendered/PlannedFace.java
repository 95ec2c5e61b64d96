package kpnative.data.rendered;

import kpnative.geometry.Size;
import kpnative.keypoints.Keypoints;

/**
 * What is known of a rendered face before it is rendered.
 *
 * @param size of its picture
 * @param keypoints 68, iBUG's order, picture's frame, pixels: the picture's exactly
 * @param pose how the head is turned
 */
public record PlannedFace(Size size, Keypoints keypoints, FacePose pose) {}
