package kpnative.data.rendered;

import java.awt.image.BufferedImage;
import kpnative.keypoints.Keypoints;

/**
 * One rendered face and all that is known of it.
 *
 * @param picture {@link BufferedImage#TYPE_INT_RGB}, sRGB
 * @param keypoints 68, iBUG's order, picture's frame, pixels
 * @param visible for each keypoint, whether nothing hides it and it lies in the picture; not copied
 * @param pose how the head is turned
 * @param mask how much of each pixel shows the head's own skin, eyes and mouth, 0 to 255, rows from
 *     the top, [H, W]; not copied
 */
public record RenderedPicture(
    BufferedImage picture, Keypoints keypoints, boolean[] visible, FacePose pose, byte[] mask) {}
