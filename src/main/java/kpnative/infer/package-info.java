/**
 * Picture and face box in, keypoints out: all that an application links.
 *
 * <p>Start with {@link kpnative.infer.KeypointDetector}. Boxes and keypoints are in the
 * photograph's frame (pixels; whole numbers are pixel centres). Nothing here trains.
 */
@NullMarked
package kpnative.infer;

import org.jspecify.annotations.NullMarked;
