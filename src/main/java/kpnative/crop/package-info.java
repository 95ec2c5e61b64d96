/**
 * From a face's box to the network's input, and back.
 *
 * <p>A <em>box</em> is a rectangle of the photograph around a face's keypoints. A {@link
 * kpnative.crop.BoxRule} adds the margin. The {@link kpnative.crop.Crop} is the region that the
 * network then sees, with its warp. Units are pixels; whole numbers are pixel centres. The package
 * depends on no data set, network or native type.
 */
@NullMarked
package kpnative.crop;

import org.jspecify.annotations.NullMarked;
