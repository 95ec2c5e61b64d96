/**
 * Tracks faces and their keypoints across a sequence of frames.
 *
 * <p>{@link kpnative.find} finds the faces. Coordinates are in the video frame's pixels, whole
 * numbers at pixel centres; times are in seconds.
 */
@NullMarked
package kpnative.track;

import org.jspecify.annotations.NullMarked;
