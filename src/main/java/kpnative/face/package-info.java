/**
 * Where the faces are in a whole photograph: finders, each with the map from its own rectangles to
 * the box around a face's keypoints.
 *
 * <p>Boxes are in the picture's frame, pixels, whole numbers at pixel centres. A finder proposes:
 * it knows nothing of keypoints or networks of kp-native, and what it finds may be no face. Its
 * native libraries are loaded when the first finder is made.
 */
@NullMarked
package kpnative.face;

import org.jspecify.annotations.NullMarked;
