/**
 * All faces of a whole photograph, each with its keypoints: a finder of {@link kpnative.face}
 * proposes, the keypoint network confirms.
 *
 * <p>Start with {@link kpnative.find.FaceKeypoints}. Boxes and keypoints are in the photograph's
 * frame: pixels, whole numbers at pixel centres. Nothing here knows a data set or follows a face
 * from picture to picture.
 */
@NullMarked
package kpnative.find;

import org.jspecify.annotations.NullMarked;
