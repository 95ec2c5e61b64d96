/**
 * Keypoint detection: takes a picture and a face box, returns keypoints. An application needs no
 * more than this package and those below it.
 *
 * <p>Start with {@link kpnative.infer.KeypointDetector}. Boxes and keypoints are in the
 * photograph's frame (pixels; whole numbers are pixel centres). Nothing here depends on training.
 */
@NullMarked
package kpnative.infer;

import org.jspecify.annotations.NullMarked;
