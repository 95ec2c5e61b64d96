/**
 * Random but replayable changes of a training picture and its keypoints together: a number in, one
 * warp and a list of effects out.
 *
 * <p>An {@link kpnative.augment.Augmentation} has an <em>entry</em> for each kind of <em>step</em>:
 * its range, and how often it is used. What is drawn from an entry for one sample is a
 * <em>motion</em>, which moves pixels and keypoints, or an <em>effect</em>, which changes values
 * where they are. All lie in the frame of the network's input. A {@link
 * kpnative.augment.DrawnAugmentation} keeps them as values; a {@link kpnative.augment.SampleChange}
 * composes them for a loader without keeping them.
 *
 * <p>Nothing here touches a picture's pixels, and nothing keeps a random state between samples.
 */
@NullMarked
package kpnative.augment;

import org.jspecify.annotations.NullMarked;
