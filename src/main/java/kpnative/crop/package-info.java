/**
 * From a face's box to the network's input, and back.
 *
 * <p>A <em>box</em> is a rectangle of the photograph around a face's keypoints; a {@link
 * kpnative.crop.BoxRule} gives it its margin; the {@link kpnative.crop.Crop} is what the network
 * then sees, and its warp. Pixels; whole numbers are pixel centres. No data set, no network, no
 * native type.
 */
@NullMarked
package kpnative.crop;

import org.jspecify.annotations.NullMarked;
