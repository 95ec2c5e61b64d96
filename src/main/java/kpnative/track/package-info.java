/**
 * The keypoints of all faces of a whole photograph, and of the same faces along a sequence of
 * frames.
 *
 * <p>A finder of {@link kpnative.face} proposes, the keypoint network confirms. Everything is in
 * the picture's frame, pixels, whole numbers at pixel centres; times are seconds.
 */
@NullMarked
package kpnative.track;

import org.jspecify.annotations.NullMarked;
