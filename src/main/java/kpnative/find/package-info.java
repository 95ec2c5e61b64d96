/**
 * Finds all faces of a photograph and their keypoints: a finder of {@link kpnative.face} proposes
 * candidates, the keypoint network confirms them.
 *
 * <p>Start with {@link kpnative.find.FaceKeypoints}. Boxes and keypoints are in the photograph's
 * frame: pixels, whole numbers at pixel centres. The package depends on no data set and does not
 * track faces between pictures.
 */
@NullMarked
package kpnative.find;

import org.jspecify.annotations.NullMarked;
