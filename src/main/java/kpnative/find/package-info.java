/**
 * All faces of a photograph, each with its keypoints. Start with {@link kpnative.find.FaceSearch}.
 *
 * <p>Boxes and keypoints are in the photograph's frame (pixels; whole numbers are pixel centres).
 */
@NullMarked
package kpnative.find;

import org.jspecify.annotations.NullMarked;
