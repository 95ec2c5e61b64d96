/**
 * How a head is turned and what its face does, from keypoints: angles by a mean head in space, and
 * ratios of lengths. Pure arithmetic.
 *
 * <p>Start with {@link kpnative.pose.HeadPose}. Places in pictures are pixels, whole numbers at
 * pixel centres; the head's frame is that of {@link kpnative.keypoints.MeanFacePoints}. Angles are
 * degrees here, as users name them.
 */
@NullMarked
package kpnative.pose;

import org.jspecify.annotations.NullMarked;
