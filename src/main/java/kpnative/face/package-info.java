/**
 * Finds faces in a whole photograph. Each finder maps its own rectangles to the box around a face's
 * keypoints.
 *
 * <p>Boxes are in the picture's frame, in pixels; whole numbers are pixel centres. A finder only
 * proposes candidates, which may be false positives, and does not depend on kp-native's networks.
 * The native libraries are loaded when the first finder is made.
 */
@NullMarked
package kpnative.face;

import org.jspecify.annotations.NullMarked;
