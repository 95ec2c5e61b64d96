/**
 * Faces rendered of a 3D head, with exact keypoints.
 *
 * <p>Frame of the head: centimetres, x to the person's left, y up, z out of the face; left and
 * right are the person's own. Heads come from files, which may be hostile.
 */
@NullMarked
package kpnative.data.rendered;

import org.jspecify.annotations.NullMarked;
