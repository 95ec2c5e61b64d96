/**
 * Random but reproducible data augmentation: a sample's key determines one warp and a list of
 * effects for its picture and its keypoints.
 *
 * <p>An {@link kpnative.augment.Augmentation} has an <em>entry</em> for each kind of <em>step</em>:
 * its range and its probability. A draw from an entry for one sample is a <em>motion</em>, which
 * moves pixels and keypoints, or an <em>effect</em>, which changes pixel values in place. Both are
 * defined in the frame of the network's input. A {@link kpnative.augment.DrawnAugmentation} keeps
 * them as values; a {@link kpnative.augment.SampleChange} composes them for a loader without
 * keeping them.
 *
 * <p>Nothing here touches a picture's pixels or keeps random state between samples.
 */
@NullMarked
package kpnative.augment;

import org.jspecify.annotations.NullMarked;
