package kpnative.infer;

import kpnative.data.AnnotatedFace;
import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;

/**
 * What a network found on one annotated face.
 *
 * @param face the face
 * @param keypoints found, in the photograph's pixels
 * @param toInput the warp from the photograph to the network's input
 */
public record FacePrediction(AnnotatedFace face, Keypoints keypoints, Warp toInput) {}
