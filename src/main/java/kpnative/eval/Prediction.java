package kpnative.eval;

import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;

/**
 * One face as annotated and as predicted.
 *
 * @param truth all K keypoints of the schema, photograph's frame
 * @param predicted the keypoints that are predicted, in the order of their indices, photograph's
 *     frame
 * @param toInput the warp from the photograph to the network's input
 * @param input the size of the network's input
 * @param name names the picture in messages and captions
 */
public record Prediction(
    Keypoints truth, Keypoints predicted, Warp toInput, Size input, String name) {}
