/**
 * Encodes keypoints in a network's input frame as training targets, and decodes network outputs to
 * keypoints.
 *
 * <p>A codec knows neither losses nor networks and holds no mutable state. It maps input pixels
 * (whole numbers are pixel centres) to floats. Decoding an encoded face returns its keypoints to
 * within a small fraction of a pixel.
 */
@NullMarked
package kpnative.codec;

import org.jspecify.annotations.NullMarked;
